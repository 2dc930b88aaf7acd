import {
  compareEntries,
  entryId,
  foldMatch,
  type MatchEntry,
  type MatchState,
  matchAtStart,
} from "@touchline/football";

/**
 * What had been said of a match by a moment (ms since the epoch) of the providers' clocks, in match order: of each statement its
 * highest revision by then. `earlier`: versions that later ones have replaced.
 */
export function entriesAsOf(
  entries: readonly MatchEntry[],
  earlier: readonly MatchEntry[],
  at: number,
): readonly MatchEntry[] {
  const known = new Map<string, MatchEntry>();
  for (const entry of [...earlier, ...entries]) {
    if (entry.value.providerTime > at) continue;
    const id = entryId(entry);
    const other = known.get(id);
    if (other === undefined || other.value.revision < entry.value.revision) known.set(id, entry);
  }
  return [...known.values()].sort(compareEntries);
}

/** The state of a match as it was at a moment, by the same fold as it is now. */
export function matchAsOf(entries: readonly MatchEntry[], earlier: readonly MatchEntry[], at: number): MatchState {
  return entriesAsOf(entries, earlier, at).reduce(foldMatch, matchAtStart);
}
