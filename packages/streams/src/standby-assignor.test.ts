import fc from "fast-check";
import { expect, test } from "vitest";
import { assignStandbys } from "./standby-assignor.ts";

const partition = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 12 }), fc.nat(3))
  .chain(([members, tasks, standbys]) =>
    fc.tuple(
      fc.array(fc.nat(members - 1), { minLength: tasks, maxLength: tasks }),
      fc.array(fc.subarray(Array.from({ length: tasks }, (_, task) => task)), {
        minLength: members,
        maxLength: members,
      }),
      fc.constant(standbys),
    ),
  );

test("each task has its copies, on different members, none of them the one that has the task", () => {
  fc.assert(
    fc.property(partition, ([owners, kept, standbys]) => {
      const members = kept.map((copies, i) => ({ memberId: `m${i}`, standbys: copies }));
      const targets = new Map(members.map(({ memberId }) => [memberId, [] as number[]]));
      for (const [task, owner] of owners.entries()) targets.get(`m${owner}`)?.push(task);
      const copies = assignStandbys(members, targets, standbys);
      for (const task of owners.keys()) {
        const keepers = [...copies].filter(([, tasks]) => tasks.includes(task)).map(([memberId]) => memberId);
        expect(keepers).toHaveLength(Math.min(standbys, members.length - 1));
        expect(keepers).not.toContain(`m${owners[task]}`);
      }
      for (const tasks of copies.values()) expect(new Set(tasks).size).toBe(tasks.length);
    }),
  );
});

test("copies stay where they are", () => {
  const targets = new Map([
    ["a", [0, 1]],
    ["b", [2, 3]],
    ["c", [4, 5]],
  ]);
  const members = [...targets.keys()].map((memberId) => ({ memberId, standbys: [] as readonly number[] }));
  const first = assignStandbys(members, targets, 1);
  const again = members.map(({ memberId }) => ({ memberId, standbys: first.get(memberId) ?? [] }));
  expect(assignStandbys(again, targets, 1)).toEqual(first);
});
