/** Marks a key as deleted in a layer above the one that has it. */
const deleted = Symbol("deleted");
/** Any value but null and undefined. */
export type Present = NonNullable<unknown>;

type Layer<V> = Map<string, V | typeof deleted>;

/**
 * A map in three layers: what is committed, what the transaction under way changes, what the record being folded
 * changes. Reads look through all three; a layer is dropped or merged downwards as a whole, which makes rollback exact.
 */
export class LayeredMap<V extends Present> {
  readonly committed = new Map<string, V>();
  #transaction: Layer<V> = new Map();
  #record: Layer<V> = new Map();

  get(key: string): V | undefined {
    const value = this.#record.get(key) ?? this.#transaction.get(key) ?? this.committed.get(key);
    return value === deleted ? undefined : value;
  }

  set(key: string, value: V): void {
    this.#record.set(key, value);
  }

  delete(key: string): void {
    this.#record.set(key, deleted);
  }

  /** All keys, in order: a restore brings them in another order than they came in. */
  keys(): string[] {
    const keys = new Set(this.committed.keys());
    for (const layer of [this.#transaction, this.#record]) {
      for (const [key, value] of layer) {
        if (value === deleted) keys.delete(key);
        else keys.add(key);
      }
    }
    return [...keys].sort();
  }

  /** Keys that the transaction changes, the current record's apart. */
  get changes(): number {
    return this.#transaction.size;
  }

  /** What the transaction changes, or only what the current record does; undefined for a deletion. */
  eachChange(layer: "transaction" | "record", visit: (key: string, value: V | undefined) => void): void {
    const changes = layer === "transaction" ? this.#transaction : this.#record;
    for (const [key, value] of changes) visit(key, value === deleted ? undefined : value);
  }

  keepRecord(): void {
    if (this.#record.size === 0) return;
    for (const [key, value] of this.#record) this.#transaction.set(key, value);
    this.#record.clear();
  }

  dropRecord(): void {
    if (this.#record.size > 0) this.#record.clear();
  }

  applyTransaction(): void {
    for (const [key, value] of this.#transaction) {
      if (value === deleted) this.committed.delete(key);
      else this.committed.set(key, value);
    }
    this.#transaction.clear();
  }

  dropTransaction(): void {
    this.#record.clear();
    this.#transaction.clear();
  }
}
