import { recordKeyOf, type ToldRecord } from "@touchline/football";
import { readToEnd } from "@touchline/ingest/known-log";
import { kafkaOptionsFrom } from "@touchline/platform/kafka-options";
import { openRegistry } from "@touchline/schemas/registry";
import type { LogClient, OpenSerde, Schemas, Topic } from "@touchline/streams";
import { openKafkaClient } from "@touchline/streams/kafka";
import {
  type Declaration,
  deadLettersOf,
  marketOdds,
  matchEvents,
  matchResults,
  matchWeather,
  teamAvailability,
  teamNews,
} from "@touchline/topics";
import { placesOf } from "../start/places.ts";
import { Source } from "./source.ts";

/** What providers tell stands here. */
const topics: readonly Declaration<Schemas>[] = [
  matchResults,
  matchEvents,
  marketOdds,
  matchWeather,
  teamAvailability,
  teamNews,
];

type OnProgress = (topic: string, done: number, all: number) => void;
const progressEvery = 10_000;

/** What each provider has in each topic, and what of it was refused. */
export async function reportOfLog(options: Parameters<typeof placesOf>[0], onProgress: OnProgress): Promise<Source[]> {
  const { brokers, registry } = await placesOf(options);
  const client = await openKafkaClient(
    kafkaOptionsFrom("touchline-quality", { ...process.env, KAFKA_BROKERS: brokers }),
  );
  try {
    await client.admin.reachable();
    const { openSerde } = await openRegistry(registry);
    const sources: Source[] = [];
    for (const topic of topics) sources.push(...(await sourcesOf(topic, client, openSerde, onProgress)));
    return sources;
  } finally {
    await client.close();
  }
}

async function sourcesOf(
  topic: Declaration<Schemas>,
  client: LogClient,
  openSerde: OpenSerde,
  onProgress: OnProgress,
): Promise<Source[]> {
  const byProvider = new Map<string, Source>();
  const sourceOf = (provider: string): Source => {
    let source = byProvider.get(provider);
    if (source === undefined) {
      source = new Source(`${topic.name} of ${provider}`, "topic");
      byProvider.set(provider, source);
    }
    return source;
  };
  const reading = { client, openSerde, onProgress };
  await readOnce(topic, reading, {
    record({ schema, value, key, partition, offset, timestamp }) {
      const record = { schema, value } as ToldRecord;
      // no provider tells it: the features service notices it
      if (record.schema === "MatchEvent" && record.value.type === "SILENCE") return;
      const place = { text: `${topic.name} ${partition}@${offset}`, lane: String(partition) };
      const source = sourceOf(record.value.provider);
      source.take(record, place, timestamp);
      const expected = recordKeyOf(record);
      if (key !== expected) {
        source.fold.fault("KEY_MISMATCH", "stands", `the key is ${key} instead of ${expected}`, place.text);
      }
    },
    undecodable: (place, message) => sourceOf("unknown").fold.fault("UNDECODABLE", "stands", message, place),
  });
  const letters = deadLettersOf(topic);
  await readOnce(letters, reading, {
    record({ value, headers, partition, offset }) {
      const { code, message, stage } = value as { code: string; message: string; stage: string };
      const place = `${letters.name} ${partition}@${offset}`;
      sourceOf(providerOf(headers)).fold.fault(code, "dead_letter", `${stage}: ${message}`, place);
    },
    undecodable: (place, message) => sourceOf("unknown").fold.fault("UNDECODABLE", "stands", message, place),
  });
  return [...byProvider].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, source]) => source);
}

interface RecordInLog {
  readonly schema: string;
  readonly value: unknown;
  readonly key: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly timestamp: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads a topic from its start to where it ends now. Rejects where it is not there, or cannot be read on. */
async function readOnce(
  topic: Topic,
  { client, openSerde, onProgress }: { client: LogClient; openSerde: OpenSerde; onProgress: OnProgress },
  on: { record: (record: RecordInLog) => void; undecodable: (place: string, message: string) => void },
): Promise<void> {
  const ends = await client.offsets(topic.name);
  const all = ends.reduce((sum, { low, high }) => sum + Number(high - low), 0);
  let done = 0;
  await readToEnd(
    client,
    openSerde,
    topic,
    (record) => {
      if (++done % progressEvery === 0) onProgress(topic.name, done, all);
      if (record.value !== null) on.record(record as RecordInLog);
    },
    ({ partition, offset }, { message }) => {
      done++;
      on.undecodable(`${topic.name} ${partition}@${offset}`, message);
    },
  );
  onProgress(topic.name, all, all);
}

/** A correlation id begins with the provider; what another program wrote may have none. */
function providerOf(headers: Readonly<Record<string, string>>): string {
  return headers["correlation-id"]?.split("/")[0] || "unknown";
}
