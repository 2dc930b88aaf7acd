import type { Clock } from "./clock.ts";
import type { LogClient, TopicPartition } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";

type Position = TopicPartition & { readonly offset: bigint };

/** How often positions and lag are shown, ms. */
const intervalMs = 1_000;

/**
 * Shows about once a second, until the signal aborts, how far an application has come: its positions to lag tools as the
 * offsets of a consumer group, its lag to the observer. Nothing reads them back, so a failure is left to the next round.
 */
export async function showLag(
  group: string,
  positions: () => readonly Position[],
  options: { client: LogClient; clock: Clock; observer: StreamsObserver; signal: AbortSignal },
): Promise<void> {
  const { client, clock, observer, signal } = options;
  const shown = new Map<string, bigint>();
  const name = ({ topic, partition }: Position) => `${topic} ${partition}`;
  for (;;) {
    await clock.sleep(intervalMs, signal);
    if (signal.aborted) return;
    const current = positions();
    const moved = current.filter((position) => shown.get(name(position)) !== position.offset);
    try {
      if (moved.length > 0) await client.commitOffsets(group, moved);
      for (const position of moved) shown.set(name(position), position.offset);
      if (observer.lag === undefined) continue;
      for (const topic of new Set(current.map((position) => position.topic))) {
        const ends = await client.offsets(topic);
        for (const position of current) {
          const end = position.topic === topic ? ends[position.partition]?.high : undefined;
          if (end !== undefined) observer.lag(topic, position.partition, Math.max(0, Number(end - position.offset)));
        }
      }
    } catch {
      // what matters fails elsewhere, loudly
    }
  }
}
