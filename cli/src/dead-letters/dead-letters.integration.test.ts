import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalPlatform, root, startPlatform } from "@touchline/local";
import { openRegistry } from "@touchline/schemas/registry";
import { keyValueStore, runTopology, source, topology } from "@touchline/streams";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import { deadLettersOf, matchWeather } from "@touchline/topics";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

let folder: string;
let platform: LocalPlatform;
let client: KafkaClient;

const stores = { wind: keyValueStore<number>("wind") };

/** Keeps the wind of each match; takes no storm until that is mended. */
function windOf(isMended: boolean, kept: Map<string, number>) {
  const weather = source<typeof matchWeather.schemas, typeof stores>({
    topic: matchWeather,
    deadLetters: deadLettersOf(matchWeather),
    process({ key, value }, { stores, deadLetter }) {
      const wind = value.windSpeed ?? 0;
      if (wind > 20 && !isMended) return deadLetter({ code: "STORM", message: `${wind} m/s` });
      stores.wind.put(key, wind);
      kept.set(key, wind);
    },
  });
  const changelog = { name: "wind.changelog", partitions: matchWeather.partitions };
  return topology({ application: "wind", changelog, stores, sources: [weather], sinks: [] });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-letters-"));
  platform = await startPlatform({ folder });
  client = await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "letters" });
  const config = { "cleanup.policy": "compact" };
  await client.admin.create([{ name: "wind.changelog", partitions: matchWeather.partitions, config }]);
  const { openSerde } = await openRegistry(platform.registry.url);
  const serde = await openSerde(matchWeather);
  const producer = await client.producer();
  const send = (match: string, value: Buffer) => {
    const key = Buffer.from(match);
    const partition = client.partitionFor(key, matchWeather.partitions);
    return producer.send([{ topic: matchWeather.name, partition, key, value, headers: { "correlation-id": match } }]);
  };
  for (const [match, windSpeed] of [
    ["calm", 2],
    ["storm", 30],
    ["gale", 25],
  ] as const) {
    const time = Date.UTC(2026, 0);
    const clocks = { validAt: time, issuedAt: time, providerTime: time };
    const value = { provider: "met", matchId: match, ...clocks, temperature: null, windSpeed, precipitation: null };
    await send(match, serde.encode({ schema: "Weather", value }));
  }
  await send("junk", Buffer.from("no weather"));
  await producer.close();
  await runUntil(false, (_, refused) => refused === 3);
});

afterAll(async () => {
  await client?.close();
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function runUntil(isMended: boolean, done: (kept: Map<string, number>, refused: number) => boolean) {
  const { openSerde } = await openRegistry(platform.registry.url);
  const kept = new Map<string, number>();
  let refused = 0;
  const observer = { refused: () => void refused++ };
  const app = await runTopology(windOf(isMended, kept), { client, openSerde, observer, instance: "one" });
  await vi.waitFor(() => expect(done(kept, refused)).toBe(true), { timeout: 20_000 });
  await app.stop();
  return kept;
}

/** Runs the command as its script does. */
function deadLetters(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const argv = [join(root, "cli/src/main.ts"), "dead-letters", "--topic", matchWeather.name, ...args];
  const env = { ...process.env, ...platform.environment };
  return new Promise((resolve) =>
    execFile(process.execPath, argv, { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    ),
  );
}

test("list tells each letter, and how many there are of each code", async () => {
  const { code, out } = await deadLetters("list");
  expect(code).toBe(0);
  expect(out).toMatch(/waiting +STORM +wind +origin \d@\d+ +key storm/);
  expect(out.trimEnd().split("\n").slice(-2).toSorted()).toEqual([
    "STORM: 2, 0 of them replayed",
    "UNDECODABLE: 1, 0 of them replayed",
  ]);
});

test("show has the record's value, decoded, and bytes that cannot be as they are", async () => {
  const { out } = await deadLetters("show", "--json");
  const { letters } = JSON.parse(out.trim().split("\n").at(-1) ?? "");
  expect(letters).toHaveLength(3);
  const found = (key: string) => letters.find((letter: { key: string }) => letter.key === key);
  expect(found("storm")).toMatchObject({ code: "STORM", value: { schema: "Weather", value: { windSpeed: 30 } } });
  expect(found("junk").value).toMatchObject({ text: "no weather" });
  const { code, err } = await deadLetters("show", "--code", "NONE");
  expect([code, err]).toEqual([1, expect.stringContaining("There is no such letter")]);
});

test("replay does nothing on a dry run, then replays what is asked for, once, and the state is as it should have been", async () => {
  const last = ({ out }: { out: string }) => JSON.parse(out.trim().split("\n").at(-1) ?? "");
  expect(last(await deadLetters("replay", "--code", "STORM", "--dry-run", "--json"))).toMatchObject({ replayed: 2 });
  expect(last(await deadLetters("replay", "--code", "STORM", "--json"))).toEqual({
    ...{ topic: matchWeather.name, dryRun: false, replayed: 2, before: 0, refused: [] },
  });
  expect(last(await deadLetters("replay", "--code", "STORM", "--json"))).toMatchObject({ replayed: 0, before: 2 });
  const kept = await runUntil(true, ({ size }) => size === 2);
  expect(Object.fromEntries(kept)).toEqual({ storm: 30, gale: 25 });
  const { out } = await deadLetters("list", "--json", "--code", "STORM");
  expect(out).toContain('"isReplayed":true');
  expect(out).not.toContain('"isReplayed":false');
});

test("what cannot be is said: an unknown topic, an unknown action", async () => {
  const { code, err } = await deadLetters("burn");
  expect([code, err]).toEqual([1, expect.stringContaining("burn: expected list, show or replay")]);
  const unknown = await deadLetters("list", "--topic", "match.goals");
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining("match.events, match.results")]);
});
