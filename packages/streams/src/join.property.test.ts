import fc from "fast-check";
import { expect, test } from "vitest";
import { versionedStore, windowedJoin } from "./join.ts";
import type { WindowStore } from "./store.ts";
import { taskStore } from "./task-store.ts";
import { admitPlainData } from "./testing/plain-data.ts";

interface Entry {
  readonly id: string;
  readonly at: number;
  readonly revision: number;
}

const [before, after, retention] = [7, 3, 30];
const side = { at: ({ at }: Entry) => at, revision: ({ revision }: Entry) => revision };

/** Entries of one side, of which no two differ under one id and revision, none later than the retention allows for. */
const entries = fc.uniqueArray(
  fc.record({
    left: fc.boolean(),
    id: fc.constantFrom("a", "b", "c", "d", "e"),
    at: fc.integer({ min: 0, max: 30 }),
    revision: fc.integer({ min: 1, max: 2 }),
  }),
  { selector: ({ left, id, revision }) => `${left}${id}${revision}`, maxLength: 20 },
);

test("a windowed join ends with the pairs of the last revisions that are close in time, whatever order they come in", () => {
  fc.assert(
    fc.property(entries, fc.boolean(), (arrived, commits) => {
      const join = windowedJoin<Entry, Entry>({
        left: { ...side, name: "left" },
        right: { ...side, name: "right" },
        before,
        after,
        retention,
      });
      const context = {
        admit: admitPlainData,
        time: { now: Number.NEGATIVE_INFINITY, committed: 0 },
        expired: () => {},
      };
      const stores = [taskStore(join.leftStore, context), taskStore(join.rightStore, context)] as const;
      const [left, right] = stores.map(({ view }) => view as WindowStore<Entry, number>) as [never, never];
      const pairs = new Map<string, string>();
      for (const { left: isLeft, ...entry } of arrived) {
        context.time.now = Math.max(context.time.now, entry.at);
        const found = join[isLeft ? "left" : "right"](left, right, "k", entry.id, entry);
        for (const pair of found)
          pairs.set(`${pair.left.id}-${pair.right.id}`, `${pair.left.revision}/${pair.right.revision}`);
        for (const store of stores) {
          store.keepRecord();
          if (!commits) continue;
          store.expire();
          store.applyTransaction();
        }
      }
      const last = (isLeft: boolean) => {
        const of = arrived.filter((entry) => entry.left === isLeft).sort((a, b) => a.revision - b.revision);
        return [...new Map(of.map((entry) => [entry.id, entry])).values()];
      };
      for (const l of last(true)) {
        for (const r of last(false)) {
          if (r.at < l.at - before || r.at > l.at + after) continue;
          expect(pairs.get(`${l.id}-${r.id}`)).toBe(`${l.revision}/${r.revision}`);
        }
      }
      // what was paired once and is no more stays with whoever took it; of what is paired none is missing or old
      const close = last(true).flatMap((l) =>
        last(false)
          .filter((r) => r.at >= l.at - before && r.at <= l.at + after)
          .map((r) => `${l.id}-${r.id}`),
      );
      const single = arrived.every(({ revision }) => revision === 1);
      if (single) expect([...pairs.keys()].sort()).toEqual(close.sort());
    }),
  );
});

test("a versioned table gives what held at a time, the last before the retention too", () => {
  const context = { admit: admitPlainData, time: { now: 0, committed: 0 }, expired: () => {} };
  const store = taskStore(versionedStore<Entry>({ ...side, name: "table", retention }), context);
  const table = store.view as WindowStore<Entry, Entry | undefined>;
  const at = (time: number) => table.asOf("k", time)?.state?.id;
  for (const [id, time] of [
    ["a", 10],
    ["b", 20],
    ["c", 60],
  ] as const) {
    context.time.now = time;
    table.put("k", id, { id, at: time, revision: 1 });
    store.keepRecord();
    store.expire();
    store.applyTransaction();
  }
  expect([at(30), at(59), at(60), at(1_000)]).toEqual(["b", "b", "c", "c"]);
  expect(store.snapshot()).toMatchObject({ k: { entries: { b: {}, c: {} } } });
  expect(table.entry("k", "a")).toBeUndefined();
});
