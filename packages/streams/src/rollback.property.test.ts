import fc from "fast-check";
import { expect, test } from "vitest";
import type { KeyValueStore, RefoldStore } from "./store.ts";
import { keyValueStore, refoldStore } from "./store.ts";
import { type TaskStore, taskStore } from "./task-store.ts";
import { plainStore } from "./testing/plain-data.ts";

const specs = [
  keyValueStore<number>("numbers"),
  refoldStore<number, string>({
    name: "lists",
    compare: (a, b) => a - b,
    initial: () => "",
    fold: (state, entry) => `${state},${entry}`,
  }),
];

const key = fc.constantFrom("a", "b", "c");
const write = fc.record({ key, id: fc.constantFrom("1", "2", "3"), value: fc.option(fc.integer({ min: 1, max: 9 })) });
const writes = fc.array(write, { maxLength: 8 });

/** Writes to either kind of store; no value means delete. */
function apply(store: TaskStore, { key, id, value }: { key: string; id: string; value: number | null }): void {
  const view = store.view as KeyValueStore<number> & RefoldStore<number, string>;
  if (value === null) view.delete(key);
  else if (view.state === undefined) view.put(key, value);
  else (view as RefoldStore<number, string>).put(key, id, value);
}

/** All that a processor can see, and all that would go to the changelog. */
function visible(store: TaskStore) {
  const view = store.view as Partial<KeyValueStore<number> & RefoldStore<number, string>>;
  const seen = ["a", "b", "c"].map((key) => [view.get?.(key), view.state?.(key), view.entries?.(key)]);
  const changes = new Map<string, unknown>();
  store.eachChange("transaction", (name, value) => changes.set(name, value));
  return { seen, changes, snapshot: structuredClone(store.snapshot()) };
}

test.each(specs)("dropping a record or a transaction leaves a $kind store exactly as it was", (spec) => {
  fc.assert(
    fc.property(writes, writes, writes, (committed, kept, dropped) => {
      const store = taskStore(spec, plainStore);
      for (const one of committed) apply(store, one);
      store.keepRecord();
      store.applyTransaction();
      const before = visible(store);
      expect(before.changes.size).toBe(0);

      for (const one of kept) apply(store, one);
      store.keepRecord();
      const during = visible(store);
      expect(during.snapshot).toEqual(before.snapshot);

      for (const one of dropped) apply(store, one);
      store.dropRecord();
      expect(visible(store)).toEqual(during);

      for (const one of dropped) apply(store, one);
      store.dropTransaction();
      expect(visible(store)).toEqual(before);
    }),
  );
});

test.each(specs)("what a $kind store writes to its changelog restores it", (spec) => {
  fc.assert(
    fc.property(fc.array(writes, { maxLength: 5 }), (transactions) => {
      const store = taskStore(spec, plainStore);
      const restored = taskStore(spec, plainStore);
      for (const transaction of transactions) {
        for (const one of transaction) apply(store, one);
        store.keepRecord();
        store.eachChange("transaction", (name, value) => {
          const [, , key, id] = JSON.parse(name);
          restored.restore(key, id, value);
        });
        store.applyTransaction();
      }
      restored.restored();
      expect(visible(restored)).toEqual(visible(store));
    }),
  );
});
