import type { WindowShape } from "./window.ts";

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

/**
 * Identified entries under a key, each at an event time, read through windows. The changelog holds the entries, one record
 * each; what windows show is derived and never stored.
 */
export interface WindowStoreSpec<E, S> {
  readonly kind: "window";
  readonly name: string;
  /** Which entries belong together: `lastEntries`, `sliding`, `tumbling`, `hopping` or `sessions`. */
  readonly window: WindowShape;
  /** Event time of an entry, ms since the epoch. */
  readonly at: (entry: E) => number;
  /**
   * How far behind the stream time entries may come or be corrected, and windows be read, ms. Within it every answer is
   * exact, so the store keeps what windows that reach further back need. What nothing can need is taken out.
   */
  readonly retention: number;
  /** The entry of the highest revision stays, whatever order they come in; without it the last one put does. */
  readonly revision?: (entry: E) => number;
  /** False of an entry that is remembered and is in no window: one that was taken back, whose earlier revisions may come again. */
  readonly counts?: (entry: E) => boolean;
  readonly initial: (key: string) => S;
  /** Pure; must not change `state`. */
  readonly fold: (state: S, entry: E) => S;
}

/** Entries that belong together, folded in order of event time, then id. What its bounds mean, the shape tells. */
export interface Window<S> {
  readonly start: number;
  readonly end: number;
  /** Entries in it. */
  readonly count: number;
  readonly state: S;
}

/**
 * What a window store offers a processor. Reads see this transaction's own writes. What it is asked of times before its
 * retention it does not know for sure: it throws EXPIRED.
 */
export interface WindowStore<E, S> {
  /**
   * Adds an entry or replaces the one of its id. Nothing changes where it is `stale` (its revision is not higher) or
   * `expired` (its event time lies before the retention), which the observer is told as a late record.
   */
  put(key: string, id: string, entry: E): "added" | "replaced" | "stale" | "expired";
  /** Forgets an entry, its revision too. */
  delete(key: string, id: string): void;
  entry(key: string, id: string): E | undefined;
  /** Entries that count, in order, both ends included: all within the retention if not said otherwise. */
  entries(key: string, range?: { readonly from?: number; readonly to?: number }): readonly E[];
  /** The window as it was at `at`: of what is known by now, nothing later is in it. Undefined where it is empty. */
  asOf(key: string, at: number): Window<S> | undefined;
  /** All windows that hold something, oldest first; of `lastEntries` and `sliding`, one as of each moment with an entry. */
  windows(key: string): readonly Window<S>[];
  /** Keys of which some window holds something, in order. */
  keys(): readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: a specification of any value type
export type StoreSpec = KeyValueStoreSpec<any> | RefoldStoreSpec<any, any> | WindowStoreSpec<any, any>;
export type StoreSpecs = Readonly<Record<string, StoreSpec>>;

export type StoreOf<Spec> =
  Spec extends WindowStoreSpec<infer E, infer S>
    ? WindowStore<E, S>
    : Spec extends RefoldStoreSpec<infer E, infer S>
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

export function windowStore<E, S>(spec: Omit<WindowStoreSpec<E, S>, "kind">): WindowStoreSpec<E, S> {
  return { kind: "window", ...spec };
}
