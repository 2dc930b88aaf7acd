import type { Positions } from "./changelog.ts";
import { StreamsError } from "./error.ts";
import type { LogClient } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import type { Task } from "./task.ts";

/** Where a task begins in each source, and where each ended then. */
export interface Starts {
  readonly positions: Positions;
  readonly ends: Positions;
}

/**
 * Where to read each source of a task from: the restored position, or the earliest record of one that was never read. What
 * expired unread is told to the observer and passed over. Throws POSITION_LOST where a position lies behind the end.
 */
export async function startPositions(
  { application, changelog, sources }: PreparedTopology,
  tasks: readonly Task[],
  { client, observer }: { readonly client: LogClient; readonly observer: StreamsObserver },
): Promise<ReadonlyMap<Task, Starts>> {
  const starts = new Map(
    tasks.map((task) => [task, { positions: new Map<string, bigint>(), ends: new Map<string, bigint>() }]),
  );
  for (const { topic } of sources) {
    const offsets = await client.offsets(topic.name);
    for (const [task, { positions, ends }] of starts) {
      const { partition } = task;
      const position = task.positions.get(topic.name);
      const { low = 0n, high = 0n } = offsets[partition] ?? {};
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
      positions.set(topic.name, position === undefined || position < low ? low : position);
      ends.set(topic.name, high);
    }
  }
  return starts;
}
