import { schemas, subjectOf } from "@touchline/schemas";
import { publishedRecords } from "@touchline/schemas/published";
import type { Schema, Schemas } from "@touchline/streams";
import { describe, expect, it } from "vitest";
import { allTopics } from "./all-topics.ts";
import { featuresChangelog } from "./changelogs.ts";
import { type Declaration, daysMs } from "./declaration.ts";
import { matchResults } from "./match-results.ts";
import type { Observed } from "./observed.ts";
import { type PlanOptions, plan } from "./plan.ts";
import { report } from "./report.ts";
import { retired } from "./retired.ts";

const scores: Declaration<Schemas> = {
  name: "scores",
  key: "match id",
  partitions: 4,
  cleanup: { policy: "delete", retentionMs: daysMs(1) },
  schemas: { Score: schemas.Score },
  owner: "ingest",
  why: "To plan with.",
  deadLetters: false,
};
const subject = subjectOf("scores", schemas.Score);
const empty: Observed = { brokers: 1, topics: [], subjects: [] };
/** As it is after an apply. */
const applied: Observed = {
  brokers: 1,
  topics: [
    {
      name: "scores",
      partitions: 4,
      replication: 1,
      config: { "cleanup.policy": "delete", "retention.ms": "86400000" },
    },
  ],
  subjects: [
    {
      name: subject,
      versions: [{ version: 1, id: 1, definition: schemas.Score.definition }],
      compatibility: "FULL_TRANSITIVE",
    },
  ],
};
const options: PlanOptions = { topics: [scores], retired: [], allowDelete: false };

const topic = (found: Partial<Observed["topics"][number]>): Observed => ({
  ...applied,
  topics: applied.topics.map((t) => ({ ...t, ...found })),
});
const registered = (...definitions: string[]): Observed => ({
  ...applied,
  subjects: applied.subjects.map((s) => ({
    ...s,
    versions: definitions.map((definition, index) => ({ version: index + 1, id: index + 1, definition })),
  })),
});
const nothing = { changes: [], refusals: [], notes: [] };

