import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ServerMessage } from "@touchline/client";
import { correlationIdOf, type MatchEntry, parseTeamAliases, TeamIdentities } from "@touchline/football";
import { type LocalService, root, startPlatform, startService } from "@touchline/local";
import { openRegistry } from "@touchline/schemas/registry";
import type { OutRecord, Producer } from "@touchline/streams";
import { openKafkaClient } from "@touchline/streams/kafka";
import { feedHealth, matchEvents, matchResults } from "@touchline/topics";
import { applyTopics } from "@touchline/topics/apply";
import { LatencyFloor } from "./latency-floor.ts";
import { interleavedFeed } from "./live-feed.ts";
import { pace } from "./pace.ts";
import { type Distribution, distribution } from "./percentile.ts";
import { Stopwatch } from "./stopwatch.ts";

export interface LatencyOptions {
  /** Events a second over all matches. */
  readonly rate: number;
  readonly matches: number;
  readonly seconds: number;
}

export interface LatencyReport extends LatencyOptions {
  /** ms from the append of a provider's event to its frame at a WebSocket client: the whole system, exactly-once on. */
  readonly system: Distribution;
  /** The same records moved by plain kafkajs through as many topics to a WebSocket. */
  readonly floor: Distribution;
  readonly ratio: { readonly p50: number; readonly p99: number };
  /** Events that no frame came for. */
  readonly missing: number;
  readonly budget: { readonly p50: number; readonly p99: number; readonly ratio: number };
}

const budget = { p50: 20, p99: 50, ratio: 3 };
const warmUpSeconds = 3;

/** Measures the floor, the system, and the floor again, on a broker of its own, with every part in its own process. */
export async function latency(options: LatencyOptions, say: (text: string) => void): Promise<LatencyReport> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-latency-"));
  const platform = await startPlatform({ folder });
  const services: LocalService[] = [];
  const client = await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "bench" });
  const floor = new LatencyFloor(client);
  try {
    const { admin, openSerde } = await openRegistry(platform.registry.url);
    await applyTopics({ kafka: client.admin, registry: admin });
    const serde = await openSerde(matchEvents);
    const aliases = parseTeamAliases(await readFile(resolve(root, "data/team_aliases.csv"), "utf8"));
    const events = options.rate * (options.seconds + warmUpSeconds);
    const feed = await interleavedFeed(options.matches, events, new TeamIdentities(aliases));
    const record = (entry: MatchEntry): OutRecord => {
      const key = Buffer.from(entry.value.matchId);
      return {
        topic: matchEvents.name,
        partition: client.partitionFor(key, matchEvents.partitions),
        key,
        value: serde.encode(entry),
        headers: {
          "correlation-id": correlationIdOf(entry),
          "ingested-at": String(performance.timeOrigin + performance.now()),
        },
      };
    };
    const half = feed.live.slice(0, options.rate * Math.ceil(options.seconds / 2)).map(record);

    await floor.createTopics();
    await floor.start(platform.kafka.brokers);
    say("floor: plain kafkajs, first half");
    await floor.measure(half.slice(0, options.rate * warmUpSeconds), options.rate);
    const floorBefore = await floor.measure(half, options.rate);
    await floor.stop();

    say("system: features, predictor, edge");
    const producer = await client.producer();
    await declareHistoryComplete(producer, openSerde);
    for (const name of ["features", "predictor", "edge"]) {
      services.push(await startService({ name, folder, environment: { ...platform.environment, HTTP_PORT: "0" } }));
    }
    const stopwatch = new Stopwatch();
    const socket = await follow(services.at(-1)?.address ?? "", (id) => stopwatch.stop(id));
    for (const entry of feed.before) await producer.send([record(entry)]);
    const send = async (entry: MatchEntry): Promise<void> => {
      stopwatch.start(correlationIdOf(entry));
      await producer.send([record(entry)]);
    };
    const warmUp = feed.live.slice(0, options.rate * warmUpSeconds);
    await pace(warmUp, options.rate, send);
    await stopwatch.finished(10_000);
    const from = stopwatch.latenciesMs.length;
    await pace(feed.live.slice(warmUp.length), options.rate, send);
    await stopwatch.finished(10_000);
    socket.close();
    await producer.close();
    for (const service of services.splice(0).reverse()) await service.stop();

    say("floor: plain kafkajs, second half");
    await floor.start(platform.kafka.brokers);
    await floor.measure(half.slice(0, options.rate * warmUpSeconds), options.rate);
    const floorAfter = await floor.measure(half, options.rate);

    const system = distribution(stopwatch.latenciesMs.slice(from));
    const plain = distribution([...floorBefore, ...floorAfter]);
    const ratio = (a: number, b: number) => Number((a / b).toFixed(2));
    return {
      ...options,
      system,
      floor: plain,
      ratio: { p50: ratio(system.p50, plain.p50), p99: ratio(system.p99, plain.p99) },
      missing: stopwatch.missing,
      budget,
    };
  } finally {
    for (const service of services.reverse()) await service.stop();
    await floor.stop();
    await client.close();
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** There is no history here, and the features service need not wait for any. */
async function declareHistoryComplete(
  producer: Producer,
  openSerde: Awaited<ReturnType<typeof openRegistry>>["openSerde"],
): Promise<void> {
  const serde = await openSerde(feedHealth);
  const value = {
    provider: "history",
    state: "FINISHED" as const,
    detail: "no history in this measurement",
    lastMessageAt: null,
    providerTime: 0,
    completeTo: Date.UTC(2100, 0, 1),
    positions: Array.from({ length: matchResults.partitions }, () => 0),
    lineUpPositions: null,
    matches: [],
  };
  const key = Buffer.from(value.provider);
  await producer.send([
    { topic: feedHealth.name, partition: 0, key, value: serde.encode({ schema: "FeedHealth", value }) },
  ]);
}

/** A client that follows every match and says which input each frame came from. */
async function follow(edge: string, onFrame: (correlationId: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(`${edge.replace("http", "ws")}/v1/stream`);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`cannot connect to ${edge}`));
  });
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as ServerMessage;
    if (message.type === "image") onFrame(message.match.cause.correlationId);
    if (message.type === "delta" && message.set.cause) onFrame(message.set.cause.correlationId);
  };
  socket.send(JSON.stringify({ type: "subscribe", all: true }));
  return socket;
}
