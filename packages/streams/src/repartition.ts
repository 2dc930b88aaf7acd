import type { OutRecord } from "./log-client.ts";
import type { Schemas } from "./schema.ts";
import type { Headers, Repartitioned, Topic } from "./topic.ts";

/**
 * Records by another key: a topic that tasks of one application write, in their transactions, and tasks of the same or
 * another one read as a source. Each record says in a header how far time has come in the task that wrote it, and marks
 * (records without key and value) say so to the partitions that get no record. Of each of its writers a reader takes the
 * time for itself, so the slowest of them counts, and a task that reads ahead makes nothing late.
 */
const header = "stream-time";

/** ms of stream time after which the readers are told, if not said otherwise. */
const markEveryMs = 1_000;

/** Declares a topic by which records get another key. `writtenBy`: tasks of the application that writes it, as its changelog has partitions. */
export function repartition<S extends Schemas>(
  declaration: Omit<Topic<S>, "repartition"> & Repartitioned,
): Topic<S> & { readonly repartition: Repartitioned } {
  const { writtenBy, markEvery, ...topic } = declaration;
  return { ...topic, repartition: { writtenBy, ...(markEvery !== undefined && { markEvery }) } };
}

/** A task's time as its records carry it. */
export function writeTime(task: number, time: number): Headers {
  return Number.isFinite(time) ? { [header]: `${task}:${time}` } : {};
}

/** Of which task the headers tell, and its time; undefined where they do not. */
export function readTime(headers: Headers): { readonly task: number; readonly time: number } | undefined {
  const [, task, time] = /^(\d+):(-?\d.*)$/.exec(headers[header] ?? "") ?? [];
  return Number.isFinite(Number(time)) ? { task: Number(task), time: Number(time) } : undefined;
}

/** Headers without what only concerns the way from task to task. */
export function withoutTime({ [header]: _, ...headers }: Headers): Headers {
  return headers;
}

/**
 * What tells the readers of a repartition topic that time has come from there to here; none where no multiple was passed.
 * `timestamp`: of the record that moved it, since brokers refuse records of a time to come.
 */
export function marks(
  topic: { readonly name: string; readonly partitions: number; readonly repartition: Repartitioned | undefined },
  task: number,
  timestamp: number,
  from: number,
  to: number,
): OutRecord[] {
  const { repartition } = topic;
  if (repartition === undefined) return [];
  const every = repartition.markEvery ?? markEveryMs;
  if (!(Math.floor(to / every) > Math.floor(from / every))) return [];
  return Array.from({ length: topic.partitions }, (_, partition) => {
    return { topic: topic.name, partition, key: null, value: null, timestamp, headers: writeTime(task, to) };
  });
}
