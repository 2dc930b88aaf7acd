import type { MatchView, PhaseName } from "@touchline/client";

export interface Section {
  readonly title: string;
  readonly matches: readonly MatchView[];
}

/** Matches as the list shows them: being played, to come, over; each by kick-off, the latest first where they are over. */
export function sections(matches: readonly MatchView[]): Section[] {
  const sorted = [...matches].sort((a, b) => a.kickOff - b.kickOff || (a.matchId < b.matchId ? -1 : 1));
  const among = (...phases: PhaseName[]) => sorted.filter(({ phase }) => phases.includes(phase));
  return [
    { title: "Being played", matches: among("LIVE", "BREAK") },
    { title: "To come", matches: among("PRE_MATCH") },
    { title: "Over", matches: among("FINISHED", "CALLED_OFF").reverse() },
  ].filter((section) => section.matches.length > 0);
}
