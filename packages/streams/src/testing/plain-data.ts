import type { Admit, StoreContext } from "../task-store.ts";

/**
 * Freezes what a store keeps, so that a fold that changes it throws, and refuses what its changelog would not give back:
 * after a restart the state would differ from what it was.
 */
export const admitPlainData: Admit = (kind, value, where) => {
  if (kind === "stored") checkPlain(value, where);
  freeze(value);
};

function checkPlain(value: unknown, where: string): void {
  if (value === null || typeof value === "string" || typeof value === "boolean" || value === undefined) return;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${where} is ${value}, which JSON turns into null`);
    if (Object.is(value, -0)) throw new TypeError(`${where} is -0, which JSON turns into 0`);
    return;
  }
  if (typeof value !== "object") throw new TypeError(`${where} is a ${typeof value}, which JSON does not keep`);
  if (value instanceof Date || value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) {
    throw new TypeError(`${where} is a ${value.constructor.name}, which JSON does not keep: stores take plain data`);
  }
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined && Array.isArray(value)) throw new TypeError(`${where}.${name} is undefined`);
    checkPlain(part, `${where}.${name}`);
  }
}

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

/** For a store that is tested by itself: time stands still before everything. */
export const plainStore: StoreContext = {
  admit: admitPlainData,
  time: { now: Number.NEGATIVE_INFINITY, committed: Number.NEGATIVE_INFINITY },
  expired: () => {},
};
