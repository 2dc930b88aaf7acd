import { entryKey } from "./changelog.ts";
import { DueKeys } from "./due-keys.ts";
import { StreamsError } from "./error.ts";
import { changedKind } from "./key-value-store.ts";
import { LayeredMap, type Present } from "./layered-map.ts";
import { LayeredTaskStore } from "./layered-task-store.ts";
import type { Window, WindowStore, WindowStoreSpec } from "./store.ts";
import type { StoreContext, VisitChange } from "./task-store.ts";
import { after, before, type WindowRange } from "./window.ts";

/** An entry as the store holds it and, without its id, as the changelog does. */
interface Item<E> {
  readonly id: string;
  readonly entry: E;
  readonly at: number;
  /** The latest event time that any of its revisions had: as long as such a revision may come again, it is remembered. */
  readonly latest: number;
}

/** What stands under a key, in order of event time, then id. Never changed: a put makes another. */
interface Held<E> {
  readonly items: readonly Item<E>[];
  /** Those that count. */
  readonly counting: readonly Item<E>[];
  /** Event times of those that count. */
  readonly times: readonly number[];
}

const nothing: Held<never> = { items: [], counting: [], times: [] };

/**
 * Entries at event times, read through windows. What it shows follows from the entries put and the stream time alone;
 * when something is taken out of memory, which happens as a transaction closes, shows in nothing but the changelog.
 */
export class WindowTaskStore<E extends Present, S> extends LayeredTaskStore {
  readonly view: WindowStore<E, S>;
  readonly #spec: WindowStoreSpec<E, S>;
  readonly #context: StoreContext;
  readonly #entries: LayeredMap<Item<E>>;
  readonly #held: LayeredMap<Held<E>>;
  readonly #restoring = new Map<string, Map<string, Item<E>>>();
  /** Committed keys, by the horizon at which something of them may expire. */
  readonly #due = new DueKeys();
  /** Those that the transaction under way has found due. */
  readonly #found = new Set<string>();

  constructor(spec: WindowStoreSpec<E, S>, context: StoreContext) {
    const entries = new LayeredMap<Item<E>>();
    const held = new LayeredMap<Held<E>>();
    super(entries, [held]);
    this.#entries = entries;
    this.#held = held;
    this.#spec = spec;
    this.#context = context;
    this.view = {
      put: (key, id, entry) => this.#put(key, id, entry),
      delete: (key, id) => this.#delete(key, id),
      entry: (key, id) => this.#known(key, id)?.entry,
      entries: (key, range) => this.#between(key, range),
      asOf: (key, at) => this.#asOf(key, at),
      windows: (key) => this.#windows(key, this.#at(key)),
      keys: () => this.#held.keys().filter((key) => this.#keptFrom(this.#at(key)) < this.#at(key).times.length),
    };
  }

