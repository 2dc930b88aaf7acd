import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type LocalPlatform, root, startPlatform, startService } from "@touchline/local";
import type { Fixture, PreMatch } from "@touchline/schemas";
import { openRegistry } from "@touchline/schemas/registry";
import { openView } from "@touchline/streams";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import { matchEvents, matchFeatures, matchResults } from "@touchline/topics";
import type { HistoryState } from "./history-state.ts";

const run = promisify(execFile);

export interface BackfillReport {
  /** Results in match.results. */
  readonly results: number;
  readonly odds: number;
  /**
   * From the start of `npm run backfill` until the features service, in a process of its own, has answered a vector from all of
   * it: committed to match.features.
   */
  readonly seconds: number;
  readonly resultsPerSecond: number;
  /** Of these, until the last record was acknowledged. */
  readonly publishedSeconds: number;
  /** What match.results takes on the broker's disk. */
  readonly topicBytes: number;
  /** From the start of another process of the service, with no state of its own, until it has answered a vector. */
  readonly restartSeconds: number;
  /** Resident memory of that process then. */
  readonly residentBytes: number;
  /** A process that does nothing else: where the time goes, and what history holds in memory. */
  readonly state: HistoryState;
  readonly budget: { readonly seconds: number; readonly restartSeconds: number; readonly results: number };
}

const budget = { seconds: 30, restartSeconds: 5, results: 190_000 };
const vectorWithinMs = 120_000;

/** Brings files of results (those shipped if none are named) through Kafka into the features service's history. */
export async function backfill(files: readonly string[], say: (text: string) => void): Promise<BackfillReport> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-backfill-"));
  const platform = await startPlatform({ folder });
  const client = await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "bench" });
  const environment = { ...platform.environment, HTTP_PORT: "0" };
  const start = () => startService({ name: "features", folder, environment });
  const fixtures = await Fixtures.open(client, platform);
  let features = await start();
  try {
    say("the command, beside the features service");
    const startedMs = performance.now();
    const args = [join(root, "cli/src/main.ts"), "backfill", ...files, "--new-teams", "accept", "--json"];
    const { stdout } = await run(process.execPath, args, { env: { ...process.env, ...platform.environment } });
    const { published } = JSON.parse(stdout) as { published: { results: number; odds: number } };
    const publishedMs = performance.now() - startedMs;
    await fixtures.publish("first");
    const ms = (await fixtures.answered("first")) - startedMs;

    say("another process of the service");
    await features.stop();
    await fixtures.publish("again");
    const restartedMs = performance.now();
    const starting = start();
    const restartMs = (await fixtures.answered("again")) - restartedMs;
    features = await starting;
    const residentBytes = await residentBytesOf(features.address);
    await features.stop();

    say("history alone");
    const state = await run(process.execPath, ["--expose-gc", join(root, "bench/src/history-state.ts")], {
      env: { ...process.env, ...platform.environment },
    });
    const topicBytes = await bytesOf(matchResults.name, folder);
    return {
      results: published.results,
      odds: published.odds,
      seconds: seconds(ms),
      resultsPerSecond: Math.round((published.results * 1_000) / ms),
      publishedSeconds: seconds(publishedMs),
      topicBytes,
      restartSeconds: seconds(restartMs),
      residentBytes,
      state: JSON.parse(state.stdout) as HistoryState,
      budget,
    };
  } finally {
    await features.stop();
    await fixtures.close();
    await client.close();
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const seconds = (ms: number): number => Math.round(ms / 10) / 100;

/** Matches to come, and when the service has told what was known before them. */
class Fixtures {
  readonly #answers = new Map<string, { readonly atMs: number; readonly complete: boolean }>();
  readonly #publish: (id: string) => Promise<void>;
  #close = async () => {};

  private constructor(publish: (id: string) => Promise<void>) {
    this.#publish = publish;
  }

  static async open(client: KafkaClient, platform: LocalPlatform): Promise<Fixtures> {
    const { openSerde } = await openRegistry(platform.registry.url);
    const [serde, producer] = await Promise.all([openSerde(matchEvents), client.producer()]);
    const fixtures = new Fixtures(async (id) => {
      const key = Buffer.from(`bench:${id}`);
      const value = serde.encode({ schema: "Fixture", value: fixture(`bench:${id}`) });
      const partition = client.partitionFor(key, matchEvents.partitions);
      await producer.send([{ topic: matchEvents.name, partition, key, value, headers: { "correlation-id": id } }]);
    });
    const view = await openView(matchFeatures, {
      client,
      openSerde,
      onFailure: (error) => {
        throw error;
      },
      apply: ({ key, schema, value }) => {
        if (schema !== "PreMatch" || fixtures.#answers.has(key)) return;
        fixtures.#answers.set(key, { atMs: performance.now(), complete: (value as PreMatch).complete });
      },
    });
    fixtures.#close = async () => {
      await Promise.all([view.close(), producer.close()]);
    };
    return fixtures;
  }

  publish(id: string): Promise<void> {
    return this.#publish(id);
  }

  /** When its vector was there, by `performance.now`; rejects where it did not come, or not from all of history. */
  async answered(id: string): Promise<number> {
    const deadline = performance.now() + vectorWithinMs;
    for (let answer = this.#answers.get(`bench:${id}`); ; answer = this.#answers.get(`bench:${id}`)) {
      if (answer?.complete === false) throw new Error("the vector was made before history was complete");
      if (answer !== undefined) return answer.atMs;
      if (performance.now() > deadline) throw new Error(`no vector came within ${vectorWithinMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  close(): Promise<void> {
    return this.#close();
  }
}

function fixture(matchId: string): Fixture {
  const kickOff = Date.UTC(2027, 0, 2, 15);
  return {
    provider: "bench",
    matchId,
    revision: 1,
    status: "SCHEDULED",
    competition: "ENG-Premier League",
    season: "2026/27",
    round: null,
    kickOff,
    home: { id: "club:arsenal", name: "Arsenal" },
    away: { id: "club:chelsea", name: "Chelsea" },
    neutral: false,
    knockout: false,
    venue: null,
    referee: null,
    providerTime: kickOff - 86_400_000,
  };
}

async function residentBytesOf(address: string): Promise<number> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  return Number(/^process_resident_memory_bytes\S* (\S+)$/m.exec(metrics)?.[1] ?? Number.NaN);
}

/** Log segments of a topic's partitions, wherever the broker keeps them below a folder. */
async function bytesOf(topic: string, folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  const segments = files.filter((file) => file.endsWith(".log") && file.includes(`/${topic}-`));
  const sizes = await Promise.all(segments.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
