import type { MatchView } from "@touchline/client";
import { momentWords, percent, points } from "@touchline/client/words";

/** Events that are too many and too small to tell one by one. */
const quiet: ReadonlySet<string | null> = new Set(["CLOCK", "SHOT", "SUBSTITUTION", "YELLOW"]);

/** One line for a terminal about what changed a match: score, home, draw, away, and why; undefined for what is too small to tell. */
export function causeLine({ cause, score, matchResult, change, homeTeam, awayTeam }: MatchView): string | undefined {
  if (quiet.has(cause.type)) return undefined;
  const chances = [matchResult.home, matchResult.draw, matchResult.away]
    .map((p) => percent(p, 1).padStart(6))
    .join(" ");
  const moved = change === null ? "" : points(change.home);
  const what = momentWords(cause, { home: homeTeam.name, away: awayTeam.name });
  return `${score.home}-${score.away}  ${chances} ${moved.padStart(6)}  ${what}`;
}
