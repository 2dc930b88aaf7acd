import type { Odds, Result } from "@touchline/schemas";
import type { TeamKnowledge } from "./admission-rules.ts";
import { isCount, isTime } from "./match-ranges.ts";
import { type Refusal, refusal } from "./reason-codes.ts";

/** Why prices cannot be used; null where they can. */
export function refuseOdds(odds: Odds): Refusal | null {
  const short = odds.selections.find(({ price }) => !(price > 1));
  return short === undefined ? null : refusal("ODDS_TOO_SHORT", `${odds.market} ${short.name} at ${short.price}`);
}

/** Why a final score cannot be used; null where it can. */
export function refuseResult(result: Result, teams: TeamKnowledge): Refusal | null {
  const impossible = impossibleResult(result);
  if (impossible !== null) return impossible;
  const unknown = [result.home, result.away].find((team) => !teams.knows(team.id));
  return unknown ? refusal("UNKNOWN_TEAM", `no team is known as "${unknown.name}" (${unknown.id})`) : null;
}

/** Why a final score cannot be, whatever else is known; null where it can. One that cannot would spoil both sides' form. */
export function impossibleResult({ home, away, score, kickOff }: Result): Refusal | null {
  if (!isTime(kickOff)) return refusal("IMPOSSIBLE_FIXTURE", "its day is no day");
  if (home.id === away.id) return refusal("IMPOSSIBLE_FIXTURE", `${home.name} (${home.id}) plays itself`);
  if (!isCount(score.home) || !isCount(score.away)) {
    return refusal("BAD_SCORE", `${home.name} ${score.home}-${score.away} ${away.name}`);
  }
  return null;
}
