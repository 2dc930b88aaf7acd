/** One process among those that run an application. */
export interface Instance {
  /** Tells its transactional ids from those of the others. */
  readonly id: string;
  /** True where the id outlives the process: whoever starts under it takes the place of the one before at once. */
  readonly stable: boolean;
}

/**
 * The two transactional ids that an instance's transactions take turns under. Neither name can hold a colon, so no two
 * applications come to the same id.
 */
export function transactionalIds(application: string, instance: string): readonly string[] {
  return ["a", "b"].map((turn) => `${application}:${instance}:${turn}`);
}

/** The instance that a transactional id is of; undefined where it is another application's. */
export function instanceOf(application: string, transactionalId: string): string | undefined {
  const prefix = `${application}:`;
  return transactionalId.startsWith(prefix) ? transactionalId.slice(prefix.length, -2) : undefined;
}

/**
 * What stands as metadata beside each position that the group has for a task: `{"ids":["<id>", ...],"generation":<n>}`.
 * Nobody writes for a task before the group has his claim, so whoever takes the task over knows whom to fence.
 */
export interface Claim {
  /** Transactional ids that the task's transactions are written under. */
  readonly ids: readonly string[];
  /** Of the group, when it gave the task. */
  readonly generation: number;
}

export function writeClaim({ ids, generation }: Claim): string {
  return JSON.stringify({ ids, generation });
}

/** Undefined where the task was never claimed, or not by one of ours. */
export function readClaim(metadata: string): Claim | undefined {
  try {
    const { ids, generation } = JSON.parse(metadata);
    if (!Array.isArray(ids) || !Number.isInteger(generation)) return undefined;
    return { ids: ids.filter((id) => typeof id === "string"), generation };
  } catch {
    return undefined;
  }
}
