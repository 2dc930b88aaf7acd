import type { ClosingPrices, Counts, Result, Score } from "@touchline/schemas";
import type { TeamKnowledge } from "./admission-rules.ts";
import { refuseNameless } from "./identity-rules.ts";
import { isCount, isTime } from "./match-ranges.ts";
import { refusePrices } from "./odds-rules.ts";
import { type Refusal, refusal } from "./reason-codes.ts";
import { isInSeason } from "./season-span.ts";
import { type Suspicion, suspicion } from "./suspicions.ts";

const hourMs = 3_600_000;
/** Where only the day is known, its noon UTC may be this long after the end of a match on the far side of the date line. */
const dayToleranceMs = 24 * hourMs;
/** Later than any extra time with its stoppage. */
const minuteMax = 150;

/** Why a final score cannot be used; null where it can. `now` is when it came, ms since the epoch; null where nobody knows. */
export function refuseResult(result: Result, teams: TeamKnowledge, now: number | null): Refusal | null {
  const impossible = impossibleResult(result);
  if (impossible !== null) return impossible;
  if (now !== null && result.kickOff > now + dayToleranceMs) {
    const [kickOff, came] = [result.kickOff, now].map((time) => new Date(time).toISOString());
    return refusal("RESULT_BEFORE_KICK_OFF", `it came at ${came}, its kick-off is ${kickOff}`);
  }
  const unknown = [result.home, result.away].find((team) => !teams.knows(team.id));
  return unknown ? refusal("UNKNOWN_TEAM", `no team is known as "${unknown.name}" (${unknown.id})`) : null;
}

/** Why a final score cannot be, whatever else is known; null where it can. One that cannot would spoil both sides' form. */
export function impossibleResult(result: Result): Refusal | null {
  const { provider, matchId, revision, home, away, score, kickOff } = result;
  const nameless = refuseNameless({ provider, matchId, "home team": home.id, "away team": away.id });
  if (nameless !== null) return nameless;
  if (!isCount(revision) || revision < 1) return refusal("REVISION_INVALID", `revision ${revision} of ${matchId}`);
  if (!isTime(kickOff)) return refusal("IMPOSSIBLE_FIXTURE", "its day is no day");
  if (home.id === away.id) return refusal("IMPOSSIBLE_FIXTURE", `${home.name} (${home.id}) plays itself`);
  if (!isScore(score)) return refusal("BAD_SCORE", `${home.name} ${shown(score)} ${away.name}`);
  return impossibleDetail(result) ?? impossiblePrices(result.closing);
}

/** What is odd about a final score that can be used. */
export function suspiciousResult(result: Result): Suspicion[] {
  const { competition, season, kickOff, homeCounts, awayCounts } = result;
  const found: Suspicion[] = [];
  if (competition.trim() === "" || season.trim() === "") {
    found.push(suspicion("CONTEXT_MISSING", `competition "${competition}", season "${season}"`));
  }
  if (!isInSeason(kickOff, season)) {
    found.push(suspicion("SEASON_MISMATCH", `${new Date(kickOff).toISOString().slice(0, 10)} in season ${season}`));
  }
  for (const [side, counts] of [["home", homeCounts] as const, ["away", awayCounts] as const]) {
    const { shots = null, shotsOnTarget = null } = counts ?? {};
    if (shots === null || shotsOnTarget === null || shotsOnTarget <= shots) continue;
    found.push(suspicion("COUNTS_CONTRADICT", `${side} side: ${shotsOnTarget} shots on target of ${shots} shots`));
  }
  return found;
}

function impossibleDetail({ score, halfTime, homeCounts, awayCounts, goalTimes }: Result): Refusal | null {
  if (halfTime !== null && !(isScore(halfTime) && halfTime.home <= score.home && halfTime.away <= score.away)) {
    return refusal("BAD_HALF_TIME", `${shown(halfTime)} at half-time, ${shown(score)} in the end`);
  }
  for (const counts of [homeCounts, awayCounts]) {
    const bad = Object.entries(counts ?? ({} as Counts)).find(([, count]) => count !== null && !isCount(count));
    if (bad !== undefined) return refusal("BAD_COUNTS", `${bad[1]} ${bad[0]}`);
  }
  if (goalTimes === null) return null;
  const home = goalTimes.filter(({ side }) => side === "HOME").length;
  if (home !== score.home || goalTimes.length - home !== score.away) {
    return refusal("BAD_GOAL_TIMES", `times of ${home}-${goalTimes.length - home}, a score of ${shown(score)}`);
  }
  const bad = goalTimes.find(({ minute }) => !isCount(minute) || minute < 1 || minute > minuteMax);
  return bad === undefined ? null : refusal("BAD_GOAL_TIMES", `a goal in minute ${bad.minute}`);
}

/** Closing prices are held to what is asked of any others: ratings learn from them. */
function impossiblePrices(closing: ClosingPrices | null): Refusal | null {
  if (closing === null) return null;
  const { home, draw, away, over, under } = closing;
  const named = (prices: Readonly<Record<string, number>>) =>
    Object.entries(prices).map(([name, price]) => ({ name, price }));
  const ofGoals = over === null || under === null ? null : refusePrices("OVER_UNDER", named({ over, under }));
  return refusePrices("MATCH_RESULT", named({ home, draw, away })) ?? ofGoals;
}

function isScore({ home, away }: Score): boolean {
  return isCount(home) && isCount(away);
}

function shown({ home, away }: Score): string {
  return `${home}-${away}`;
}
