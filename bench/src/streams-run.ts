import type { OutRecord } from "@touchline/streams";
import type { KafkaClient } from "@touchline/streams/kafka";
import { CommittedForms, digestByKey } from "./committed-forms.ts";
import { pace } from "./pace.ts";
import { type Distribution, distribution } from "./percentile.ts";
import { pitchEvent } from "./pitch-events.ts";
import { processUsage } from "./process-usage.ts";
import { Stopwatch } from "./stopwatch.ts";
import { type Runtime, type RuntimeOptions, startRuntime } from "./streams-runtime.ts";
import { encodeJson, partitions, topicsOf } from "./streams-topology.ts";

export interface RunOptions extends RuntimeOptions {
  readonly client: KafkaClient;
  /** Input records of the measured backlog. */
  readonly records: number;
  /** Length of the latency part, s; 0 leaves it out. */
  readonly seconds: number;
  /** Events a second in the latency part. */
  readonly rate: number;
}

/** Figures of one run. */
export interface RunFigures {
  readonly runtime: string;
  readonly eventsPerSecond: number;
  /** CPU time of the runtime's process under the backlog. */
  readonly cpuUsPerEvent: number;
  /** ms from the append of an event to the read of its committed output; null where the part was left out. */
  readonly latency: Distribution | null;
  /** CPU time of the runtime's process at the steady rate. */
  readonly cpuUsPerEventAtRate: number | null;
  /** At the end of the run, MB (10^6 bytes). */
  readonly residentMB: number;
  readonly missing: number;
}

export interface Run {
  readonly figures: RunFigures;
  readonly outputs: ReadonlyMap<string, string>;
}

const warmUpSeconds = 3;
const produceAtOnce = 2_000;

/** Input records before the measured ones: a runtime that is still compiling its code is not what is compared. */
export const warmUp = 60_000;

/** One runtime on topics of its own: a backlog that was there before it started, then a steady rate. */
export async function runOnce(runtime: Runtime, options: RunOptions): Promise<Run> {
  const { client, application, records, seconds } = options;
  const topics = topicsOf(application, runtime.kind);
  await createTopics(client, topics);
  await produceEvents(client, topics.events, 0, warmUp + records);

  const forms = await CommittedForms.open(client, topics.forms);
  const running = await startRuntime(runtime, options);
  try {
    await forms.reached(warmUp);
    const [from, countFrom, usedBefore] = [performance.now(), forms.count, processUsage(running.pid)];
    await forms.reached(warmUp + records);
    const [to, usedAfter] = [performance.now(), processUsage(running.pid)];
    const events = warmUp + records - countFrom;

    const steady = seconds === 0 ? undefined : await latencyPart(forms, running.pid, warmUp + records, options);
    const { residentBytes } = processUsage(running.pid);
    const figures: RunFigures = {
      runtime: runtime.name,
      eventsPerSecond: Math.round((events / (to - from)) * 1_000),
      cpuUsPerEvent: round((usedAfter.cpuUs - usedBefore.cpuUs) / events),
      latency: steady?.latency ?? null,
      cpuUsPerEventAtRate: steady?.cpuUsPerEvent ?? null,
      residentMB: Math.round(residentBytes / 1e6),
      missing: steady?.missing ?? 0,
    };
    await running.stop();
    return { figures, outputs: await digestByKey(client, topics.forms) };
  } finally {
    await running.stop();
    await forms.close();
    await client.admin.deleteTopics(Object.values(topics));
  }

  async function latencyPart(forms: CommittedForms, pid: number, first: number, { rate, seconds }: RunOptions) {
    const stopwatch = new Stopwatch();
    forms.onCorrelationId((id) => stopwatch.stop(id));
    const producer = await client.producer();
    const send = async (n: number): Promise<void> => {
      const record = eventRecord(client, topics.events, n);
      stopwatch.start(String(n));
      await producer.send([{ ...record, headers: { "correlation-id": String(n) } }]);
    };
    const numbers = Array.from({ length: rate * (warmUpSeconds + seconds) }, (_, i) => first + i);
    await pace(numbers.slice(0, rate * warmUpSeconds), rate, send);
    await stopwatch.finished(10_000);
    const before = stopwatch.latenciesMs.length;
    const usedBefore = processUsage(pid);
    await pace(numbers.slice(rate * warmUpSeconds), rate, send);
    const usedAfter = processUsage(pid);
    await stopwatch.finished(10_000);
    await producer.close();
    return {
      latency: distribution(stopwatch.latenciesMs.slice(before)),
      cpuUsPerEvent: round((usedAfter.cpuUs - usedBefore.cpuUs) / (rate * seconds)),
      missing: stopwatch.missing,
    };
  }
}

/** The same for all runtimes; dead letters are ours alone. */
export async function createTopics(client: KafkaClient, topics: ReturnType<typeof topicsOf>): Promise<void> {
  const { events, forms, deadLetters, changelog } = topics;
  await client.admin.create([
    ...[events, forms, deadLetters].map((name) => ({ name, partitions, replication: 1 })),
    { name: changelog, partitions, replication: 1, config: { "cleanup.policy": "compact" } },
  ]);
}

/** Events of the feed from one number up to another, which is left out. */
export async function produceEvents(client: KafkaClient, topic: string, from: number, to: number): Promise<void> {
  const producer = await client.producer();
  for (let n = from; n < to; n += produceAtOnce) {
    const count = Math.min(produceAtOnce, to - n);
    await producer.send(Array.from({ length: count }, (_, i) => eventRecord(client, topic, n + i)));
  }
  await producer.close();
}

export function eventRecord(client: KafkaClient, topic: string, n: number): OutRecord {
  const event = pitchEvent(n);
  const key = Buffer.from(event.match);
  return { topic, partition: client.partitionFor(key, partitions), key, value: encodeJson(event) };
}

const round = (x: number): number => Number(x.toFixed(1));
