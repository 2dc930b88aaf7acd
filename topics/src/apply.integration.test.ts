import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalPlatform, startPlatform } from "@touchline/local";
import { schemas, subjectOf } from "@touchline/schemas";
import { openRegistry, type Registry } from "@touchline/schemas/registry";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { allTopics } from "./all-topics.ts";
import { applyTopics, planTopics, type TopicsOptions } from "./apply.ts";
import { topicsCommand } from "./command.ts";
import { matchResults } from "./match-results.ts";
import { topicConfig } from "./topic-config.ts";

let folder: string;
let platform: LocalPlatform;
let kafka: KafkaClient;
let registry: Registry;
let options: TopicsOptions;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-topics-"));
  platform = await startPlatform({ folder, topics: false });
  const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL } = platform.environment;
  kafka = await openKafkaClient({ brokers: KAFKA_BROKERS.split(","), clientId: "topics-test" });
  registry = await openRegistry(SCHEMA_REGISTRY_URL);
  options = { kafka: kafka.admin, registry: registry.admin };
});
afterAll(async () => {
  await kafka?.close();
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => vi.restoreAllMocks());

/** Runs the command against the platform; what it printed, and its exit code. */
async function command(...args: string[]): Promise<{ code: number; output: string }> {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  vi.spyOn(console, "error").mockImplementation((line: string) => void lines.push(line));
  const code = await topicsCommand(args, platform.environment);
  vi.restoreAllMocks();
  return { code, output: lines.join("\n") };
}

const nothing = { changes: [], refusals: [], notes: [] };

describe("topics on an empty cluster", () => {
  it("are planned, made, and then as declared", async () => {
    const before = await command("plan");
    expect(before.code).toBe(2);
    expect(before.output).toContain("+ match.events: topic of 6 partitions x 1, cleanup.policy=delete");
    expect(before.output).toContain("+ match.events-touchline.MatchEvent: register version 1");

    const applied = await command("apply");
    expect(applied).toMatchObject({ code: 0, output: expect.stringMatching(/\d+ changed$/) });

    expect(await command("plan")).toEqual({ code: 0, output: "nothing to do" });
    expect(await command("apply")).toEqual({ code: 0, output: "nothing to do" });
    const { output } = await command("plan", "--json");
    expect(JSON.parse(output)).toEqual(nothing);
  });

  it("have their partitions, their settings and no others", async () => {
    const topics = new Map((await kafka.admin.topics()).map((t) => [t.name, t]));
    expect([...topics.keys()].toSorted()).toEqual(allTopics.map((t) => t.name).toSorted());
    for (const declared of allTopics) {
      expect(topics.get(declared.name)).toEqual({
        name: declared.name,
        partitions: declared.partitions,
        replication: 1,
        config: topicConfig(declared, 1),
      });
    }
  });

  it("have every subject at FULL_TRANSITIVE, and a serde can be opened of each", async () => {
    for (const topic of allTopics) {
      for (const schema of Object.values(topic.schemas)) {
        expect(await registry.admin.compatibility(subjectOf(topic.name, schema))).toBe("FULL_TRANSITIVE");
      }
      await registry.openSerde(topic);
    }
  });
});

describe("a setting that drifted", () => {
  it("is reported by plan and mended by apply, one that nobody declared as well", async () => {
    await kafka.admin.alterConfig("match.results", { "cleanup.policy": "delete", "segment.ms": null, "flush.ms": "5" });
    const { code, output } = await command("plan");
    expect(code).toBe(2);
    expect(output).toBe(
      "~ match.results: cleanup.policy delete -> compact, segment.ms (default) -> 86400000, flush.ms 5 -> (default)\n1 to change",
    );
    expect((await command("apply")).code).toBe(0);
    const mended = (await kafka.admin.topics()).find((t) => t.name === "match.results");
    expect(mended?.config).toEqual(topicConfig(matchResults, 1));
    expect((await command("plan")).code).toBe(0);
  });
});

describe("a change of partitions", () => {
  it("is refused, and with it everything else", async () => {
    const wider = { ...matchResults, partitions: 12 };
    const extra = { ...matchResults, name: "extra.results" };
    const planned = await applyTopics({ ...options, topics: [...allTopics, extra, wider] });
    expect(planned.refusals).toMatchObject([
      { kind: "partitions", subject: "match.results", why: expect.stringContaining("Declare a topic of another name") },
    ]);
    const topics = await kafka.admin.topics();
    expect(topics.find((t) => t.name === "match.results")?.partitions).toBe(6);
    expect(topics.some((t) => t.name === "extra.results")).toBe(false);
  });
});

describe("a schema that changed", () => {
  const definition = JSON.parse(schemas.FeedHealth.definition);
  const topics = (fields: object[]) =>
    allTopics.map((topic) =>
      topic.name === "feed.health"
        ? {
            ...topic,
            schemas: { FeedHealth: { name: "FeedHealth", definition: JSON.stringify({ ...definition, fields }) } },
          }
        : topic,
    );

  it("is registered as the next version where programs and records of before can live with it", async () => {
    const mood = { name: "mood", type: ["null", "string"], default: null };
    const planned = await applyTopics({ ...options, topics: topics([...definition.fields, mood]) });
    expect(planned).toMatchObject({ changes: [{ kind: "register-schema", version: 2 }], refusals: [] });
    expect(await registry.admin.versions("feed.health-touchline.FeedHealth")).toHaveLength(2);
    expect((await planTopics(options)).notes).toMatchObject([{ kind: "later-version" }]);
  });

  it("is refused where they cannot, as the registry itself would", async () => {
    const broken = topics(definition.fields.slice(1));
    const planned = await applyTopics({ ...options, topics: broken });
    expect(planned.refusals).toMatchObject([
      { kind: "incompatible-schema", subject: "feed.health-touchline.FeedHealth" },
    ]);
    const schema = broken.find((t) => t.name === "feed.health")?.schemas.FeedHealth?.definition ?? "";
    await expect(registry.admin.register("feed.health-touchline.FeedHealth", schema)).rejects.toMatchObject({
      code: "SCHEMA_INCOMPATIBLE",
    });
  });
});

describe("a topic that is not declared", () => {
  const retired = [{ name: "old.scores", on: "2026-01-31", why: "match.results took its place" }];
  const exists = async () => (await kafka.admin.topics()).some((t) => t.name === "old.scores");

  it("stays and is reported, whatever the flag", async () => {
    await kafka.admin.create([{ name: "old.scores", partitions: 1, replication: 1 }]);
    const { code, output } = await command("apply", "--allow-delete");
    expect(code).toBe(0);
    expect(output).toBe("nothing to do");
    expect((await command("plan")).output).toContain("? old.scores: is not declared and stays");
    expect(await exists()).toBe(true);
  });

  it("is not deleted without the flag even where it is retired", async () => {
    const planned = await applyTopics({ ...options, retired });
    expect(planned.refusals).toMatchObject([{ kind: "delete", subject: "old.scores" }]);
    expect(await exists()).toBe(true);
  });

  it("is deleted where it is retired and the flag is given", async () => {
    await applyTopics({ ...options, retired, allowDelete: true });
    expect(await exists()).toBe(false);
  });
});

describe("the command", () => {
  it("tells its options", async () => {
    expect(await command("--help")).toMatchObject({ code: 0, output: expect.stringContaining("--allow-delete") });
  });

  it.each([
    [["plan", "--brokers", "127.0.0.1:9"], "127.0.0.1:9"],
    [["plan", "--registry", "http://127.0.0.1:9"], "127.0.0.1:9"],
    [["plan", "--replication", "two"], "--replication is two"],
    [["destroy"], "say what to do"],
    [["plan", "--force"], "--force"],
  ])("ends %j with code 1 and a sentence", async (args, sentence) => {
    const { code, output } = await command(...args);
    expect(code).toBe(1);
    expect(output).toContain(sentence);
  });
});