  /** The earliest time of which anything may be asked or told. */
  get #horizon(): number {
    return this.#context.time.now - this.#spec.retention;
  }

  #at(key: string): Held<E> {
    return this.#held.get(key) ?? nothing;
  }

  #keptFrom({ times }: Held<E>): number {
    return this.#spec.window.keptFrom(times, this.#horizon);
  }

  #put(key: string, id: string, entry: E): ReturnType<WindowStore<E, S>["put"]> {
    const { name, at: timeOf, revision } = this.#spec;
    if (entry === undefined || entry === null) throw new TypeError(`store ${name} was given no entry for ${key} ${id}`);
    this.#context.admit("stored", entry, `${name}[${key}][${id}]`);
    const at = timeOf(entry);
    if (!Number.isFinite(at)) throw new TypeError(`store ${name}: the time of ${key} ${id} is ${at}`);
    if (at < this.#horizon) {
      this.#context.expired(this.#context.time.now - at);
      return "expired";
    }
    const known = this.#known(key, id);
    if (known !== undefined && revision !== undefined && revision(entry) <= revision(known.entry)) return "stale";
    const item: Item<E> = { id, entry, at, latest: Math.max(at, known?.latest ?? at) };
    const items = this.#at(key).items.filter((other) => other.id !== id);
    items.splice(placeOf(items, item), 0, item);
    this.#entries.set(entryKey(name, key, id), item);
    this.#held.set(key, this.#hold(items));
    return known === undefined ? "added" : "replaced";
  }

  #delete(key: string, id: string): void {
    const changelogKey = entryKey(this.#spec.name, key, id);
    if (this.#entries.get(changelogKey) === undefined) return;
    this.#entries.delete(changelogKey);
    this.#keep(
      key,
      this.#at(key).items.filter((item) => item.id !== id),
    );
  }

  /** What is remembered of an id: nothing any more where it has expired, whether or not it has been taken out. */
  #known(key: string, id: string): Item<E> | undefined {
    const item = this.#entries.get(entryKey(this.#spec.name, key, id));
    if (item === undefined || item.latest >= this.#horizon) return item;
    const held = this.#at(key);
    const index = held.counting.indexOf(item);
    return index >= 0 && index >= this.#keptFrom(held) ? item : undefined;
  }

  #between(key: string, { from = this.#horizon, to = Number.POSITIVE_INFINITY } = {}): readonly E[] {
    if (from < this.#horizon - this.#spec.window.reach) throw this.#expired(key, from);
    const { counting, times } = this.#at(key);
    return counting.slice(before(times, from), after(times, to)).map(({ entry }) => entry);
  }

  #asOf(key: string, at: number): Window<S> | undefined {
    if (at < this.#horizon) throw this.#expired(key, at);
    const held = this.#at(key);
    const range = this.#spec.window.asOf(held.times, at);
    return range && this.#folded(key, held, range);
  }

  #windows(key: string, held: Held<E>, horizon = this.#horizon): readonly Window<S>[] {
    return this.#spec.window.all(held.times, horizon).map((range) => this.#folded(key, held, range));
  }

  #folded(key: string, { counting }: Held<E>, { start, end, from, to }: WindowRange): Window<S> {
    const { name, initial, fold } = this.#spec;
    let state = initial(key);
    for (let i = from; i < to; i++) state = fold(state, (counting[i] as Item<E>).entry);
    this.#context.admit("derived", state, `window of ${name}[${key}]`);
    return { start, end, count: to - from, state };
  }

  #hold(items: readonly Item<E>[]): Held<E> {
    const { counts } = this.#spec;
    const counting = counts === undefined ? items : items.filter(({ entry }) => counts(entry));
    return { items, counting, times: counting.map(({ at }) => at) };
  }

  #keep(key: string, items: readonly Item<E>[]): void {
    if (items.length === 0) this.#held.delete(key);
    else this.#held.set(key, this.#hold(items));
  }

  #expired(key: string, at: number): StreamsError {
    const { name, retention } = this.#spec;
    return new StreamsError(
      "EXPIRED",
      `${name}[${key}] was asked about ${at}, and reaches back to ${this.#horizon}: keep more than ${retention} ms`,
    );
  }

  /** Takes out what nothing can need any more, in the transaction under way. Doing it again changes nothing. */
  override expire(): void {
    const horizon = this.#horizon;
    if (horizon === Number.NEGATIVE_INFINITY) return;
    for (const key of this.#due.take(horizon)) this.#found.add(key);
    const keys = new Set(this.#found);
    this.#held.eachChange("transaction", (key) => keys.add(key));
    for (const key of keys) this.#prune(key, horizon);
    this.keepRecord();
  }

  #prune(key: string, horizon: number): void {
    const held = this.#at(key);
    const kept = new Set(held.counting.slice(this.#keptFrom(held)));
    const items = held.items.filter((item) => item.latest >= horizon || kept.has(item));
    if (items.length === held.items.length) return;
    const left = new Set(items);
    for (const item of held.items) {
      if (!left.has(item)) this.#entries.delete(entryKey(this.#spec.name, key, item.id));
    }
    this.#keep(key, items);
  }

  /** Sees to it that a committed key is looked at when something of it may have expired. */
  #schedule(key: string): void {
    const held = this.#held.committed.get(key);
    if (held === undefined) return;
    let at = this.#spec.window.keptUntil(held.times);
    if (held.items !== held.counting) for (const { latest } of held.items) at = Math.min(at, latest);
    this.#due.add(key, at);
  }

  override applyTransaction(): void {
    const changed = new Set(this.#found);
    this.#held.eachChange("transaction", (key) => changed.add(key));
    super.applyTransaction();
    this.#found.clear();
    for (const key of changed) this.#schedule(key);
  }

  override eachChange(layer: "transaction" | "record", visit: VisitChange): void {
    this.#entries.eachChange(layer, (key, item) => {
      if (item === undefined) return visit(key, undefined);
      const { entry, at, latest } = item;
      visit(key, latest === at ? { entry } : { entry, latest });
    });
  }

  override restore(key: string, id: string | undefined, value: unknown): void {
    const { name, at: timeOf } = this.#spec;
    if (id === undefined) throw changedKind(name);
    const items = this.#restoring.get(key) ?? new Map(this.#committed(key).map((item) => [item.id, item]));
    this.#restoring.set(key, items);
    if (value === undefined) return void items.delete(id);
    if (!(value instanceof Object && "entry" in value)) throw changedKind(name);
    const { entry, latest } = value as { entry: E; latest?: number };
    const at = timeOf(entry);
    items.set(id, { id, entry, at, latest: latest ?? at });
  }

  #committed(key: string): readonly Item<E>[] {
    return this.#held.committed.get(key)?.items ?? [];
  }

  override restored(): void {
    const { name } = this.#spec;
    for (const [key, found] of this.#restoring) {
      for (const { id } of this.#committed(key)) {
        if (!found.has(id)) this.#entries.committed.delete(entryKey(name, key, id));
      }
      const items = [...found.values()].sort(order);
      for (const item of items) this.#entries.committed.set(entryKey(name, key, item.id), item);
      if (items.length > 0) this.#held.committed.set(key, this.#hold(items));
      else this.#held.committed.delete(key);
      this.#schedule(key);
    }
    this.#restoring.clear();
  }

  committedKeys(): Iterable<string> {
    return this.#held.committed.keys();
  }

  committed(key: string): { entries: Record<string, E>; windows: readonly Window<S>[] } | undefined {
    const held = this.#held.committed.get(key);
    if (held === undefined) return undefined;
    const entries = Object.fromEntries(held.items.map(({ id, entry }) => [id, entry]));
    const horizon = this.#context.time.committed - this.#spec.retention;
    return { entries, windows: this.#windows(key, held, horizon) };
  }
}

function order(a: { at: number; id: string }, b: { at: number; id: string }): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}

/** Index before which an item belongs; most belong at the end. */
function placeOf(items: readonly Item<unknown>[], item: Item<unknown>): number {
  let at = items.length;
  while (at > 0 && order(items[at - 1] as Item<unknown>, item) > 0) at--;
  return at;
}
