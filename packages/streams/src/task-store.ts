import { KeyValueTaskStore } from "./key-value-store.ts";
import { RefoldTaskStore } from "./refold-store.ts";
import type { StoreSpec } from "./store.ts";

/** Called for each changed entry with its changelog key; `value` is undefined for a deletion. */
export type VisitChange = (changelogKey: string, value: unknown) => void;

/** A store of one task, as the task's engine handles it. `view` is what processors see of it. */
export interface TaskStore {
  readonly view: unknown;
  /** Changelog records the transaction under way would write. */
  readonly changes: number;
  eachChange(layer: "transaction" | "record", visit: VisitChange): void;
  keepRecord(): void;
  dropRecord(): void;
  applyTransaction(): void;
  dropTransaction(): void;
  /** Takes an entry from the changelog; `id` of a refold store's; `value` undefined for a tombstone. */
  restore(key: string, id: string | undefined, value: unknown): void;
  /** The changelog has been read to its end. */
  restored(): void;
  /** What is committed, as plain data in order of keys. */
  snapshot(): unknown;
}

/**
 * Called with each value that goes into a store, and with each state derived from such. Production does nothing here;
 * the test driver freezes both, and refuses stored values that JSON would not give back.
 */
export type Admit = (kind: "stored" | "derived", value: unknown, where: string) => void;

export function taskStore(spec: StoreSpec, admit: Admit): TaskStore {
  return spec.kind === "key-value" ? new KeyValueTaskStore(spec.name, admit) : new RefoldTaskStore(spec, admit);
}
