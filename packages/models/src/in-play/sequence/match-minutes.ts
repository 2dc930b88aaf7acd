import type { PerSide } from "@touchline/schemas";
import type { InPlayState, SidePlayed } from "../in-play-state.ts";
import type { Happening, PlayedMatch } from "../played-match.ts";

/** A minute of a match that is over, or the stoppage of a half. */
export interface MatchMinute {
  /** As it began. */
  readonly state: InPlayState;
  /** Part of the match, and how much of it this is. */
  readonly part: number;
  readonly ofPart: number;
  /** Goals in it. */
  readonly goals: PerSide;
}

const minutesOfHalf = 45;
const minutesOfQuarter = 15;
/** After so much play what a side did of late counts half, seconds; as it is folded from the events of a match. */
const halvingSeconds = 900;

type Side = { -readonly [K in keyof Required<SidePlayed>]: number };

/** A half has 46 of them: stoppage is one, for its length is not always told. */
export function matchMinutes({ happenings }: PlayedMatch): MatchMinute[] {
  const minutes: MatchMinute[] = [];
  const sides = { home: sideAtStart(), away: sideAtStart() };
  let lastGoal: InPlayState["lastGoal"] = null;
  let halfTime: InPlayState["halfTime"] = null;
  let next = 0;
  for (const period of [1, 2] as const) {
    let second = 0;
    const fade = (until: number) => {
      const share = 2 ** (-Math.max(0, until - second) / halvingSeconds);
      for (const side of [sides.home, sides.away]) {
        side.recentShots *= share;
        side.recentExpectedGoals *= share;
      }
      second = Math.max(second, until);
    };
    for (let minute = 0; minute <= minutesOfHalf; minute++) {
      fade(60 * minute);
      const goals = { home: 0, away: 0 };
      const state: InPlayState = {
        ...{ phase: "LIVE", period, second: 60 * minute, stoppage: null, halfTime, fullTime: null, lastGoal },
        ...{ knockout: false, shootOut: null, home: { ...sides.home }, away: { ...sides.away } },
      };
      for (; next < happenings.length; next++) {
        const happening = happenings[next] as Happening;
        if (happening.period !== period) break;
        if (minute < minutesOfHalf && happening.second >= 60 * (minute + 1)) break;
        fade(happening.second);
        apply(happening, sides[happening.side]);
        if (happening.kind !== "goal") continue;
        goals[happening.side]++;
        lastGoal = { period, second: happening.second };
      }
      const isStoppage = minute === minutesOfHalf;
      const part = 4 * (period - 1) + (isStoppage ? 3 : Math.floor(minute / minutesOfQuarter));
      minutes.push({ state, part, ofPart: isStoppage ? 1 : 1 / minutesOfQuarter, goals });
    }
    halfTime = { home: sides.home.goals, away: sides.away.goals };
  }
  return minutes;
}

function apply({ kind, expectedGoals }: Happening, side: Side): void {
  if (kind === "goal") side.goals++;
  else if (kind === "dismissal") side.men--;
  else {
    side.shots++;
    side.recentShots++;
    side.expectedGoals += expectedGoals;
    side.recentExpectedGoals += expectedGoals;
  }
}

function sideAtStart(): Side {
  return { goals: 0, men: 11, shots: 0, expectedGoals: 0, recentShots: 0, recentExpectedGoals: 0 };
}
