import { StreamsError } from "./error.ts";
import type { MemberMetadata } from "./group.ts";

/**
 * Shares tasks out among the members of a group. Task p is partition p of every source, so sources stay co-partitioned.
 *
 * Layout of what members say and are told, JSON in UTF-8:
 *
 *   metadata    {"tasks":[<task held>, ...]}
 *   assignment  {"tasks":[<task>, ...]}
 */

/** A member, and the tasks that it holds already. */
export interface Claimant {
  readonly memberId: string;
  readonly tasks: readonly number[];
}

/**
 * Gives each of the tasks 0..count-1 to one member, in ascending order. Shares differ by one at most; as few tasks move
 * as that allows; the same members with the same tasks get the same shares, in whichever order they are named.
 */
export function assignTasks(claimants: readonly Claimant[], count: number): Map<string, number[]> {
  const free = new Set(Array.from({ length: count }, (_, task) => task));
  const members = [...claimants].sort(byId).map(({ memberId, tasks }) => {
    // where two claim the same task, the first has it
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
  const claimants = members.map(({ memberId, metadata }) => ({ memberId, tasks: readTasks(metadata) }));
  return new Map([...assignTasks(claimants, count)].map(([memberId, tasks]) => [memberId, writeTasks(tasks)]));
}

export function writeTasks(tasks: readonly number[]): Buffer {
  return Buffer.from(JSON.stringify({ tasks }));
}

/** Throws UNDECODABLE: members of another kind in the group would share out tasks that are not ours. */
export function readTasks(bytes: Buffer): number[] {
  try {
    // what a coordinator gives a member without a share
    if (bytes.length === 0) return [];
    const { tasks } = JSON.parse(bytes.toString());
    if (Array.isArray(tasks) && tasks.every((task) => Number.isInteger(task))) return tasks;
  } catch {
    // said below
  }
  throw new StreamsError(
    "UNDECODABLE",
    `the group's members say ${bytes.subarray(0, 80)}, which is none of ours: give each application an id of its own`,
  );
}

function byId(a: Claimant, b: Claimant): number {
  return a.memberId < b.memberId ? -1 : 1;
}
