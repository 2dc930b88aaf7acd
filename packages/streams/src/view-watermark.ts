import type { View } from "./view.ts";

/** The word of whoever writes a topic on how far it is complete. */
export interface Watermark {
  /** Everything of before this event time has been written, ms since the epoch, ... */
  readonly completeTo: number;
  /** ... below these offsets, by partition. */
  readonly positions: readonly bigint[];
}

export interface ViewWatermarkOptions {
  /** Longest wait of a look-up, ms. */
  readonly waitMs: number;
  /** A look-up as of this time stopped waiting. */
  readonly onCutShort?: (at: number) => void;
}

/**
 * Look-ups in a view as of an event time, which wait until the answer no longer depends on who was faster: until the topic is
 * said to be complete beyond that time, and the view has read so far. The wait is bounded, and whoever asks can tell.
 */
export class ViewWatermark {
  readonly #view: Pick<View, "positions" | "reached">;
  readonly #options: ViewWatermarkOptions;
  readonly #waiting = new Set<() => void>();
  /** Each reaches further than the one before; of those that have been read, the last alone. */
  #words: readonly Watermark[] = [];
  /** Words heard so far. */
  #heard = 0;
  /** How many had been heard when a look-up waited in vain for a better one: no other waits again until that comes. */
  #gaveUpAt: number | undefined;

  constructor(view: Pick<View, "positions" | "reached">, options: ViewWatermarkOptions) {
    this.#view = view;
    this.#options = options;
  }

  /**
   * The latest word on the topic; undefined where nothing is promised any more. One that reaches further leaves those before as
   * they are: what was complete stays so while the view reads on. One that does not takes their place.
   */
  tell(word: Watermark | undefined): void {
    const before = word === undefined ? [] : this.#words.filter(({ completeTo }) => completeTo < word.completeTo);
    const isRead = before.map((each) => this.#hasRead(each));
    const kept = before.filter((_, i) => !isRead[i] || i === isRead.lastIndexOf(true));
    this.#words = word === undefined ? [] : [...kept, word];
    this.#heard++;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Whether everything of before this time is in the view. */
  isComplete(at: number): boolean {
    return this.#words.some((word) => word.completeTo > at && this.#hasRead(word));
  }

  /** Fits a source's `ready`: undefined where there is nothing to wait for, else resolves when it is complete or was cut short. */
  ready(at: number, signal: AbortSignal): Promise<void> | undefined {
    if (this.isComplete(at)) return undefined;
    const hopeless = this.#gaveUpAt === this.#heard;
    if (hopeless && this.#positionsFor(at) === undefined) return undefined;
    return this.#wait(at, signal);
  }

  async #wait(at: number, signal: AbortSignal): Promise<void> {
    const over = AbortSignal.any([signal, AbortSignal.timeout(this.#options.waitMs)]);
    while (!this.isComplete(at) && !over.aborted) {
      const positions = this.#positionsFor(at);
      if (positions === undefined) await this.#nextWord(over);
      else await this.#view.reached(positions, over);
    }
    if (this.isComplete(at) || signal.aborted) return;
    this.#gaveUpAt = this.#heard;
    this.#options.onCutShort?.(at);
  }

  /** Where the topic must have been read to, so that nothing of before this time is missing; undefined while not known. */
  #positionsFor(at: number): readonly bigint[] | undefined {
    return this.#words.find(({ completeTo }) => completeTo > at)?.positions;
  }

  #hasRead({ positions }: Watermark): boolean {
    const read = this.#view.positions();
    return positions.every((position, partition) => (read[partition] ?? 0n) >= position);
  }

  #nextWord(over: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        over.removeEventListener("abort", wake);
        resolve();
      };
      this.#waiting.add(wake);
      over.addEventListener("abort", wake, { once: true });
    });
  }
}
