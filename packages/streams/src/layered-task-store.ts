import type { LayeredMap, Present } from "./layered-map.ts";
import type { TaskStore, VisitChange } from "./task-store.ts";

/** What all stores have in common: their maps change layer by layer, together. */
export abstract class LayeredTaskStore implements TaskStore {
  abstract readonly view: unknown;
  /** Of the maps, the one whose changes go to the changelog. */
  readonly #entries: LayeredMap<Present>;
  readonly #maps: readonly LayeredMap<Present>[];

  constructor(entries: LayeredMap<Present>, derived: readonly LayeredMap<Present>[] = []) {
    this.#entries = entries;
    this.#maps = [entries, ...derived];
  }

  abstract eachChange(layer: "transaction" | "record", visit: VisitChange): void;
  abstract restore(key: string, id: string | undefined, value: unknown): void;
  abstract restored(): void;
  abstract committedKeys(): Iterable<string>;
  abstract committed(key: string): unknown;

  snapshot(): Record<string, unknown> {
    return Object.fromEntries([...this.committedKeys()].sort().map((key) => [key, this.committed(key)]));
  }

  expire(): void {}

  get changes(): number {
    return this.#entries.changes;
  }

  keepRecord(): void {
    for (const map of this.#maps) map.keepRecord();
  }

  dropRecord(): void {
    for (const map of this.#maps) map.dropRecord();
  }

  applyTransaction(): void {
    for (const map of this.#maps) map.applyTransaction();
  }

  dropTransaction(): void {
    for (const map of this.#maps) map.dropTransaction();
  }
}
