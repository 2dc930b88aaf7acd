/** The part of V8's .cpuprofile format that a table needs; times are µs. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface ProfileRow {
  readonly name: string;
  readonly selfUs: number;
}

/** Time in each group's own functions, the most first; `groupOf` names the group of a function, idle time is left out. */
export function selfTimes(
  profile: CpuProfile,
  groupOf: (functionName: string, url: string) => string,
): readonly ProfileRow[] {
  const names = new Map<number, string | undefined>();
  for (const { id, callFrame } of profile.nodes) {
    const { functionName, url } = callFrame;
    names.set(id, functionName === "(idle)" ? undefined : groupOf(functionName, url));
  }
  const times = new Map<string, number>();
  for (const [i, id] of profile.samples.entries()) {
    const name = names.get(id);
    // a delta leads up to its sample: what ran between two samples is counted for the second
    if (name !== undefined) times.set(name, (times.get(name) ?? 0) + (profile.timeDeltas[i] ?? 0));
  }
  return [...times].map(([name, selfUs]) => ({ name, selfUs })).toSorted((a, b) => b.selfUs - a.selfUs);
}
