import { ByteReader } from "./byte-reader.ts";
import type { Batch } from "./decode-batches.ts";
import { offsets } from "./record-batch.ts";

/** An aborted transaction as a fetch answers it: it lasts from its first offset to its producer's next abort marker. */
export interface AbortedTransaction {
  readonly producerId: bigint;
  readonly firstOffset: bigint;
}

/**
 * Tells which batches belong to aborted transactions, taken in the order of the log. A producer has one transaction at a
 * time, so its aborted one is over at its next abort marker, and the next one on the list begins later. Follows the
 * Java client's CompletedFetch.
 */
export class AbortedRanges {
  /** Not begun yet, the next to begin last. */
  readonly #ahead: AbortedTransaction[];
  readonly #within = new Set<bigint>();

  constructor(aborted: readonly AbortedTransaction[]) {
    this.#ahead = aborted.toSorted((a, b) =>
      a.firstOffset < b.firstOffset ? 1 : a.firstOffset > b.firstOffset ? -1 : 0,
    );
  }

  /** True where the batch's records must not be seen. */
  take(
    batch: Pick<Batch, "lastOffset" | "producerId" | "isTransactional">,
    { isAbortMarker }: { readonly isAbortMarker: boolean },
  ): boolean {
    for (let next = this.#ahead.at(-1); next !== undefined && next.firstOffset <= batch.lastOffset; ) {
      this.#within.add(next.producerId);
      this.#ahead.pop();
      next = this.#ahead.at(-1);
    }
    if (isAbortMarker) {
      this.#within.delete(batch.producerId);
      return true;
    }
    return batch.isTransactional && this.#within.has(batch.producerId);
  }
}

/** The key of a control record is its version and type, 16 bits each; type 0 is an abort. */
export function isAbort(key: Buffer | null): boolean {
  return key !== null && key.length >= 4 && key.readInt16BE(2) === 0;
}

/** Compaction may leave a control batch without its record. */
export function isAbortMarker(batch: Batch): boolean {
  if (!batch.isControl || batch.count === 0) return false;
  const reader = new ByteReader(batch.bytes, offsets.records);
  reader.varint();
  reader.int8();
  reader.varlong();
  reader.varint();
  return isAbort(reader.varBytes());
}
