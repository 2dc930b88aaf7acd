import fc from "fast-check";
import { expect, test } from "vitest";
import type { RefoldStore } from "./store.ts";
import { refoldStore } from "./store.ts";
import { type TaskStore, taskStore } from "./task-store.ts";
import { plainStore } from "./testing/plain-data.ts";

interface Goal {
  readonly minute: number;
  readonly revision: number;
}

/** A state that depends on the order of its entries, so that a wrong order shows. */
interface Score {
  readonly goals: number;
  readonly story: string;
}

const spec = refoldStore<Goal, Score>({
  name: "goals",
  compare: (a, b) => a.minute - b.minute,
  initial: (key) => ({ goals: 0, story: key }),
  fold: ({ goals, story }, { minute, revision }) => ({ goals: goals + 1, story: `${story} ${minute}/${revision}` }),
});

type Goals = RefoldStore<Goal, Score>;
const open = () => {
  const store = taskStore(spec, plainStore);
  return { store, goals: store.view as Goals };
};

/** A correction as a processor applies it: the highest revision wins. */
function correct(goals: Goals, key: string, id: string, goal: Goal): void {
  if (goal.revision > (goals.entry(key, id)?.revision ?? 0)) goals.put(key, id, goal);
}

const correction = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e"),
  goal: fc.record({ minute: fc.integer({ min: 1, max: 5 }), revision: fc.integer({ min: 1, max: 3 }) }),
});
/** Corrections of which no two differ under the same id and revision. */
const corrections = fc.uniqueArray(correction, { selector: ({ id, goal }) => `${id}/${goal.revision}`, maxLength: 15 });

test("corrections in any order, some of them twice, end in the same state", () => {
  const shuffled = corrections.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(all.length > 0 ? fc.constantFrom(...all) : fc.constant(undefined as never), { maxLength: all.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([all, permuted, again]) => {
      const one = open();
      const other = open();
      for (const { id, goal } of all) correct(one.goals, "m", id, goal);
      for (const { id, goal } of [...permuted, ...again]) correct(other.goals, "m", id, goal);
      expect(other.goals.state("m")).toEqual(one.goals.state("m"));
      expect(other.goals.entries("m")).toEqual(one.goals.entries("m"));
    }),
  );
});

test("the state is the fold of the entries in order, ties by id, whatever was put, deleted and restored before", () => {
  const move = fc.oneof(
    { weight: 8, arbitrary: correction },
    { weight: 1, arbitrary: fc.constant("delete" as const) },
    { weight: 1, arbitrary: fc.constant("restore" as const) },
  );
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      let { store, goals } = open();
      const naive = new Map<string, Goal>();
      for (const next of moves) {
        if (next === "delete") {
          goals.delete("m");
          naive.clear();
        } else if (next === "restore") {
          const restored = open();
          restoreInto(restored.store, naive);
          ({ store, goals } = restored);
        } else {
          goals.put("m", next.id, next.goal);
          naive.set(next.id, next.goal);
        }
        store.keepRecord();
        const sorted = [...naive].sort(([a, x], [b, y]) => spec.compare(x, y) || (a < b ? -1 : 1));
        expect(goals.entries("m")).toEqual(sorted.map(([, goal]) => goal));
        expect(goals.state("m")).toEqual(sorted.reduce((state, [, goal]) => spec.fold(state, goal), spec.initial("m")));
      }
    }),
  );
});

function restoreInto(store: TaskStore, entries: ReadonlyMap<string, Goal>): void {
  store.restore("m", "gone", { minute: 1, revision: 1 });
  for (const [id, goal] of entries) {
    store.restore("m", id, { minute: 0, revision: 0 });
    store.restore("m", id, goal);
  }
  store.restore("m", "gone", undefined);
  store.restored();
}

test("an entry that sorts last is folded on, any other refolds the key", () => {
  let steps = 0;
  const fold = (state: Score, goal: Goal) => {
    steps++;
    return spec.fold(state, goal);
  };
  const goals = taskStore({ ...spec, fold }, { ...plainStore, admit: () => {} }).view as Goals;
  for (let minute = 1; minute <= 10; minute++) goals.put("m", `g${minute}`, { minute, revision: 1 });
  expect(steps).toBe(10);
  goals.put("m", "late", { minute: 5, revision: 1 });
  expect(steps).toBe(10 + 11);
});
