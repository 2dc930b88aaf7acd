import { StreamsError } from "./error.ts";
import type { MemberMetadata } from "./group.ts";
import { assignStandbys } from "./standby-assignor.ts";

/**
 * Shares tasks out among the members of a group. Task p is partition p of every source, so sources stay co-partitioned.
 * Members go on working while the group is being shared out, so a task that is to move is nobody's at first: who has it is
 * asked to release it, joins again without it, and in the next generation the other gets it.
 *
 * Layout of what members say and are told, JSON in UTF-8:
 *
 *   subscription  {"instance":"<id>","tasks":[<task held>, ...],"generation":<of the group, when it got them>,
 *                  "ended":<generation>,"standbys":[<task copied>, ...],"warm":[<task whose copy has caught up>, ...]}
 *   assignment    {"tasks":[<task>, ...],"release":[<task>, ...],"standbys":[<task>, ...],
 *                  "ended":{"<instance>":<generation>, ...}}
 *
 * The instances of an assignment are all those of its generation. `ended` says that all transactions which an instance
 * began by a claim of that generation or an earlier one are over, but for the tasks that it holds: who takes another task
 * over from it need not fence it.
 */

/** A member, and the tasks that it holds already. */
export interface Claimant {
  readonly memberId: string;
  readonly tasks: readonly number[];
  /** Of the group, when it got them: of two who claim a task, the later holds it. */
  readonly generation: number;
  /** Tasks that it has a copy of, as good as the original. */
  readonly warm: readonly number[];
}

/**
 * Gives each of the tasks 0..count-1 to one member, in ascending order. Shares differ by one at most; as few tasks move
 * as that allows, to members that have a warm copy where there are such; the same members with the same tasks get the
 * same shares, in whichever order they are named.
 */
export function assignTasks(claimants: readonly Claimant[], count: number): Map<string, number[]> {
  const held = holders(claimants, count);
  const members = [...claimants].sort(latestFirst).map(({ memberId, warm }) => {
    return { memberId, warm, held: [...held].filter(([, holder]) => holder === memberId).map(([task]) => task) };
  });
  // the larger shares go to those who hold most: every other choice would take one more away from them
  const byHeld = members
    .sort((a, b) => b.held.length - a.held.length)
    .map((member, i) => {
      const size = Math.floor(count / members.length) + (i < count % members.length ? 1 : 0);
      return { ...member, size, share: [] as number[] };
    });
  const isWantedBy = (task: number) => byHeld.some(({ warm, held, size }) => held.length < size && warm.includes(task));
  const free = new Set(Array.from({ length: count }, (_, task) => task));
  for (const { held, size, share } of byHeld) {
    // what somebody else has a copy of is given away first
    const staying = held.sort((a, b) => Number(isWantedBy(a)) - Number(isWantedBy(b)) || a - b).slice(0, size);
    for (const task of staying) free.delete(task);
    share.push(...staying);
  }
  for (const { warm, size, share } of byHeld) {
    for (const task of warm) if (share.length < size && free.delete(task)) share.push(task);
  }
  const left = [...free].sort((a, b) => a - b);
  for (const { size, share } of byHeld) share.push(...left.splice(0, size - share.length));
  return new Map(byHeld.map(({ memberId, share }) => [memberId, share.sort((a, b) => a - b)]));
}

/** Who holds which task; in ascending order of the tasks. */
function holders(claimants: readonly Claimant[], count: number): Map<number, string> {
  const found = new Map<number, string>();
  for (const { memberId, tasks } of [...claimants].sort(latestFirst)) {
    for (const task of tasks) if (task >= 0 && task < count && !found.has(task)) found.set(task, memberId);
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

/** What a member says with each join. */
export interface Subscription extends Omit<Claimant, "memberId"> {
  readonly instance: string;
  /** Last generation whose claims it will write nothing more by, but for the tasks it holds; 0 where it cannot tell. */
  readonly ended: number;
  readonly standbys: readonly number[];
}

/** What a member is told. */
export interface Assignment {
  readonly tasks: readonly number[];
  /** Tasks that it held and that others wait for. */
  readonly release: readonly number[];
  /** Tasks to keep a copy of. */
  readonly standbys: readonly number[];
  /** What each instance of the generation has ended. */
  readonly ended: ReadonlyMap<string, number>;
}

/** The same over the wire, with `standbys` copies of each task where there are members for them; see `GroupOptions.assign`. */
export function assignShares(members: readonly MemberMetadata[], count: number, standbys = 0): Map<string, Buffer> {
  const claimants = members.map(({ memberId, metadata }) => ({ memberId, ...readSubscription(metadata) }));
  const held = holders(claimants, count);
  const targets = assignTasks(claimants, count);
  const copies = assignStandbys(claimants, targets, standbys);
  const ended = Object.fromEntries(
    claimants.map(({ memberId, instance, tasks, ended }) => {
      // what it believes to hold and does not, it may still be writing for
      const isMistaken = tasks.some((task) => held.get(task) !== memberId);
      return [instance, isMistaken ? 0 : ended];
    }),
  );
  return new Map(
    claimants.map(({ memberId }) => {
      const target = targets.get(memberId) as number[];
      const tasks = target.filter((task) => (held.get(task) ?? memberId) === memberId);
      const mine = [...held].filter(([, holder]) => holder === memberId).map(([task]) => task);
      const release = mine.filter((task) => !target.includes(task));
      const assignment = { tasks, release, standbys: copies.get(memberId) ?? [], ended };
      return [memberId, Buffer.from(JSON.stringify(assignment))];
    }),
  );
}

export function writeSubscription(subscription: Subscription): Buffer {
  return Buffer.from(JSON.stringify(subscription));
}

function readSubscription(bytes: Buffer): Subscription {
  const { instance, tasks, generation, ended, standbys, warm } = read(bytes);
  const isOurs = isNumbers(tasks) && isNumbers([generation, ended]) && isNumbers(standbys) && isNumbers(warm);
  if (typeof instance !== "string" || !isOurs) throw foreign(bytes);
  return { instance, tasks, generation: generation as number, ended: ended as number, standbys, warm };
}

/** Throws UNDECODABLE: members of another kind in the group would share out tasks that are not ours. */
export function readAssignment(bytes: Buffer): Assignment {
  // what a coordinator gives a member that nobody has named
  if (bytes.length === 0) return { tasks: [], release: [], standbys: [], ended: new Map() };
  const { tasks, release, standbys, ended } = read(bytes);
  if (!isNumbers(tasks) || !isNumbers(release) || !isNumbers(standbys)) throw foreign(bytes);
  if (typeof ended !== "object" || ended === null) throw foreign(bytes);
  const instances = Object.entries(ended);
  if (!isNumbers(instances.map(([, generation]) => generation))) throw foreign(bytes);
  return { tasks, release, standbys, ended: new Map(instances) };
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
