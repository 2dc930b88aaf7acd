import { StreamsError } from "./error.ts";
import type { MemberMetadata } from "./group.ts";

/**
 * Shares tasks out among the members of a group. Task p is partition p of every source, so sources stay co-partitioned.
 *
 * Layout of what members say and are told, JSON in UTF-8:
 *
 *   metadata    {"instance":"<id>","tasks":[<task held>, ...],"generation":<of the group, when it got them>}
 *   assignment  {"tasks":[<task>, ...],"instances":["<id>", ...]}
 *
 * The instances of an assignment are all those of its generation. Whoever takes a task over from one of them need not fence
 * it: it has joined again, so it has ended what it had under way, or will.
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

/** What a member says with each join. */
export interface Claim extends Omit<Claimant, "memberId"> {
  readonly instance: string;
}

/** What a member is told: its own tasks, and who else is there. */
export interface Assignment {
  readonly tasks: readonly number[];
  readonly instances: readonly string[];
}

/** The same over the wire; see `GroupOptions.assign`. */
export function assignShares(members: readonly MemberMetadata[], count: number): Map<string, Buffer> {
  const claims = members.map(({ memberId, metadata }) => ({ memberId, ...readClaim(metadata) }));
  const instances = claims.map(({ instance }) => instance);
  const shares = [...assignTasks(claims, count)];
  return new Map(shares.map(([memberId, tasks]) => [memberId, Buffer.from(JSON.stringify({ tasks, instances }))]));
}

export function writeClaim(claim: Claim): Buffer {
  return Buffer.from(JSON.stringify(claim));
}

function readClaim(bytes: Buffer): Claim {
  const { instance, tasks, generation } = read(bytes);
  if (typeof instance !== "string" || !isNumbers(tasks) || !isNumbers([generation])) throw foreign(bytes);
  return { instance, tasks, generation: generation as number };
}

/** Throws UNDECODABLE: members of another kind in the group would share out tasks that are not ours. */
export function readAssignment(bytes: Buffer): Assignment {
  // what a coordinator gives a member that nobody has named
  if (bytes.length === 0) return { tasks: [], instances: [] };
  const { tasks, instances } = read(bytes);
  if (!isNumbers(tasks) || !Array.isArray(instances)) throw foreign(bytes);
  return { tasks, instances };
}

function read(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString()) ?? {};
  } catch {
    throw foreign(bytes);
  }
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(Number.isInteger);
}

function foreign(bytes: Buffer): StreamsError {
  return new StreamsError(
    "UNDECODABLE",
    `a member of the group says ${bytes.subarray(0, 80)}, which is none of ours: give each application an id of its own`,
  );
}

function latestFirst(a: Claimant, b: Claimant): number {
  return b.generation - a.generation || (a.memberId < b.memberId ? -1 : 1);
}
