import type { Features, SideState, TeamForm } from "@touchline/schemas";
import type { Refusal } from "./reason-codes.ts";

/** Beyond any match ever played: a feed that says so is wrong. */
const goalsMax = 99;
/** An hour of a half, and as much stoppage as has never been. */
const secondMax = 7_200;

type Finding = readonly [field: string, value: unknown, holds: boolean];

/** Why a model cannot use these features; undefined where it can. */
export function featuresProblem(key: string, features: Features): Refusal | undefined {
  if (features.matchId !== key) {
    return { code: "KEY_MISMATCH", message: `the features of match ${features.matchId} have the key ${key}` };
  }
  for (const [field, value, holds] of findings(features)) {
    if (!holds) return { code: "FEATURES_OUT_OF_RANGE", message: `${field} of ${key} cannot be ${String(value)}` };
  }
  return undefined;
}

function* findings(features: Features): Generator<Finding> {
  const { period, second, stoppage, halfTime, fullTime } = features;
  yield ["period", period, isCount(period, 5)];
  yield ["second", second, isWithin(second, secondMax)];
  yield ["stoppage", stoppage, stoppage === null || isWithin(stoppage, secondMax)];
  yield ["half-time score", halfTime, period < 2 || halfTime !== null];
  yield ["score after 90 minutes", fullTime, period < 3 || fullTime !== null];
  if (fullTime !== null) yield* scoreFindings("full-time", fullTime.home, fullTime.away);
  yield* scoreFindings("present", features.home.goals, features.away.goals);
  yield* sideFindings("home", features.home);
  yield* sideFindings("away", features.away);
  yield* formFindings("home", features.homeForm);
  yield* formFindings("away", features.awayForm);
}

function* scoreFindings(which: string, home: number, away: number): Generator<Finding> {
  yield [`${which} home goals`, home, isCount(home, goalsMax)];
  yield [`${which} away goals`, away, isCount(away, goalsMax)];
}

function* sideFindings(side: string, { men, expectedGoals }: SideState): Generator<Finding> {
  yield [`${side} men`, men, isCount(men, 11)];
  yield [`${side} expected goals`, expectedGoals, isWithin(expectedGoals, goalsMax)];
}

function* formFindings(side: string, { windows }: TeamForm): Generator<Finding> {
  for (const { last, venue, matches, goalsFor, goalsAgainst } of windows) {
    const name = `${side} form, last ${last} ${venue},`;
    yield [`${name} matches`, matches, isCount(matches, last)];
    yield [`${name} goals for`, goalsFor, isCount(goalsFor, goalsMax * matches)];
    yield [`${name} goals against`, goalsAgainst, isCount(goalsAgainst, goalsMax * matches)];
  }
}

function isCount(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}

/** False for NaN too. */
function isWithin(value: number, max: number): boolean {
  return value >= 0 && value <= max;
}
