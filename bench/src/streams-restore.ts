import type { OutRecord } from "@touchline/streams";
import type { KafkaClient } from "@touchline/streams/kafka";
import { matches, pitchEvent } from "./pitch-events.ts";
import { foldEvent, type MatchWindows } from "./streams-fold.ts";
import { createTopics } from "./streams-run.ts";
import { type Runtime, type RuntimeOptions, startRuntime } from "./streams-runtime.ts";
import { encodeJson, partitions, topicsOf } from "./streams-topology.ts";

export interface RestoreFigures {
  readonly runtime: string;
  readonly records: number;
  /** From the start of the process until it runs, with nothing to restore, ms. */
  readonly emptyMs: number;
  /** The same with the whole changelog and no local state. */
  readonly restoreMs: number;
  /** Records over the difference; NaN (null in JSON) where a restore of few records was lost in the noise of the start. */
  readonly recordsPerSecond: number;
}

const produceAtOnce = 1_000;

/**
 * What a restart costs on a machine that has no local state. The changelog is written by this process, in each runtime's
 * own layout, for its compaction never to be part of the figure.
 */
export async function measureRestore(
  runtime: Runtime,
  records: number,
  options: RuntimeOptions & { readonly client: KafkaClient },
): Promise<RestoreFigures> {
  const empty = await startedMs(runtime, 0, options, `${options.application}-empty`);
  const full = await startedMs(runtime, records, options, options.application);
  return {
    runtime: runtime.name,
    records,
    emptyMs: empty,
    restoreMs: full,
    recordsPerSecond: full > empty ? Math.round((records / (full - empty)) * 1_000) : Number.NaN,
  };
}

async function startedMs(
  runtime: Runtime,
  records: number,
  options: RuntimeOptions & { readonly client: KafkaClient },
  application: string,
): Promise<number> {
  const { client } = options;
  const topics = topicsOf(application, runtime.kind);
  await createTopics(client, topics);
  // a compaction in the middle would take records away
  await client.admin.alterConfig(topics.changelog, { "min.compaction.lag.ms": "86400000" });
  await writeChangelog(runtime, client, topics.changelog, records);
  const running = await startRuntime(runtime, { ...options, application });
  await running.stop();
  await client.admin.deleteTopics(Object.values(topics));
  if (running.restored !== records)
    throw new Error(`${runtime.name} restored ${running.restored} of ${records} records`);
  return running.startMs;
}

/** States of all matches again and again, until there are so many. */
async function writeChangelog(runtime: Runtime, client: KafkaClient, topic: string, count: number): Promise<void> {
  const records = changelogRecords(runtime, client, topic);
  const producer = await client.producer();
  for (let n = 0; n < count; n += produceAtOnce) {
    const some = Math.min(produceAtOnce, count - n);
    await producer.send(Array.from({ length: some }, (_, i) => records[(n + i) % records.length] as OutRecord));
  }
  await producer.close();
}

function changelogRecords(runtime: Runtime, client: KafkaClient, topic: string): OutRecord[] {
  const states = new Map<string, MatchWindows>();
  for (let n = 0; n < matches * 60; n++) {
    const event = pitchEvent(n);
    states.set(event.match, foldEvent(states.get(event.match), event));
  }
  return [...states].map(([match, state]) => {
    const partition = client.partitionFor(Buffer.from(match), partitions);
    return { topic, partition, value: encodeJson(state), ...changelogKey(runtime, match) };
  });
}

/** As the changelog of each runtime has it. */
function changelogKey({ kind }: Runtime, match: string): Pick<OutRecord, "key" | "headers"> {
  if (kind === "ours") return { key: Buffer.from(JSON.stringify(["store", "windows", match])) };
  if (kind === "kafka-streams") return { key: Buffer.from(match) };
  return { key: Buffer.from(`${JSON.stringify(match)}|"windows"`), headers: { __column_family__: "default" } };
}
