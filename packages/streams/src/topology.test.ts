import { expect, test } from "vitest";
import { describe } from "./describe.ts";
import { StreamsError } from "./error.ts";
import { mermaid } from "./mermaid.ts";
import { retry } from "./policy.ts";
import { keyValueStore } from "./store.ts";
import { counting, counts, words } from "./testing/counting.fixture.ts";
import { formByTeam } from "./testing/form.fixture.ts";
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

test("windows are printed with what they hold, and a repartition topic as what it is", () => {
  const lines = describe(formByTeam).split("\n");
  expect(lines).toContain("  store form (window: last 3 entries, exact 80 ms back)");
  expect(lines).toContain("  store spells (window: sessions 15 ms apart, exact 80 ms back)");
  expect(lines).toContain("  sink results.by-team (Result), by another key");
});

test("what was declared of time and errors stands below what it is about", () => {
  const source = {
    ...only,
    tombstones: "process",
    late: { after: 5_000, policy: "drop" },
    onError: { SCHEMA_UNKNOWN: retry({ attempts: 3, finally: "fail" }), otherwise: "deadLetter" },
  } as const;
  const text = describe({ ...declared, sources: [source], onError: { PROCESSOR_FAILED: "fail" } });
  expect(text.split("\n").slice(0, 7)).toEqual([
    "application counting: 3 tasks",
    "  on PROCESSOR_FAILED: fail",
    "  source words (Word), dead letters to words.dead-letters",
    "    takes tombstones",
    "    late by more than 5000 ms: drop",
    "    on SCHEMA_UNKNOWN: retry 3 times after 100 to 30000 ms, then fail",
    "    on otherwise: deadLetter",
  ]);
});

test("topologies are drawn as one flowchart, joined where one reads what another writes", () => {
  const next = { ...declared, application: "next-step", stores: {}, sources: [{ ...only, topic: counts }], sinks: [] };
  expect(mermaid([counting, next]).split("\n")).toEqual([
    "flowchart LR",
    '  words[/"words"/]',
    '  counts[/"counts"/]',
    '  words_dead_letters[/"words.dead-letters"/]',
    '  subgraph counting["counting: 3 tasks"]',
    '    counting_fold(("fold"))',
    '    counting_counts[("counts<br/>key-value")]',
    '    counting_history[("history<br/>refold")]',
    "  end",
    '  subgraph next_step["next-step: 3 tasks"]',
    '    next_step_fold(("fold"))',
    "  end",
    "  counting_fold <--> counting_counts",
    "  counting_fold <--> counting_history",
    "  words --> counting_fold",
    "  counting_fold -.-> words_dead_letters",
    "  counting_fold --> counts",
    "  counts --> next_step_fold",
    "  next_step_fold -.-> words_dead_letters",
  ]);
});
