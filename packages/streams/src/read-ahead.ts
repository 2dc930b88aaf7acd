import type { LogBatch, LogRecord } from "./log-client.ts";
import type { Limits } from "./prepared-topology.ts";

/** Counts what is read and not folded yet, and holds the reader back where that is enough. */
export class ReadAhead {
  #records = 0;
  #bytes = 0;
  readonly #limits: Limits;
  #roomy: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get records(): number {
    return this.#records;
  }

  add({ records }: LogBatch): void {
    this.#records += records.length;
    for (const { value } of records) this.#bytes += value?.length ?? 0;
  }

  /** A record is folded, or is another's; call `release` after the last of several. */
  remove({ value }: LogRecord): void {
    this.#records--;
    this.#bytes -= value?.length ?? 0;
  }

  /** Undefined where there is room; otherwise resolves when there is. */
  room(): Promise<void> | undefined {
    if (this.#hasRoom) return undefined;
    this.#roomy ??= Promise.withResolvers<void>();
    return this.#roomy.promise;
  }

  release(): void {
    if (!this.#hasRoom) return;
    this.#roomy?.resolve();
    this.#roomy = undefined;
  }

  /** Nothing more is read until something is folded. */
  get isFull(): boolean {
    return !this.#hasRoom;
  }

  get #hasRoom(): boolean {
    return this.#records < this.#limits.bufferedRecords && this.#bytes < this.#limits.bufferedBytes;
  }
}
