import type { Clock } from "./clock.ts";
import { StreamsError } from "./error.ts";
import type { CommittedPosition } from "./group.ts";
import { readClaim, transactionalIds } from "./instance.ts";
import type { Lane } from "./lane.ts";
import type { LogClient, TopicPartition } from "./log-client.ts";
import type { Share } from "./membership.ts";
import type { PreparedTopology } from "./prepared-topology.ts";

/** A position that stays pending for longer than any transaction may take, ms. */
const pendingForMs = 45_000;

export interface TakeOverOptions {
  readonly client: LogClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Id of this process. */
  readonly instance: string;
  /** Whether the share is still the one that counts. */
  readonly isCurrent: () => boolean;
  /** Some lanes have been checked; of these the given ones are new, to be restored. */
  readonly checked: (settled: readonly Lane[]) => void;
  /** A lane of before has been claimed by someone else meanwhile: gives one to take over in its place. */
  readonly renew: (lane: Lane) => Lane;
}

/**
 * Sees to it that nothing of anybody else's is still to come for the lanes of a share. The group refuses claims of earlier
 * generations, and one that is under way is waited for, so the claim found is the last; the ids that stand in it are fenced,
 * which ends the transactions under way. Lanes of before go on at once where nobody else has claimed them.
 * Rejects with RESTORE_STALLED where a position stays pending.
 */
export async function takeOver(
  share: Share,
  lanes: readonly Lane[],
  { application, sources }: PreparedTopology,
  options: TakeOverOptions,
): Promise<void> {
  const { client, clock, signal } = options;
  const started = clock.now();
  // by id, other than for what it holds: up to the claims of which generation nothing is to come any more
  const ended = new Map<string, number>();
  for (const [instance, generation] of share.ended) {
    for (const id of transactionalIds(application, instance)) ended.set(id, generation);
  }
  // ours were fenced when this session opened its writers
  for (const id of transactionalIds(application, options.instance)) ended.set(id, Number.POSITIVE_INFINITY);
  let waiting = [...lanes];
  for (let attempt = 1; waiting.length > 0; attempt++) {
    const asked = waiting.flatMap(({ partition }) => sources.map(({ topic }) => ({ topic: topic.name, partition })));
    const { positions, pending } = await client.committed(application, asked);
    if (!options.isCurrent()) return;
    const foreign = new Set<string>();
    const settled: Lane[] = [];
    const still: Lane[] = [];
    for (let lane of waiting) {
      const found = positions.filter(({ partition }) => partition === lane.partition);
      const isPending = pending.some(({ partition }) => partition === lane.partition);
      // our own claim on its way, or somebody's that we have missed: the next answer tells
      if (lane.isSettled && isPending) {
        still.push(lane);
        continue;
      }
      if (lane.isSettled && !lane.agrees(found)) lane = options.renew(lane);
      if (!lane.isSettled) {
        const ids = idsToFence(found, ended);
        for (const id of ids) foreign.add(id);
        if (isPending || ids.length > 0) {
          still.push(lane);
          continue;
        }
      }
      if (!lane.isSettled) {
        lane.settle(found);
        settled.push(lane);
      }
      lane.checked = share;
    }
    if (still.length < waiting.length) options.checked(settled);
    waiting = still;
    await Promise.all([...foreign].map((id) => client.fence(id)));
    for (const id of foreign) ended.set(id, Number.POSITIVE_INFINITY);
    if (foreign.size > 0 || waiting.length === 0) continue;
    if (clock.now() - started > pendingForMs) throw stalled(application, pending);
    await clock.sleep(Math.min(2 ** attempt, 100), signal);
    if (signal.aborted) return;
  }
}

/** Of those who claimed the positions, whoever may still have a transaction under way by that claim. */
function idsToFence(found: readonly CommittedPosition[], ended: ReadonlyMap<string, number>): string[] {
  const claims = found.map(({ metadata }) => readClaim(metadata)).filter((claim) => claim !== undefined);
  return claims.flatMap(({ ids, generation }) => ids.filter((id) => (ended.get(id) ?? -1) < generation));
}

function stalled(application: string, pending: readonly TopicPartition[]): StreamsError {
  const names = pending.map(({ topic, partition }) => `${topic} ${partition}`).join(", ");
  return new StreamsError(
    "RESTORE_STALLED",
    `a transaction holds the positions of ${application} in ${names} for more than ${pendingForMs / 1_000} s: look at the brokers`,
  );
}
