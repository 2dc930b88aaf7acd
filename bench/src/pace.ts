import { setTimeout as sleep } from "node:timers/promises";

/**
 * Calls `send` for each item at a steady rate, by the clock: an item that is late does not delay the next, so a stall shows
 * in the latencies instead of thinning the load. Resolves when all sends have.
 */
export async function pace<T>(items: readonly T[], perSecond: number, send: (item: T) => Promise<void>): Promise<void> {
  const start = performance.now();
  const sends: Promise<void>[] = [];
  for (const [i, item] of items.entries()) {
    const wait = start + (i * 1000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    sends.push(send(item));
  }
  await Promise.all(sends);
}
