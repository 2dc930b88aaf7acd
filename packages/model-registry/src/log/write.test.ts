import { fixedSerdes } from "@touchline/schemas";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import { modelRegistry } from "@touchline/topics";
import { beforeEach, describe, expect, test } from "vitest";
import { leadMs } from "../propose.ts";
import { versionOf } from "../registry.fixture.ts";
import { announce, changeRegistry, readRegistry } from "./write.ts";

let memory: MemoryLog;
const openSerde = fixedSerdes();
/** Another process each time. */
const log = () => ({ client: new MemoryClient(memory), openSerde });
const place = { topic: modelRegistry.name, partition: 0 };
const keys = () =>
  memory
    .partition(place)
    .read(place, 0n, true, 100)
    ?.records.map(({ key }) => String(key)) ?? [];
/** What the keys are of: each is one of its own. */
const kinds = () => keys().map((key) => key.split("/").slice(0, 2).join("/"));
const tell = async (...versions: ReturnType<typeof versionOf>[]) =>
  announce(log(), await readRegistry(log()), versions);
const shadow = { action: "SHADOW", modelId: "b", by: "Ada" } as const;

beforeEach(async () => {
  memory = new MemoryLog();
  memory.createTopic(place.topic, 1);
  await tell(versionOf("a"), versionOf("b"));
});

describe("what a predictor tells the registry", () => {
  test("is told once, and again where a card has changed", async () => {
    expect(kinds()).toEqual(["version/a", "version/b"]);
    await tell(versionOf("a"), versionOf("b"));
    expect(keys()).toHaveLength(2);
    await tell(versionOf("a"), versionOf("b", { about: "Better." }));
    expect(kinds().slice(2)).toEqual(["version/b"]);
  });

  test("has a key of its own each time: compaction drops none, so no change comes to stand before its version", async () => {
    await changeRegistry(log(), shadow);
    await tell(versionOf("b", { about: "Better." }));
    expect(new Set(keys()).size).toBe(4);
  });

  test("leaves out a known id with another hash, and says so", async () => {
    const refused = await tell(versionOf("a", { hash: "another" }), versionOf("c"));
    expect(refused.map(({ code }) => code)).toEqual(["MODEL_HASH_MISMATCH"]);
    expect(kinds().slice(2)).toEqual(["version/c"]);
  });
});

describe("a change", () => {
  test("is written under its number, and holds from a second later", async () => {
    expect(await changeRegistry(log(), shadow, 1_000)).toMatchObject({ revision: 1, from: 1_000 + leadMs });
    expect(keys().slice(2)).toEqual(["change/1"]);
    const timeline = await readRegistry(log());
    expect([0, 1_000 + leadMs].map((time) => timeline.at(time).models.get("b")?.stage)).toEqual([
      "candidate",
      "shadow",
    ]);
  });

  test("that is refused writes nothing", async () => {
    await expect(changeRegistry(log(), { ...shadow, action: "PROMOTE" })).rejects.toMatchObject({
      code: "TRANSITION_REFUSED",
    });
    expect(keys()).toHaveLength(2);
  });

  test("made while another is under way is made on it or refused, never beside it", async () => {
    const outcomes = await Promise.allSettled([changeRegistry(log(), shadow), changeRegistry(log(), shadow)]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
    expect(refused).toHaveLength(1);
    expect(["REVISION_CONFLICT", "TRANSITION_REFUSED"]).toContain(refused[0]);
    expect((await readRegistry(log())).latest.revision).toBe(1);
  });
});
