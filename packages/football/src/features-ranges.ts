import type { Features, SideState, TeamForm } from "@touchline/schemas";
import { isCount, isOnClock, isStoppage } from "./match-ranges.ts";

type Finding = readonly [field: string, value: unknown, holds: boolean];

/**
 * The first quantity of features that cannot be, such as twelve men or NaN, in words; undefined where all can. Features
 * folded from entries that `refuseEntry` lets through always can.
 */
export function impossibleIn(features: Features): string | undefined {
  for (const [field, value, holds] of findings(features)) {
    if (!holds) return `${field} of ${features.matchId} cannot be ${String(value)}`;
  }
  return undefined;
}

function* findings(features: Features): Generator<Finding> {
  const { period, second, stoppage, halfTime, fullTime } = features;
  yield ["period", period, isCount(period) && period <= 5];
  yield ["second", second, isOnClock(period, second)];
  yield ["stoppage", stoppage, stoppage === null || isStoppage(stoppage)];
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
  yield [`${which} home goals`, home, isCount(home)];
  yield [`${which} away goals`, away, isCount(away)];
}

function* sideFindings(side: string, state: SideState): Generator<Finding> {
  const { men, expectedGoals, recentShots, recentExpectedGoals } = state;
  const isAmount = (value: number) => Number.isFinite(value) && value >= 0;
  yield [`${side} men`, men, isCount(men) && men <= 11];
  yield [`${side} expected goals`, expectedGoals, isAmount(expectedGoals)];
  yield [`${side} recent shots`, recentShots, isAmount(recentShots)];
  yield [`${side} recent expected goals`, recentExpectedGoals, isAmount(recentExpectedGoals)];
}

function* formFindings(side: string, { windows }: TeamForm): Generator<Finding> {
  for (const { last, venue, matches, goalsFor, goalsAgainst } of windows) {
    const name = `${side} form, last ${last} ${venue},`;
    yield [`${name} matches`, matches, isCount(matches) && matches <= last];
    yield [`${name} goals for`, goalsFor, isCount(goalsFor)];
    yield [`${name} goals against`, goalsAgainst, isCount(goalsAgainst)];
  }
}