describe("a plan", () => {
  it("creates topic and schema where nothing is there, and sets the level once the subject exists", () => {
    const { changes, ...rest } = plan(empty, options);
    expect(changes).toEqual([
      { kind: "create-topic", topic: applied.topics[0] },
      { kind: "register-schema", subject, version: 1, definition: schemas.Score.definition },
      { kind: "set-compatibility", subject, found: null, wanted: "FULL_TRANSITIVE" },
    ]);
    expect(rest).toEqual({ refusals: [], notes: [] });
  });

  it("has nothing to do where all is as declared", () => {
    expect(plan(applied, options)).toEqual(nothing);
    expect(report(plan(applied, options))).toEqual(["nothing to do"]);
  });

  it.each([
    [1, 1, undefined],
    [2, 2, undefined],
    [5, 3, "2"],
  ])("on %i brokers makes %i copies, and waits for a second one where there are three", (brokers, copies, inSync) => {
    const [creation] = plan({ ...empty, brokers }, options).changes;
    expect(creation).toMatchObject({ kind: "create-topic", topic: { replication: copies } });
    expect(creation?.kind === "create-topic" && creation.topic.config["min.insync.replicas"]).toBe(inSync);
  });

  it("mends settings that drifted: one changed, one lost, one that nobody declared", () => {
    const drifted = topic({ config: { "cleanup.policy": "compact", "flush.ms": "5" } });
    expect(plan(drifted, options)).toEqual({
      ...nothing,
      changes: [
        {
          kind: "set-config",
          topic: "scores",
          drift: [
            { setting: "cleanup.policy", found: "compact", wanted: "delete" },
            { setting: "retention.ms", found: null, wanted: "86400000" },
            { setting: "flush.ms", found: "5", wanted: null },
          ],
        },
      ],
    });
    expect(report(plan(drifted, options))[0]).toBe(
      "~ scores: cleanup.policy compact -> delete, retention.ms (default) -> 86400000, flush.ms 5 -> (default)",
    );
  });

  it.each([2, 8])(
    "refuses to go from %i partitions to another count on a keyed topic, and says how to migrate",
    (partitions) => {
      const { changes, refusals } = plan(topic({ partitions }), options);
      expect(changes).toEqual([]);
      expect(refusals).toMatchObject([{ kind: "partitions", subject: "scores" }]);
      expect(refusals[0]?.why).toMatch(
        `it has ${partitions} partitions and 4 are declared. Its records are keyed: with another count a key goes to another partition`,
      );
      expect(refusals[0]?.why).toContain("Declare a topic of another name with 4 partitions");
    },
  );

  it("refuses the same of a changelog, which is filled anew instead of copied", () => {
    const observed = { ...empty, topics: [{ name: "features.changelog", partitions: 2, replication: 1, config: {} }] };
    const { refusals } = plan(observed, { ...options, topics: [featuresChangelog] });
    expect(refusals).toMatchObject([{ kind: "partitions", subject: "features.changelog" }]);
    expect(refusals[0]?.why).toContain("let features fill it by reading its sources from the beginning");
  });

  it("reports a topic with too few replicas without touching it", () => {
    const { changes, notes } = plan({ ...applied, brokers: 3 }, options);
    expect(notes).toMatchObject([{ kind: "replication", subject: "scores" }]);
    expect(changes).toMatchObject([{ kind: "set-config", drift: [{ setting: "min.insync.replicas", wanted: "2" }] }]);
  });

  it("leaves topics and subjects alone that it does not know, and reports them", () => {
    const observed: Observed = {
      ...applied,
      topics: [...applied.topics, { name: "orders", partitions: 1, replication: 1, config: {} }],
      subjects: [...applied.subjects, { name: "orders-value", versions: [], compatibility: undefined }],
    };
    expect(plan(observed, { ...options, allowDelete: true })).toMatchObject({
      changes: [],
      refusals: [],
      notes: [
        { kind: "undeclared-topic", subject: "orders" },
        { kind: "undeclared-subject", subject: "orders-value" },
      ],
    });
  });

  it("deletes a topic only where it is listed as retired and the flag is given", () => {
    const observed = {
      ...applied,
      topics: [...applied.topics, { name: "old", partitions: 1, replication: 1, config: {} }],
    };
    const list = [{ name: "old", on: "2026-01-31", why: "scores took its place" }];
    expect(plan(observed, { ...options, retired: list })).toMatchObject({
      changes: [],
      refusals: [{ kind: "delete", subject: "old", why: expect.stringContaining("give --allow-delete") }],
    });
    expect(plan(observed, { ...options, retired: list, allowDelete: true })).toEqual({
      ...nothing,
      changes: [{ kind: "delete-topic", topic: "old", why: "retired on 2026-01-31: scores took its place" }],
    });
  });

  describe("of a schema", () => {
    const score = JSON.parse(schemas.Score.definition);
    const withField = (field: object): string => JSON.stringify({ ...score, fields: [...score.fields, field] });

    it("registers the next version where the definition changed and may", () => {
      const earlier = withField({ name: "period", type: ["null", "int"], default: null });
      expect(plan(registered(earlier), options)).toEqual({
        ...nothing,
        changes: [{ kind: "register-schema", subject, version: 2, definition: schemas.Score.definition }],
      });
    });

    it("refuses a definition that could not read or be read by one in the registry", () => {
      const { changes, refusals } = plan(registered(withField({ name: "period", type: "int" })), options);
      expect(changes).toEqual([]);
      expect(refusals).toMatchObject([{ kind: "incompatible-schema", subject }]);
      expect(refusals[0]?.why).toContain("Score.period is missing and has no default");
    });

    it("is content with an earlier version of ours, and says that a later one is there", () => {
      const later = withField({ name: "period", type: ["null", "int"], default: null });
      expect(plan(registered(schemas.Score.definition, later), options)).toMatchObject({
        changes: [],
        notes: [{ kind: "later-version", subject }],
      });
    });

    it("knows its definition by content, however the registry formats it", () => {
      const pretty = JSON.stringify(JSON.parse(schemas.Score.definition), null, 2);
      expect(plan(registered(pretty), options)).toEqual(nothing);
    });

    it("raises a subject's level before it registers another version", () => {
      const earlier = registered(withField({ name: "period", type: ["null", "int"], default: null }));
      const lax = { ...earlier, subjects: earlier.subjects.map((s) => ({ ...s, compatibility: "NONE" })) };
      expect(plan(lax, options).changes).toMatchObject([
        { kind: "set-compatibility", found: "NONE", wanted: "FULL_TRANSITIVE" },
        { kind: "register-schema", version: 2 },
      ]);
    });
  });
});

describe("the declared topics", () => {
  const names = allTopics.map((t) => t.name);

  it("have a name each, and none of them is retired", () => {
    expect(new Set(names).size).toBe(names.length);
    expect(retired.filter((r) => names.includes(r.name))).toEqual([]);
  });

  it("have dead letters with as many partitions as themselves, where they ask for them", () => {
    for (const declared of allTopics.filter((t) => t.deadLetters)) {
      const letters = allTopics.find((t) => t.name === `${declared.name}.dead-letters`);
      expect(letters).toMatchObject({ partitions: declared.partitions, deadLetters: false });
    }
  });

  it("carry only records of which a version is published", () => {
    const carried = new Set(
      allTopics.flatMap((t) => Object.values(t.schemas).map((schema: Schema<unknown>) => schema.name)),
    );
    expect([...carried].filter((record) => !publishedRecords().includes(record))).toEqual([]);
  });

  it("keep results for ever and changelogs short", () => {
    const { changes } = plan(empty, { ...options, topics: [matchResults, featuresChangelog] });
    expect(changes).toMatchObject([
      { topic: { name: "match.results", config: { "cleanup.policy": "compact" } } },
      {
        topic: {
          name: "features.changelog",
          config: { "cleanup.policy": "compact", "min.cleanable.dirty.ratio": "0.1" },
        },
      },
      { kind: "register-schema" },
      { kind: "set-compatibility" },
    ]);
  });
});
