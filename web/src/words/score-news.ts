import type { MatchView } from "@touchline/client";
import { minute } from "@touchline/client/words";

/** A change of score as it is read out: `Goal for Crystal Palace. Crystal Palace 1, West Bromwich Albion 0. 70'.` */
export function scoreNews(before: MatchView, after: MatchView): string {
  const { homeTeam, awayTeam, score } = after;
  const standing = `${homeTeam.name} ${score.home}, ${awayTeam.name} ${score.away}.`;
  const scorer =
    after.score.home > before.score.home ? homeTeam : after.score.away > before.score.away ? awayTeam : null;
  if (scorer === null) return `Score corrected. ${standing}`;
  return `Goal for ${scorer.name}. ${standing} ${minute(after)}`.trim();
}
