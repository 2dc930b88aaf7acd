import fc from "fast-check";
import { expect, test } from "vitest";
import type { ModelRegistry } from "./model-registry.ts";
import { leadMs } from "./propose.ts";
import { changeOf, versionOf } from "./registry.fixture.ts";
import { type RegistryRecord, RegistryTimeline } from "./timeline.ts";

function told(...records: RegistryRecord[]): RegistryTimeline {
  const timeline = new RegistryTimeline();
  for (const id of ["a", "b", "c"]) timeline.apply({ schema: "ModelVersion", value: versionOf(id) });
  for (const record of records) timeline.apply(record);
  return timeline;
}
const change = (registry: ModelRegistry, action: "SHADOW" | "PROMOTE", modelId: string): RegistryRecord => ({
  schema: "ModelChange",
  value: changeOf(registry, { action, modelId }),
});

test("a change holds from its time on, a second after it was made, and not before", () => {
  const timeline = told();
  timeline.apply(change(timeline.latest, "SHADOW", "b"));
  timeline.apply(change(timeline.latest, "PROMOTE", "b"));
  const { from } = timeline.latest;
  expect(from).toBe(2 * (1_000 + leadMs));
  expect([from - 1, from, from + 1].map((time) => timeline.at(time).live)).toEqual(["a", "b", "b"]);
  expect(timeline.at(0).revision).toBe(0);
});

test("a record that is refused is answered with why, and changes nothing", () => {
  const timeline = told();
  const before = timeline.latest;
  const promoted = {
    schema: "ModelChange",
    value: { ...changeOf(before, { action: "SHADOW", modelId: "b" }), action: "PROMOTE" },
  };
  expect(timeline.apply(promoted as RegistryRecord)).toMatchObject({ code: "TRANSITION_REFUSED" });
  const other = { schema: "ModelVersion", value: versionOf("b", { hash: "another" }) } as const;
  expect(timeline.apply(other)).toMatchObject({ code: "MODEL_HASH_MISMATCH" });
  expect(timeline.latest).toEqual(before);
});

test("a version that is told after a change can be spoken of by the next", () => {
  const timeline = told();
  timeline.apply(change(timeline.latest, "SHADOW", "b"));
  timeline.apply({ schema: "ModelVersion", value: versionOf("late") });
  expect(timeline.apply(change(timeline.latest, "SHADOW", "late"))).toBeUndefined();
  expect(timeline.latest.models.get("late")?.stage).toBe("shadow");
});

test("the past is the same however much is told afterwards", () => {
  const step = fc.tuple(fc.constantFrom("SHADOW", "PROMOTE" as const), fc.constantFrom("a", "b", "c"));
  fc.assert(
    fc.property(fc.array(step as fc.Arbitrary<["SHADOW" | "PROMOTE", string]>, { maxLength: 20 }), (steps) => {
      const timeline = told();
      const seen: [number, string | null][] = [];
      for (const [action, modelId] of steps) {
        try {
          timeline.apply(change(timeline.latest, action, modelId));
        } catch {
          continue; // not allowed from there
        }
        seen.push([timeline.latest.from, timeline.latest.live]);
      }
      for (const [from, live] of seen) expect(timeline.at(from).live).toBe(live);
    }),
  );
});
