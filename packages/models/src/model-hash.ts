import { createHash } from "node:crypto";

/** SHA-256 of a model's id and parameters, hex: 64 digits. The order of members does not count. */
export function modelHashOf(id: string, parameters: object): string {
  return createHash("sha256").update(JSON.stringify({ id, parameters }, sorted)).digest("hex");
}

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
