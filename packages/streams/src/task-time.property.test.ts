import fc from "fast-check";
import { expect, test } from "vitest";
import { TaskTime } from "./task-time.ts";

const sources = [
  { topic: "a", channels: 1, idleAfter: 0, loops: false },
  { topic: "b", channels: 1, idleAfter: 5, loops: false },
  { topic: "c", channels: 2, idleAfter: 20, loops: true },
];
const channels = [
  [0, 0],
  [1, 0],
  [2, 0],
  [2, 1],
] as const;
const step = fc.record({
  channel: fc.nat(3),
  at: fc.integer({ min: 0, max: 60 }),
  outcome: fc.constantFrom("keep", "keep", "keep", "drop", "apply", "drop all"),
});

/** The rule, said over all the records that count. */
function leastOf(told: readonly { readonly channel: number; readonly at: number }[], first = 4): number {
  const reached = channels
    .slice(0, first)
    .map((_, c) => Math.max(...told.filter(({ channel }) => channel === c).map(({ at }) => at)));
  const furthest = Math.max(...reached);
  const idleAfter = [0, 5, 20, 20];
  return Math.min(...reached.map((at, c) => Math.max(at, furthest - (idleAfter[c] as number))));
}

test("stream time is the rule over the records kept, does not go back with them, and comes back from what is kept of it", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const time = new TaskTime(sources);
      let committed: { channel: number; at: number }[] = [];
      let kept: { channel: number; at: number }[] = [];
      for (const { channel, at, outcome } of steps) {
        const before = time.now;
        const [source, of] = channels[channel] as (typeof channels)[number];
        time.advance(source, at, of);
        expect(time.now).toBe(leastOf([...kept, { channel, at }]));
        expect(time.upstream).toBe(leastOf([...kept, { channel, at }], 2));
        expect(time.now).toBeGreaterThanOrEqual(before);
        if (outcome === "drop") time.dropRecord();
        else {
          time.keepRecord();
          kept.push({ channel, at });
        }
        if (outcome === "apply") {
          time.applyTransaction();
          committed = [...kept];
        }
        if (outcome === "drop all") {
          time.dropTransaction();
          kept = [...committed];
        }
        expect(time.now).toBe(leastOf(kept));
        const restored = new TaskTime(sources);
        restored.restore(JSON.parse(JSON.stringify(time.reached() ?? {})));
        expect(restored.now).toBe(time.now);
      }
    }),
  );
});
