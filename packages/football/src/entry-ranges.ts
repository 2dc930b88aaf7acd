import type { Fixture, LineUp, MatchEvent } from "@touchline/schemas";
import { refuseNameless } from "./identity-rules.ts";
import { wrongWithTeam } from "./line-up-rules.ts";
import { entryId, type MatchEntry } from "./match-entry.ts";
import { isCount, isOnClock, isStoppage, isTime } from "./match-ranges.ts";
import { type Refusal, refusal } from "./reason-codes.ts";

/**
 * Why an entry cannot be, whatever else is known of its match; null where it can. It follows from the entry alone, so
 * everyone who reads it in whatever order comes to the same answer.
 */
export function refuseEntry(entry: MatchEntry): Refusal | null {
  const { provider, matchId, revision, providerTime } = entry.value;
  const nameless = refuseNameless({ provider, match: matchId });
  if (nameless !== null) return nameless;
  if (!isTime(providerTime)) return refusal("TIME_INVALID", `${entryId(entry)} told at ${providerTime}`);
  if (!Number.isInteger(revision) || revision < 1) {
    return refusal("REVISION_INVALID", `revision ${revision} of ${entryId(entry)}`);
  }
  switch (entry.schema) {
    case "Fixture":
      return refuseFixture(entry.value);
    case "LineUp":
      return refuseLineUp(entry.value);
    case "MatchEvent":
      return refuseEvent(entry.value);
  }
}

function refuseFixture({ kickOff, home, away }: Fixture): Refusal | null {
  const nameless = refuseNameless({ "home team": home.id, "away team": away.id });
  if (nameless !== null) return nameless;
  if (!isTime(kickOff)) return refusal("IMPOSSIBLE_FIXTURE", "its kick-off is no time");
  if (home.id === away.id) return refusal("IMPOSSIBLE_FIXTURE", `${home.name} (${home.id}) plays itself`);
  return null;
}

function refuseLineUp(lineUp: LineUp): Refusal | null {
  const wrong = wrongWithTeam(lineUp);
  return wrong === null ? null : refusal("IMPOSSIBLE_LINE_UP", `${lineUp.side.toLowerCase()} side: ${wrong}`);
}

/** What counts for a side, and would count for none without one. */
const ofASide: ReadonlySet<MatchEvent["type"]> = new Set([
  "GOAL",
  "OWN_GOAL",
  "PENALTY_SCORED",
  "PENALTY_MISSED",
  "YELLOW",
  "SECOND_YELLOW",
  "RED",
  "SUBSTITUTION",
  "SHOT",
] as const);

function refuseEvent(event: MatchEvent): Refusal | null {
  const { eventId, type, status, side, period, second, stoppage, expectedGoals, score } = event;
  const nameless = refuseNameless({ event: eventId });
  if (nameless !== null) return nameless;
  // what is tentative, or taken back, need not say yet (or no longer) whose it is
  if (side === null && status === "CONFIRMED" && ofASide.has(type)) {
    return refusal("SIDE_MISSING", `${type} ${eventId} counts for no side`);
  }
  if (period === 0 || !isOnClock(period, second)) {
    return refusal("CLOCK_OUT_OF_RANGE", `second ${second} of period ${period}`);
  }
  if (stoppage !== null && !isStoppage(stoppage)) {
    return refusal("BAD_STOPPAGE", `${stoppage} seconds of stoppage in period ${period}`);
  }
  if (expectedGoals !== null && !(expectedGoals >= 0 && expectedGoals <= 1)) {
    return refusal("BAD_EXPECTED_GOALS", `a shot with ${expectedGoals} expected goals`);
  }
  if (score !== null && !(isCount(score.home) && isCount(score.away))) {
    return refusal("BAD_SCORE", `a score of ${score.home}-${score.away}`);
  }
  return null;
}
