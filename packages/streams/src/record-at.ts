import type { LogRecord, ReadingClient } from "./log-client.ts";
import type { Origin } from "./topic.ts";

/** How long a record is waited for, ms: an open transaction may stand before it. */
const waitMs = 10_000;

/** The record at a place, read_committed; undefined where none stands there any more, or did not come in time. */
export async function recordAt(client: ReadingClient, origin: Origin): Promise<LogRecord | undefined> {
  const { topic, partition, offset } = origin;
  const { low, high } = (await client.offsets(topic))[partition] ?? { low: 0n, high: 0n };
  if (offset < low || offset >= high) return undefined;
  const found = Promise.withResolvers<LogRecord | undefined>();
  const reader = await client.reader({
    from: [{ topic, partition, start: offset }],
    isolation: "read_committed",
    onBatches: (batches) => {
      const [record] = batches.flatMap(({ records }) => records);
      const isBeyond = batches.some(({ nextOffset }) => nextOffset > offset);
      if (isBeyond) found.resolve(record?.offset === offset ? record : undefined);
    },
    onFailure: found.reject,
  });
  const timer = setTimeout(() => found.resolve(undefined), waitMs);
  try {
    return await found.promise;
  } finally {
    clearTimeout(timer);
    await reader.close();
  }
}
