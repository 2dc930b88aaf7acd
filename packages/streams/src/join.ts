import { type WindowStore, type WindowStoreSpec, windowStore } from "./store.ts";
import { lastEntries, sliding } from "./window.ts";

/** Joins are compositions of stores: each side is put to a store of its own and looked up in the other's. */

/** What a store of one side has to know of its entries; see `WindowStoreSpec`. */
export type Side<E> = Pick<WindowStoreSpec<E, number>, "name" | "at" | "revision" | "counts">;

export interface Pair<L, R> {
  readonly left: L;
  readonly right: R;
}

/** Both stores of a join, to be declared by the topology, and what either side's entry leads to. */
export interface WindowedJoin<L, R> {
  readonly leftStore: WindowStoreSpec<L, number>;
  readonly rightStore: WindowStoreSpec<R, number>;
  /** Keeps an entry of the left side and gives its pairs; none where it is stale, expired or does not count. */
  left(left: WindowStore<L, number>, right: WindowStore<R, number>, key: string, id: string, entry: L): Pair<L, R>[];
  right(left: WindowStore<L, number>, right: WindowStore<R, number>, key: string, id: string, entry: R): Pair<L, R>[];
}

/**
 * Pairs entries of two co-partitioned sources, of one key, that are close in event time: the right one from `before` ms
 * before the left one to `after` ms after it. A pair comes with whichever side comes second, and again with each
 * correction of either: give its output a key or an id of both.
 */
export function windowedJoin<L, R>(join: {
  readonly left: Side<L>;
  readonly right: Side<R>;
  readonly before: number;
  readonly after: number;
  /** How late either side may come, ms of stream time. */
  readonly retention: number;
}): WindowedJoin<L, R> {
  const { left, right, before, after, retention } = join;
  const counting = {
    window: sliding(before + after || 1),
    retention,
    initial: () => 0,
    fold: (count: number) => count + 1,
  };
  return {
    leftStore: windowStore({ ...counting, ...left }),
    rightStore: windowStore({ ...counting, ...right }),
    left(lefts, rights, key, id, entry) {
      if (!takes(lefts, left, key, id, entry)) return [];
      const at = left.at(entry);
      return rights.entries(key, { from: at - before, to: at + after }).map((right) => ({ left: entry, right }));
    },
    right(lefts, rights, key, id, entry) {
      if (!takes(rights, right, key, id, entry)) return [];
      const at = right.at(entry);
      return lefts.entries(key, { from: at - after, to: at + before }).map((left) => ({ left, right: entry }));
    },
  };
}

function takes<E>(store: WindowStore<E, number>, { counts }: Side<E>, key: string, id: string, entry: E): boolean {
  const outcome = store.put(key, id, entry);
  return outcome !== "stale" && outcome !== "expired" && (counts === undefined || counts(entry));
}

/**
 * A table whose values hold from a time on, for joins of a stream with what held at each record's own time:
 * `asOf(key, at)?.state` is the last value before `at`, or at it. The last one before the retention is kept as well.
 */
export function versionedStore<V>(
  version: Side<V> & Pick<WindowStoreSpec<V, V>, "retention">,
): WindowStoreSpec<V, V | undefined> {
  return windowStore<V, V | undefined>({
    ...version,
    window: lastEntries(1),
    initial: () => undefined,
    fold: (_before, value) => value,
  });
}
