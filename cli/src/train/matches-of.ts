import type { Result } from "@touchline/schemas";

/** Results of some seasons in the order of time. */
export function matchesOf(
  results: ReadonlyMap<string, Result>,
  { from, until }: { readonly from: number; readonly until: number },
): Result[] {
  return [...results.values()]
    .filter((result) => seasonOf(result) >= from && seasonOf(result) <= until)
    .sort((a, b) => a.kickOff - b.kickOff || (a.matchId < b.matchId ? -1 : 1));
}

/** Year that a match's season began in. */
export function seasonOf({ season }: Pick<Result, "season">): number {
  return Number.parseInt(season, 10);
}
