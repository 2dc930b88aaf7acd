/**
 * Stores hold a task's state in memory as decoded values; what changes is written to the task's changelog in the same
 * transaction as outputs and position. Values are JSON in the changelog and must be plain data.
 */

/** One value a key. */
export interface KeyValueStoreSpec<V> {
  readonly kind: "key-value";
  readonly name: string;
  readonly value?: V;
}

/** What a key-value store offers a processor. Reads see this transaction's own writes. */
export interface KeyValueStore<V> {
  get(key: string): V | undefined;
  put(key: string, value: V): void;
  delete(key: string): void;
  /** All keys, in order. */
  keys(): readonly string[];
}

/**
 * Identified entries under a key, kept in a total order and folded into a state: the store for events that get
 * corrected. The changelog holds the entries, one record each; the state is derived and never stored.
 */
export interface RefoldStoreSpec<E, S> {
  readonly kind: "refold";
  readonly name: string;
  /** Total order of the entries of a key: a fold sees them in this order, whatever order they arrived in. */
  readonly compare: (a: E, b: E) => number;
  readonly initial: (key: string) => S;
  /** Pure; must not change `state`. */
  readonly fold: (state: S, entry: E) => S;
}

/** What a refold store offers a processor. Reads see this transaction's own writes. */
export interface RefoldStore<E, S> {
  entry(key: string, id: string): E | undefined;
  /** Adds or replaces an entry. An entry that sorts last folds on; any other refolds the key. */
  put(key: string, id: string, entry: E): void;
  /** State of a key: its entries folded in order. */
  state(key: string): S;
  /** Entries of a key in order. */
  entries(key: string): readonly E[];
  /** Forgets a key with all its entries. */
  delete(key: string): void;
  /** All keys, in order. */
  keys(): readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: a specification of any value type
export type StoreSpec = KeyValueStoreSpec<any> | RefoldStoreSpec<any, any>;
export type StoreSpecs = Readonly<Record<string, StoreSpec>>;

export type StoreOf<Spec> =
  Spec extends RefoldStoreSpec<infer E, infer S>
    ? RefoldStore<E, S>
    : Spec extends KeyValueStoreSpec<infer V>
      ? KeyValueStore<V>
      : never;

export function keyValueStore<V>(name: string): KeyValueStoreSpec<V> {
  return { kind: "key-value", name };
}

export function refoldStore<E, S>(spec: Omit<RefoldStoreSpec<E, S>, "kind">): RefoldStoreSpec<E, S> {
  return { kind: "refold", ...spec };
}
