import type { fetchV12, RecordsBatch } from "@platformatic/kafka";
import { AbortedRanges, isAbort } from "../kafka/aborted-ranges.ts";
import { attributes } from "../kafka/record-batch.ts";
import type { LogRecord } from "../log-client.ts";

export interface Decoded {
  readonly records: readonly LogRecord[];
  /** Behind the last batch that came; the offset asked for where none did. */
  readonly nextOffset: bigint;
}

/** What a fetch from `offset` brought of one partition, as the port has it. */
export function decode(fetched: fetchV12.FetchResponsePartition, offset: bigint, committed: boolean): Decoded {
  const records: LogRecord[] = [];
  const ranges = committed ? new AbortedRanges(fetched.abortedTransactions ?? []) : undefined;
  let nextOffset = offset;
  for (const batch of fetched.records ?? []) {
    const lastOffset = batch.firstOffset + BigInt(batch.lastOffsetDelta);
    const isControl = (batch.attributes & attributes.control) !== 0;
    const isTransactional = (batch.attributes & attributes.transactional) !== 0;
    // compaction may leave a control batch without its record
    const isAbortMarker = isControl && isAbort(batch.records[0]?.key ?? null);
    const { producerId } = batch;
    const hidden = ranges?.take({ lastOffset, producerId, isTransactional }, { isAbortMarker }) ?? false;
    if (lastOffset < offset) continue;
    nextOffset = lastOffset + 1n;
    if (!hidden && !isControl) read(batch, offset, records);
  }
  return { records, nextOffset };
}

function read(batch: RecordsBatch, from: bigint, into: LogRecord[]): void {
  const appendTime = (batch.attributes & attributes.appendTime) === 0 ? undefined : batch.maxTimestamp;
  for (const { offsetDelta, timestampDelta, key, value, headers } of batch.records) {
    const offset = batch.firstOffset + BigInt(offsetDelta);
    if (offset < from) continue;
    const timestamp = Number(appendTime ?? batch.firstTimestamp + timestampDelta);
    into.push({ offset, key, value, timestamp, headers: namedHeaders(headers) });
  }
}

const noHeaders: Readonly<Record<string, string>> = Object.freeze({});

function namedHeaders(headers: readonly (readonly [Buffer | null, Buffer | null])[]): Readonly<Record<string, string>> {
  if (headers.length === 0) return noHeaders;
  // of entries, so that one named __proto__ stays a header
  return Object.fromEntries(headers.map(([name, value]) => [name?.toString() ?? "", value?.toString() ?? ""]));
}
