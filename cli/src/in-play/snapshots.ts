import { halvingSeconds } from "@touchline/football";
import type { InPlayState } from "@touchline/models";
import type { Phase } from "@touchline/schemas";
import type { RecordedMatch } from "./recorded-match.ts";

/** What the clock shows at a moment. */
interface Moment {
  readonly phase: Phase;
  readonly period: number;
  readonly second: number;
}

/** Moments at which a match is judged. */
export const moments = [
  { name: "0", phase: "PRE_MATCH", period: 0, second: 0 },
  { name: "15", phase: "LIVE", period: 1, second: 900 },
  { name: "30", phase: "LIVE", period: 1, second: 1_800 },
  { name: "HT", phase: "BREAK", period: 1, second: 2_700 },
  { name: "60", phase: "LIVE", period: 2, second: 900 },
  { name: "70", phase: "LIVE", period: 2, second: 1_500 },
  { name: "75", phase: "LIVE", period: 2, second: 1_800 },
  { name: "80", phase: "LIVE", period: 2, second: 2_100 },
  { name: "85", phase: "LIVE", period: 2, second: 2_400 },
] as const satisfies readonly (Moment & { name: string })[];

/** A moment that no mean counts: from here on the result is to be named right of two matches in three. */
export const minute55: Moment = { phase: "LIVE", period: 2, second: 600 };

/** Where a match stood at each of the moments: what had happened before it, and nothing that was told afterwards. */
export function snapshotsOf(match: RecordedMatch, of: readonly Moment[] = moments): InPlayState[] {
  return of.map(({ phase, period, second }) => {
    const sides = { home: sideAtStart(), away: sideAtStart() };
    let lastGoal: InPlayState["lastGoal"] = null;
    let [at, now] = [1, 0];
    const fade = (of: number, until: number) => {
      // of the half that is over what was left, its stoppage not counted
      const played = of > at ? Math.max(0, halfSeconds - now) + until : Math.max(0, until - now);
      for (const side of [sides.home, sides.away]) {
        side.recentShots *= 2 ** (-played / halvingSeconds);
        side.recentExpectedGoals *= 2 ** (-played / halvingSeconds);
      }
      [at, now] = [of, of > at ? until : Math.max(now, until)];
    };
    const isOver = phase === "BREAK";
    for (const happening of match.happenings) {
      if (happening.period > period || (!isOver && happening.period === period && happening.second >= second)) break;
      fade(happening.period, happening.second);
      const side = sides[happening.side];
      if (happening.kind === "goal") {
        side.goals++;
        lastGoal = { period: happening.period, second: happening.second };
      } else if (happening.kind === "dismissal") side.men--;
      else {
        side.shots++;
        side.recentShots++;
        side.expectedGoals += happening.expectedGoals;
        side.recentExpectedGoals += happening.expectedGoals;
      }
    }
    fade(period, second);
    const score = { home: sides.home.goals, away: sides.away.goals };
    return {
      ...{ phase, period, second, stoppage: null, halfTime: isOver || period === 2 ? score : null, fullTime: null },
      ...{ lastGoal, knockout: false, shootOut: null, ...sides },
    };
  });
}

const halfSeconds = 2_700;

function sideAtStart() {
  return { goals: 0, men: 11, shots: 0, expectedGoals: 0, recentShots: 0, recentExpectedGoals: 0 };
}
