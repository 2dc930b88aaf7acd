import { StreamsError } from "./error.ts";
import type { MemberMetadata } from "./group.ts";

/**
 * Shares tasks out among the members of a group. Task p is partition p of every source, so sources stay co-partitioned.
 *
 * Layout of what members say and are told, JSON in UTF-8:
 *
 *   subscription  {"instance":"<id>","tasks":[<task held>, ...],"generation":<of the group, when it got them>,"ended":<generation>}
 *   assignment    {"tasks":[<task>, ...],"ended":{"<instance>":<generation>, ...}}
 *
 * The instances of an assignment are all those of its generation. `ended` says that all transactions which an instance
 * began by a claim of that generation or an earlier one are over: who takes a task over from it need not fence it.
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
export interface Subscription extends Omit<Claimant, "memberId"> {
  readonly instance: string;
  /** Last generation whose claims it will write nothing more by; 0 where it cannot tell. */
  readonly ended: number;
}

/** What a member is told: its own tasks, and what each instance of the generation has ended. */
export interface Assignment {
  readonly tasks: readonly number[];
  readonly ended: ReadonlyMap<string, number>;
}

/** The same over the wire; see `GroupOptions.assign`. */
export function assignShares(members: readonly MemberMetadata[], count: number): Map<string, Buffer> {
  const claimants = members.map(({ memberId, metadata }) => ({ memberId, ...readSubscription(metadata) }));
  const ended = Object.fromEntries(claimants.map((each) => [each.instance, each.ended]));
  const shares = [...assignTasks(claimants, count)];
  return new Map(shares.map(([memberId, tasks]) => [memberId, Buffer.from(JSON.stringify({ tasks, ended }))]));
}

export function writeSubscription(subscription: Subscription): Buffer {
  return Buffer.from(JSON.stringify(subscription));
}

function readSubscription(bytes: Buffer): Subscription {
  const { instance, tasks, generation, ended } = read(bytes);
  if (typeof instance !== "string" || !isNumbers(tasks) || !isNumbers([generation, ended])) throw foreign(bytes);
  return { instance, tasks, generation: generation as number, ended: ended as number };
}

/** Throws UNDECODABLE: members of another kind in the group would share out tasks that are not ours. */
export function readAssignment(bytes: Buffer): Assignment {
  // what a coordinator gives a member that nobody has named
  if (bytes.length === 0) return { tasks: [], ended: new Map() };
  const { tasks, ended } = read(bytes);
  if (!isNumbers(tasks) || typeof ended !== "object" || ended === null) throw foreign(bytes);
  const instances = Object.entries(ended);
  if (!isNumbers(instances.map(([, generation]) => generation))) throw foreign(bytes);
  return { tasks, ended: new Map(instances) };
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
