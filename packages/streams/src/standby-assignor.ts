/** What a member says of its copies. */
interface Copier {
  readonly memberId: string;
  readonly standbys: readonly number[];
}

/**
 * Gives `standbys` copies of each task to members that are not to have the task itself: to those that keep one already
 * where there are such, and else to who has fewest tasks and copies. Where members are too few there are fewer copies.
 */
export function assignStandbys(
  members: readonly Copier[],
  targets: ReadonlyMap<string, readonly number[]>,
  standbys: number,
): Map<string, number[]> {
  const sorted = [...members].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const copies = new Map<string, number[]>(sorted.map(({ memberId }) => [memberId, []]));
  const tasks = [...targets.values()].flat().sort((a, b) => a - b);
  const perTask = Math.min(standbys, members.length - 1);
  // so that those who have copies already do not take on all the others too
  const most = Math.ceil((tasks.length * perTask) / Math.max(1, members.length));
  const load = (memberId: string) => (copies.get(memberId)?.length ?? 0) + (targets.get(memberId)?.length ?? 0);
  const needed = new Map(tasks.map((task) => [task, perTask]));
  const give = (task: number, memberId: string) => {
    copies.get(memberId)?.push(task);
    needed.set(task, (needed.get(task) ?? 0) - 1);
  };
  const canTake = (task: number, memberId: string) =>
    (needed.get(task) ?? 0) > 0 && !targets.get(memberId)?.includes(task) && !copies.get(memberId)?.includes(task);
  for (const task of tasks) {
    for (const { memberId, standbys: kept } of sorted) {
      const has = copies.get(memberId)?.length ?? 0;
      if (kept.includes(task) && has < most && canTake(task, memberId)) give(task, memberId);
    }
  }
  for (const task of tasks) {
    while ((needed.get(task) ?? 0) > 0) {
      const able = sorted.filter(({ memberId }) => canTake(task, memberId));
      const least = able.sort((a, b) => load(a.memberId) - load(b.memberId))[0];
      if (least === undefined) break;
      give(task, least.memberId);
    }
  }
  for (const kept of copies.values()) kept.sort((a, b) => a - b);
  return copies;
}
