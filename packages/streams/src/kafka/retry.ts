import { setTimeout as sleep } from "node:timers/promises";
import { isRetriable } from "./broker-error.ts";

export interface RetryOptions {
  /** No attempt starts later than this after the first, ms. */
  readonly forMs: number;
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
  readonly when?: (error: unknown) => boolean;
  readonly signal?: AbortSignal;
}

/** Tries again what failed in a way that time may heal, with pauses that double; rejects with the last failure. */
export async function retrying<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { forMs, firstPauseMs = 20, longestPauseMs = 500, when = isRetriable, signal } = options;
  const started = performance.now();
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await attempt();
    } catch (error) {
      if (signal?.aborted || !when(error) || performance.now() - started + pause > forMs) throw error;
      await sleep(pause, undefined, { signal }).catch(() => {
        throw error;
      });
    }
  }
}
