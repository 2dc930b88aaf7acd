import type { Features, SideState, TeamForm } from "@touchline/schemas";
import { isCount, isOnClock, isStoppage } from "./match-ranges.ts";

/** A quantity that cannot be, in words, and its value. Made for what is wrong alone: each features record is looked through. */
type Wrong = readonly [field: string, value: unknown];

/**
 * The first quantity of features that cannot be, such as twelve men or NaN, in words; undefined where all can. Features
 * folded from entries that `refuseEntry` lets through always can.
 */
export function impossibleIn(features: Features): string | undefined {
  const wrong =
    wrongClock(features) ??
    wrongScore("present", features.home.goals, features.away.goals) ??
    wrongSide("home", features.home) ??
    wrongSide("away", features.away) ??
    wrongForm("home", features.homeForm) ??
    wrongForm("away", features.awayForm);
  return wrong && `${wrong[0]} of ${features.matchId} cannot be ${String(wrong[1])}`;
}

function wrongClock({ period, second, stoppage, halfTime, fullTime }: Features): Wrong | undefined {
  if (!(isCount(period) && period <= 5)) return ["period", period];
  if (!isOnClock(period, second)) return ["second", second];
  if (!(stoppage === null || isStoppage(stoppage))) return ["stoppage", stoppage];
  if (!(period < 2 || halfTime !== null)) return ["half-time score", halfTime];
  if (!(period < 3 || fullTime !== null)) return ["score after 90 minutes", fullTime];
  return fullTime === null ? undefined : wrongScore("full-time", fullTime.home, fullTime.away);
}

function wrongScore(which: string, home: number, away: number): Wrong | undefined {
  if (!isCount(home)) return [`${which} home goals`, home];
  return isCount(away) ? undefined : [`${which} away goals`, away];
}

function wrongSide(side: string, state: SideState): Wrong | undefined {
  const { men, expectedGoals, recentShots, recentExpectedGoals } = state;
  if (!(isCount(men) && men <= 11)) return [`${side} men`, men];
  if (!isAmount(expectedGoals)) return [`${side} expected goals`, expectedGoals];
  if (!isAmount(recentShots)) return [`${side} recent shots`, recentShots];
  return isAmount(recentExpectedGoals) ? undefined : [`${side} recent expected goals`, recentExpectedGoals];
}

function wrongForm(side: string, { windows }: TeamForm): Wrong | undefined {
  for (const { last, venue, matches, goalsFor, goalsAgainst } of windows) {
    const name = (what: string) => `${side} form, last ${last} ${venue}, ${what}`;
    if (!(isCount(matches) && matches <= last)) return [name("matches"), matches];
    if (!isCount(goalsFor)) return [name("goals for"), goalsFor];
    if (!isCount(goalsAgainst)) return [name("goals against"), goalsAgainst];
  }
  return undefined;
}

function isAmount(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}
