import fc from "fast-check";
import { expect, test } from "vitest";
import { DueKeys } from "./due-keys.ts";

test("a key is due once, at the earliest time given for it since it last was", () => {
  const step = fc.oneof(
    fc.record({ key: fc.constantFrom("a", "b", "c", "d"), at: fc.integer({ min: 0, max: 30 }) }),
    fc.record({ now: fc.integer({ min: 0, max: 30 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const due = new DueKeys();
      const earliest = new Map<string, number>();
      for (const step of steps) {
        if ("key" in step) {
          due.add(step.key, step.at);
          earliest.set(step.key, Math.min(step.at, earliest.get(step.key) ?? step.at));
        } else {
          const expected = [...earliest].filter(([, at]) => at <= step.now).map(([key]) => key);
          expect(due.take(step.now).sort()).toEqual(expected.sort());
          for (const key of expected) earliest.delete(key);
        }
      }
    }),
  );
});
