import { setImmediate } from "node:timers/promises";

/** Work between two turns of others, ms: the same thread serves those who follow matches. */
const sliceMs = 5;

/** Long work in slices: others have their turn where one has taken long enough. */
export class Turns {
  #began = performance.now();

  /** Undefined while there is time left, so that nobody waits for nothing. */
  next(): Promise<void> | undefined {
    return performance.now() - this.#began < sliceMs ? undefined : this.#others();
  }

  async #others(): Promise<void> {
    await setImmediate();
    this.#began = performance.now();
  }
}
