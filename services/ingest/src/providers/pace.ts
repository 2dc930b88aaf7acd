import { setTimeout as sleep } from "node:timers/promises";

/** The wall clock of a replay: the only thing in it that knows real time. */
export interface Pace {
  /** Ms from any fixed moment. */
  now(): number;
  /** Resolves after so many ms, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls `tick` every so many ms until the function that it returns is called. */
  every(ms: number, tick: () => void): () => void;
}

export const wallPace: Pace = {
  now: () => performance.now(),
  wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
  every(ms, tick) {
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  },
};
