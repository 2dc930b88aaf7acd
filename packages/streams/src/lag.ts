import type { Clock } from "./clock.ts";
import type { LogClient, TopicPartition } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";

type Position = TopicPartition & { readonly offset: bigint };

/** How often lag is shown, ms. */
const intervalMs = 1_000;

/**
 * Tells the observer about once a second, until the signal aborts, how far an application is behind the ends of its
 * sources. A failure is left to the next round.
 */
export async function showLag(
  positions: () => readonly Position[],
  options: { client: LogClient; clock: Clock; observer: StreamsObserver; signal: AbortSignal },
): Promise<void> {
  const { client, clock, observer, signal } = options;
  if (observer.lag === undefined) return;
  for (;;) {
    await clock.sleep(intervalMs, signal);
    if (signal.aborted) return;
    try {
      for (const topic of new Set(positions().map((position) => position.topic))) {
        const ends = await client.offsets(topic);
        if (signal.aborted) return;
        // only of those still here: what went to another process meanwhile is told of there
        for (const position of positions()) {
          const end = position.topic === topic ? ends[position.partition]?.high : undefined;
          if (end !== undefined) observer.lag(topic, position.partition, Math.max(0, Number(end - position.offset)));
        }
      }
    } catch {
      // what matters fails elsewhere, loudly
    }
  }
}
