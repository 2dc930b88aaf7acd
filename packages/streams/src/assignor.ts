import { StreamsError } from "./error.ts";
import type { MemberMetadata } from "./group.ts";

/**
 * Shares tasks out among the members of a group. Task p is partition p of every source, so sources stay co-partitioned.
 *
 * Layout of what members say and are told, JSON in UTF-8:
 *
 *   metadata    {"tasks":[<task held>, ...],"generation":<of the group, when it got them>}
 *   assignment  {"tasks":[<task>, ...]}
 */

/** A member, and the tasks that it holds already. */
export interface Claimant {
  readonly memberId: string;
  readonly tasks: readonly number[];
  /** Of the group, when it got them: of two who claim a task, the later holds it. */
  readonly generation: number;
}

/**
 * Gives each of the tasks 0..count-1 to one member, in ascending order. Shares differ by one at most; as few tasks move
 * as that allows; the same members with the same tasks get the same shares, in whichever order they are named.
 */
export function assignTasks(claimants: readonly Claimant[], count: number): Map<string, number[]> {
  const free = new Set(Array.from({ length: count }, (_, task) => task));
  const members = [...claimants].sort(latestFirst).map(({ memberId, tasks }) => {
    const held = [...new Set(tasks)].filter((task) => free.delete(task)).sort((a, b) => a - b);
    return { memberId, held };
  });
  // the larger shares go to those who hold most: every other choice would take one more away from them
  const byHeld = [...members].sort((a, b) => b.held.length - a.held.length);
  const shares = new Map<string, number[]>();
  for (const [i, { memberId, held }] of byHeld.entries()) {
    const size = Math.floor(count / members.length) + (i < count % members.length ? 1 : 0);
    for (const task of held.slice(size)) free.add(task);
    shares.set(memberId, held.slice(0, size));
  }
  const left = [...free].sort((a, b) => a - b);
  for (const [i, { memberId }] of byHeld.entries()) {
    const size = Math.floor(count / members.length) + (i < count % members.length ? 1 : 0);
    const share = shares.get(memberId) as number[];
    share.push(...left.splice(0, size - share.length));
    share.sort((a, b) => a - b);
  }
  return shares;
}

/** The same over the wire; see `GroupOptions.assign`. */
export function assignShares(members: readonly MemberMetadata[], count: number): Map<string, Buffer> {
  const claimants = members.map(({ memberId, metadata }) => ({ memberId, ...readClaim(metadata) }));
  return new Map([...assignTasks(claimants, count)].map(([memberId, tasks]) => [memberId, writeTasks(tasks)]));
}

export function writeTasks(tasks: readonly number[]): Buffer {
  return Buffer.from(JSON.stringify({ tasks }));
}

export function readTasks(bytes: Buffer): number[] {
  // what a coordinator gives a member that nobody has named
  return bytes.length === 0 ? [] : readClaim(bytes).tasks;
}

export function writeClaim(claim: Omit<Claimant, "memberId">): Buffer {
  return Buffer.from(JSON.stringify(claim));
}

/** Throws UNDECODABLE: members of another kind in the group would share out tasks that are not ours. */
function readClaim(bytes: Buffer): { tasks: number[]; generation: number } {
  try {
    const { tasks, generation = 0 } = JSON.parse(bytes.toString());
    if (Array.isArray(tasks) && [...tasks, generation].every(Number.isInteger)) return { tasks, generation };
  } catch {
    // said below
  }
  throw new StreamsError(
    "UNDECODABLE",
    `a member of the group says ${bytes.subarray(0, 80)}, which is none of ours: give each application an id of its own`,
  );
}

function latestFirst(a: Claimant, b: Claimant): number {
  return b.generation - a.generation || (a.memberId < b.memberId ? -1 : 1);
}
