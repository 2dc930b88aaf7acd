import { StreamsError } from "./error.ts";
import type { LogClient, StartAt, TopicPartition } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import type { Task } from "./task.ts";

type Start = TopicPartition & { readonly start: StartAt };

/**
 * Where to read each source partition from: the restored position, or the earliest record of one that was never read. What
 * expired unread is told to the observer and passed over. Throws POSITION_LOST where a position lies behind the end.
 */
export async function startPositions(
  { application, changelog, sources }: PreparedTopology,
  tasks: readonly Task[],
  { client, observer }: { readonly client: LogClient; readonly observer: StreamsObserver },
): Promise<Start[]> {
  const starts: Start[] = [];
  for (const { topic } of sources) {
    const ends = await client.offsets(topic.name);
    for (const { partition, positions } of tasks) {
      const position = positions.get(topic.name);
      const { low = 0n, high = 0n } = ends[partition] ?? {};
      const name = `${topic.name} ${partition}`;
      if (position !== undefined && position > high) {
        throw new StreamsError(
          "POSITION_LOST",
          `${name} ends at ${high}, before the position ${position} of ${application}: the topic was made anew or lost ` +
            `records; delete ${changelog} to fold it from its start`,
        );
      }
      if (position !== undefined && position < low) {
        observer.state?.("restoring", `${name}: ${low - position} offsets expired before they were read`);
      }
      const start = position === undefined || position < low ? "earliest" : position;
      starts.push({ topic: topic.name, partition, start });
    }
  }
  return starts;
}
