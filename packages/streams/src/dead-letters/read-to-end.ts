import type { LogBatch, LogClient } from "../log-client.ts";

/**
 * What stands in a topic as of now, read_committed, one batch after another; each partition in its order. Ends at the high
 * watermark as of the call, so it waits for transactions that are open. Throws what the reader failed with.
 */
export async function* readToEnd(client: LogClient, topic: string): AsyncGenerator<LogBatch> {
  const ends = await client.offsets(topic);
  const left = new Map([...ends.entries()].filter(([, { low, high }]) => low < high));
  if (left.size === 0) return;
  let came = Promise.withResolvers<readonly LogBatch[]>();
  let goOn = Promise.withResolvers<void>();
  const reader = await client.reader({
    from: [...left].map(([partition, { low }]) => ({ topic, partition, start: low })),
    isolation: "read_committed",
    onBatches: (batches) => {
      came.resolve(batches);
      return goOn.promise;
    },
    onFailure: (error) => came.reject(error),
  });
  try {
    while (left.size > 0) {
      const batches = await came.promise;
      for (const batch of batches) {
        const { partition, nextOffset } = batch;
        const end = left.get(partition)?.high;
        if (end === undefined) continue;
        if (nextOffset >= end) left.delete(partition);
        yield { ...batch, records: batch.records.filter(({ offset }) => offset < end) };
      }
      came = Promise.withResolvers();
      const more = goOn;
      goOn = Promise.withResolvers();
      more.resolve();
    }
  } finally {
    await reader.close();
    goOn.resolve();
  }
}
