import { KeyValueTaskStore } from "./key-value-store.ts";
import { RefoldTaskStore } from "./refold-store.ts";
import type { StoreSpec } from "./store.ts";
import { WindowTaskStore } from "./window-store.ts";

/** Called for each changed entry with its changelog key; `value` is undefined for a deletion. */
export type VisitChange = (changelogKey: string, value: unknown) => void;

/** A store of one task, as the task's engine handles it. `view` is what processors see of it. */
export interface TaskStore {
  readonly view: unknown;
  /** Changelog records the transaction under way would write. */
  readonly changes: number;
  eachChange(layer: "transaction" | "record", visit: VisitChange): void;
  /** Takes out what the stream time has left behind, in the transaction under way, which is about to be closed. */
  expire(): void;
  keepRecord(): void;
  dropRecord(): void;
  applyTransaction(): void;
  dropTransaction(): void;
  /** Takes an entry from the changelog; `id` of a refold store's; `value` undefined for a tombstone. */
  restore(key: string, id: string | undefined, value: unknown): void;
  /** What was taken counts from now on; more may be taken thereafter. */
  restored(): void;
  /** Keys of what is committed, in no order. */
  committedKeys(): Iterable<string>;
  /** What is committed under a key, as plain data; undefined where nothing is. */
  committed(key: string): unknown;
  /** All that is committed, in order of keys. */
  snapshot(): Record<string, unknown>;
}

/**
 * Called with each value that goes into a store, and with each state derived from such. Production does nothing here;
 * the test driver freezes both, and refuses stored values that JSON would not give back.
 */
export type Admit = (kind: "stored" | "derived", value: unknown, where: string) => void;

/** What a store gets from its task. */
export interface StoreContext {
  readonly admit: Admit;
  /** The task's stream time, ms: as of the record under way, and as of the last commit. */
  readonly time: { readonly now: number; readonly committed: number };
  /** An entry was refused: it came this late, ms. */
  readonly expired: (behindMs: number) => void;
}

export function taskStore(spec: StoreSpec, context: StoreContext): TaskStore {
  if (spec.kind === "key-value") return new KeyValueTaskStore(spec.name, context.admit);
  return spec.kind === "refold" ? new RefoldTaskStore(spec, context.admit) : new WindowTaskStore(spec, context);
}
