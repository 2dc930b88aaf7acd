import type { Clock } from "./clock.ts";
import type { HeldPositions } from "./group.ts";

/** How often positions are shown, ms. */
const everyMs = 1_000;

/**
 * Shows the group how far the tasks are, for the tools that look at groups. The truth stands in the changelog and nothing
 * is read back from here, so it is done beside the transactions, now and then, and only where something has changed.
 */
export class ShownPositions {
  readonly #commit: (held: HeldPositions) => Promise<void>;
  #last = "";
  #due = false;

  constructor(commit: (held: HeldPositions) => Promise<void>) {
    this.#commit = commit;
  }

  get isDue(): boolean {
    return this.#due;
  }

  /** Calls back when it is time to show again, until the signal aborts. */
  async remind(due: () => void, clock: Clock, signal: AbortSignal): Promise<void> {
    for (;;) {
      await clock.sleep(everyMs, signal);
      if (signal.aborted) return;
      this.#due = true;
      due();
    }
  }

  async show(held: HeldPositions): Promise<void> {
    this.#due = false;
    const shown = [held.metadata, ...held.positions.map(({ partition, offset }) => `${partition} ${offset}`)].join();
    if (shown === this.#last || held.positions.length === 0) return;
    this.#last = shown;
    await this.#commit(held);
  }
}
