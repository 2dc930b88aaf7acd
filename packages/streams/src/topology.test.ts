import { expect, test } from "vitest";
import { describe } from "./describe.ts";
import { StreamsError } from "./error.ts";
import { keyValueStore } from "./store.ts";
import { counting, counts, words } from "./testing/counting.fixture.ts";
import { type Topology, topology } from "./topology.ts";

const declared = counting as unknown as Topology;
const [only] = declared.sources;
if (only === undefined) throw new Error("no source");

test.each<[string, Partial<Topology>]>([
  ["no source", { sources: [] }],
  ["an application id with a blank", { application: "my app" }],
  ["a changelog that is not co-partitioned", { changelog: { name: "c", partitions: 4 } }],
  ["two stores of one name", { stores: { a: keyValueStore("same"), b: keyValueStore("same") } }],
  ["one topic read twice", { sources: [only, only] }],
  ["a topic both read and written", { sinks: [counts, words] }],
  ["a changelog that is also a sink", { changelog: { name: counts.name, partitions: 3 } }],
  ["dead letters in other partitions", { sources: [{ ...only, deadLetters: { ...only.deadLetters, partitions: 1 } }] }],
  ["dead letters of another schema", { sources: [{ ...only, deadLetters: { ...only.deadLetters, schemas: {} } }] }],
])("a topology with %s is refused", (_problem, change) => {
  const declare = () => topology({ ...declared, ...change });
  expect(declare).toThrow(StreamsError);
  expect(declare).toThrow(expect.objectContaining({ code: "TOPOLOGY_INVALID" }));
});

test("a topology is printed as text", () => {
  expect(describe(counting)).toBe(
    [
      "application counting: 3 tasks",
      "  source words (Word), dead letters to words.dead-letters",
      "  store counts (key-value)",
      "  store history (refold)",
      "  sink counts (Count)",
      "  changelog counting.changelog",
    ].join("\n"),
  );
});
