import type { Availability } from "@touchline/schemas";
import type { TeamKnowledge } from "./admission-rules.ts";
import { refuseNameless } from "./identity-rules.ts";
import { isTime } from "./match-ranges.ts";
import { type Refusal, refusal } from "./reason-codes.ts";
import { type Suspicion, suspicion } from "./suspicions.ts";

const dayMs = 86_400_000;

/** Why a statement on a player cannot be used; null where it can. */
export function refuseAvailability(told: Availability, teams: TeamKnowledge): Refusal | null {
  const { provider, teamId, revision, player, providerTime, expectedReturn } = told;
  const nameless = refuseNameless({ provider, team: teamId, "player's name": player.name });
  if (nameless !== null) return nameless;
  if (!Number.isInteger(revision) || revision < 1) {
    return refusal("REVISION_INVALID", `revision ${revision} of ${player.name}`);
  }
  if (!isTime(providerTime) || (expectedReturn !== null && !isTime(expectedReturn))) {
    return refusal("TIME_INVALID", `told at ${providerTime}, expected back at ${expectedReturn}`);
  }
  return teams.knows(teamId) ? null : refusal("UNKNOWN_TEAM", `no team is known as ${teamId}`);
}

/** What is odd about a statement on a player that can be used. */
export function suspiciousAvailability({ state, player, expectedReturn, providerTime }: Availability): Suspicion[] {
  const isOut = state === "OUT" || state === "SUSPENDED";
  if (!isOut || expectedReturn === null || expectedReturn >= providerTime - dayMs) return [];
  const back = new Date(expectedReturn).toISOString().slice(0, 10);
  return [suspicion("RETURN_PASSED", `${player.name} is ${state}, and was expected back on ${back}`)];
}
