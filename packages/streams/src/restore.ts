import type { Clock } from "./clock.ts";
import { StreamsError } from "./error.ts";
import type { LogBatch, LogClient, LogReader } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";
import type { Task } from "./task.ts";

/** A restore that has not moved for so long is given up, ms. */
export const restoreStallMs = 30_000;
/** Of each partition at once: nothing of it stays but the last value of each key. */
const restoreShareBytes = 1_048_576;

/** A task, and the changelog's offset that it stands at already; undefined: at none. */
export interface Restoring {
  readonly task: Task;
  readonly restoreFrom?: bigint | undefined;
}

/**
 * Brings tasks to the end of their changelog partitions. The end is the high watermark as of now, which stands still:
 * whoever wrote to the changelog before has been fenced. It is reached by position, not by records, since the tail may hold
 * nothing but markers and aborted records. Rejects with RESTORE_STALLED, and with what the reader fails with.
 */
export async function restoreTasks(
  restoring: readonly Restoring[],
  changelog: string,
  options: {
    readonly client: LogClient;
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly observer: StreamsObserver;
    /** False of a task that need not be restored any more. */
    readonly isWanted?: (partition: number) => boolean;
  },
): Promise<void> {
  const { client, clock, signal, observer, isWanted = () => true } = options;
  const started = clock.now();
  const ends = await client.offsets(changelog);
  const open = new Map<number, bigint>();
  const starts = new Map<number, bigint>();
  for (const { task, restoreFrom } of restoring) {
    const end = ends[task.partition];
    if (end === undefined) throw new StreamsError("TOPIC_MISSING", `${changelog} has no partition ${task.partition}`);
    if ((restoreFrom ?? end.low) < end.high) open.set(task.partition, end.high);
    if (restoreFrom !== undefined) starts.set(task.partition, restoreFrom);
  }
  let records = 0;
  let progress = 0;
  let settle = (_error?: unknown): void => {};
  const done = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  // the reader may fail before anyone awaits
  done.catch(() => {});

  const take = (batch: LogBatch) => {
    if (!isWanted(batch.partition)) open.delete(batch.partition);
    const end = open.get(batch.partition);
    const task = restoring.find(({ task }) => task.partition === batch.partition)?.task;
    if (open.size === 0) settle();
    if (end === undefined || task === undefined) return;
    task.restore(batch.records.filter(({ offset }) => offset < end));
    records += batch.records.length;
    progress++;
    observer.restoring?.(batch.partition, batch.nextOffset, end);
    if (batch.nextOffset >= end) open.delete(batch.partition);
    if (open.size === 0) settle();
  };

  if (open.size > 0) {
    const settled = new AbortController();
    let reader: LogReader | undefined;
    try {
      reader = await client.reader({
        from: [...open.keys()].map((partition) => ({
          topic: changelog,
          partition,
          start: starts.get(partition) ?? "earliest",
        })),
        isolation: "read_committed",
        shareBytes: restoreShareBytes,
        onBatches: (batches) => {
          try {
            for (const batch of batches) take(batch);
          } catch (error) {
            settle(error);
          }
        },
        onFailure: settle,
      });
      // ends by itself when the restore is given up
      const stalled = watch(() => progress, clock, AbortSignal.any([settled.signal, signal]));
      await Promise.race([done, stalled]);
    } finally {
      settled.abort();
      await reader?.close();
    }
  }
  if (signal.aborted) return;
  for (const { task } of restoring) task.restored();
  observer.restored?.(records, clock.now() - started);
}

async function watch(progress: () => number, clock: Clock, signal: AbortSignal): Promise<void> {
  for (let before = -1; !signal.aborted; ) {
    if (progress() === before) {
      throw new StreamsError(
        "RESTORE_STALLED",
        `the restore has not moved for ${restoreStallMs / 1_000} s: look at the brokers that lead the changelog's partitions`,
      );
    }
    before = progress();
    await clock.sleep(restoreStallMs, signal);
  }
}
