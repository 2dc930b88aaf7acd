import fc from "fast-check";
import { expect, test } from "vitest";
import { assignShares, assignTasks, type Claimant, readAssignment, writeSubscription } from "./assignor.ts";

/** Members come and go, each keeping what it was given last. */
const history = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ join: fc.constantFrom(..."abcdefgh") }) },
    { weight: 2, arbitrary: fc.record({ leave: fc.constantFrom(..."abcdefgh") }) },
    { weight: 1, arbitrary: fc.record({ forget: fc.constantFrom(..."abcdefgh") }) },
  ),
  { maxLength: 30 },
);

test("any history of joins and leaves shares every task out once, evenly, with as few moves as that allows", () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 13 }), (moves, count) => {
      let held = new Map<string, readonly number[]>();
      for (const move of moves) {
        if ("join" in move && !held.has(move.join)) held.set(move.join, []);
        if ("leave" in move) held.delete(move.leave);
        if ("forget" in move && held.has(move.forget)) held.set(move.forget, []);
        const shares = assignTasks(claimants(held), count);
        if (held.size > 0) {
          expect([...shares.values()].flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
          const sizes = [...shares.values()].map(({ length }) => length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          expect(kept(held, shares)).toBe(mostKept([...held.values()], count));
        }
        held = shares;
      }
    }),
  );
});

test("the order in which members are named does not matter", () => {
  const members = ["c", "a", "b"].map((memberId, i) => ({
    memberId,
    tasks: [2 * i, 2 * i + 1],
    generation: 1,
    warm: [],
  }));
  expect(sorted(assignTasks(members, 7))).toEqual(sorted(assignTasks([...members].reverse(), 7)));
});

test("of two members that claim a task the one that got it later holds it; a task that there is not is nobody's", () => {
  const members = [
    { memberId: "a", tasks: [0, 1, 9], generation: 4, warm: [] },
    { memberId: "b", tasks: [1, 1, 2], generation: 5, warm: [] },
  ];
  expect(sorted(assignTasks(members, 4))).toEqual([
    ["a", [0, 3]],
    ["b", [1, 2]],
  ]);
});

test("what members say and are told survives the wire; another kind of member is refused with what to do", () => {
  const members = [
    {
      memberId: "a",
      metadata: writeSubscription({ instance: "one", tasks: [1], generation: 1, ended: 1, standbys: [], warm: [] }),
    },
    {
      memberId: "b",
      metadata: writeSubscription({ instance: "two", tasks: [], generation: 0, ended: 0, standbys: [], warm: [] }),
    },
  ];
  const told = [...assignShares(members, 2).values()].map(readAssignment);
  expect(told).toEqual([
    { tasks: [1], release: [], standbys: [], ended: new Map(Object.entries({ one: 1, two: 0 })) },
    { tasks: [0], release: [], standbys: [], ended: new Map(Object.entries({ one: 1, two: 0 })) },
  ]);
  expect(readAssignment(Buffer.alloc(0))).toEqual({ tasks: [], release: [], standbys: [], ended: new Map() });
  for (const other of [Buffer.from([0, 1, 0]), Buffer.from("null"), Buffer.from("{}")]) {
    const withOther = [...members, { memberId: "c", metadata: other }];
    expect(() => assignShares(withOther, 2)).toThrow("give each application an id of its own");
    expect(() => readAssignment(other)).toThrow("give each application an id of its own");
  }
});

test("a task that has to move goes to a member with a warm copy, where an even share allows", () => {
  const lone = { memberId: "a", tasks: [0, 1, 2, 3], generation: 1, warm: [] };
  const joining = { memberId: "b", tasks: [], generation: 0, warm: [0, 2] };
  expect(sorted(assignTasks([lone, joining], 4))).toEqual([
    ["a", [1, 3]],
    ["b", [0, 2]],
  ]);
  const left = ["b", "c"].map((memberId, i) => ({ memberId, tasks: [i], generation: 1, warm: [3 - i] }));
  expect(sorted(assignTasks(left, 4))).toEqual([
    ["b", [0, 3]],
    ["c", [1, 2]],
  ]);
});

test("a task that is to move is nobody's until who has it joins again without it", () => {
  const say = (held: readonly number[], generation: number) =>
    writeSubscription({ instance: "one", tasks: held, generation, ended: generation, standbys: [], warm: [] });
  const other = writeSubscription({ instance: "two", tasks: [], generation: 0, ended: 0, standbys: [], warm: [] });
  const told = (held: readonly number[], generation: number) => {
    const members = [
      { memberId: "a", metadata: say(held, generation) },
      { memberId: "b", metadata: other },
    ];
    return [...assignShares(members, 2).values()].map(readAssignment).map(({ tasks, release }) => ({ tasks, release }));
  };
  expect(told([0, 1], 1)).toEqual([
    { tasks: [0], release: [1] },
    { tasks: [], release: [] },
  ]);
  expect(told([0], 2)).toEqual([
    { tasks: [0], release: [] },
    { tasks: [1], release: [] },
  ]);
});

test("who believes to hold what another got later may still write for it, and has ended nothing", () => {
  const members = ["one", "two"].map((instance, i) => ({
    memberId: instance,
    metadata: writeSubscription({ instance, tasks: [0], generation: i + 1, ended: i + 1, standbys: [], warm: [] }),
  }));
  const [told] = [...assignShares(members, 2).values()].map(readAssignment);
  expect(told?.ended).toEqual(new Map(Object.entries({ one: 0, two: 2 })));
});

const claimants = (held: ReadonlyMap<string, readonly number[]>): Claimant[] =>
  [...held].map(([memberId, tasks]) => ({ memberId, tasks, generation: 1, warm: [] }));

const sorted = (shares: ReadonlyMap<string, readonly number[]>) => [...shares].sort(([a], [b]) => (a < b ? -1 : 1));

function kept(before: ReadonlyMap<string, readonly number[]>, after: ReadonlyMap<string, readonly number[]>): number {
  let same = 0;
  for (const [member, tasks] of before) same += tasks.filter((task) => after.get(member)?.includes(task)).length;
  return same;
}

/** By trying every way to give the larger shares out. */
function mostKept(held: readonly (readonly number[])[], count: number): number {
  const small = Math.floor(count / held.length);
  const larger = count % held.length;
  let most = 0;
  for (let choice = 0; choice < 1 << held.length; choice++) {
    const chosen = (i: number) => (choice >> i) & 1;
    if (held.filter((_, i) => chosen(i)).length !== larger) continue;
    most = Math.max(
      most,
      held.reduce((sum, tasks, i) => sum + Math.min(tasks.length, small + chosen(i)), 0),
    );
  }
  return most;
}
