import type { LogBatch, LogRecord, ReaderOptions, ReadingClient } from "../log-client.ts";

/** What a reader has brought so far, and a way to wait for more. */
export interface Reading {
  readonly batches: LogBatch[];
  records(partition?: number): LogRecord[];
  values(partition?: number): string[];
  /** Resolves when the condition holds, rejects when the reader fails or `ms` have passed. */
  until(condition: () => boolean, ms?: number): Promise<void>;
  close(): Promise<void>;
}

export async function read(
  client: ReadingClient,
  options: Pick<ReaderOptions, "from"> & Partial<ReaderOptions>,
): Promise<Reading> {
  const batches: LogBatch[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  const reader = await client.reader({
    isolation: "read_committed",
    onBatches: (more) => {
      batches.push(...more);
      wake();
    },
    onFailure: (error) => {
      failure = error;
      wake();
    },
    ...options,
  });
  const records = (partition?: number) =>
    batches.filter((batch) => partition === undefined || batch.partition === partition).flatMap((each) => each.records);
  return {
    batches,
    records,
    values: (partition) => records(partition).map(({ value }) => String(value)),
    async until(condition, ms = 15_000) {
      const deadline = performance.now() + ms;
      while (!condition()) {
        if (failure !== undefined) throw failure;
        const left = deadline - performance.now();
        if (left <= 0) throw new Error(`not so after ${ms} ms; the reader has brought ${records().length} records`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    close: () => reader.close(),
  };
}
