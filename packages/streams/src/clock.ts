import { setTimeout as sleep } from "node:timers/promises";

/** The runtime's only access to time, so that tests can hold it. */
export interface Clock {
  /** ms since the epoch, fractions included. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: async (ms, signal) => {
    try {
      await sleep(ms, undefined, signal === undefined ? {} : { signal });
    } catch {
      // aborted: whoever waited looks at the signal
    }
  },
};
