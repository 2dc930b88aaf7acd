/** One process among those that run an application. */
export interface Instance {
  /** Tells its transactional ids from those of the others. */
  readonly id: string;
  /** True where the id outlives the process: whoever starts under it takes the place of the one before at once. */
  readonly stable: boolean;
}

/** The two transactional ids that an instance's transactions take turns under. */
export function transactionalIds(application: string, instance: string): readonly string[] {
  return ["a", "b"].map((turn) => `${application}-${instance}-${turn}`);
}

/**
 * What is kept with each position that is committed to the group: the transactional ids of who wrote it,
 * `{"ids":["<id>", ...]}`. Whoever takes its task over fences them, so that nothing of the former holder's is still to come.
 */
export function writeIds(ids: readonly string[]): string {
  return JSON.stringify({ ids });
}

/** Empty where the position is nobody's, or not one of ours. */
export function readIds(metadata: string): string[] {
  try {
    const { ids } = JSON.parse(metadata);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
