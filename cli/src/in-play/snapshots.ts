import type { InPlayState } from "@touchline/models";
import type { Phase } from "@touchline/schemas";
import type { RecordedMatch } from "./recorded-match.ts";

/** Moments at which a match is judged, by what the clock shows. */
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
] as const satisfies readonly { name: string; phase: Phase; period: number; second: number }[];

/** Where a match stood at each of the moments: what had happened before it, and nothing that was told afterwards. */
export function snapshotsOf(match: RecordedMatch): InPlayState[] {
  return moments.map(({ phase, period, second }) => {
    const sides = {
      home: { goals: 0, men: 11, shots: 0, expectedGoals: 0 },
      away: { goals: 0, men: 11, shots: 0, expectedGoals: 0 },
    };
    let lastGoal: InPlayState["lastGoal"] = null;
    const isOver = phase === "BREAK";
    for (const happening of match.happenings) {
      if (happening.period > period || (!isOver && happening.period === period && happening.second >= second)) break;
      const side = sides[happening.side];
      if (happening.kind === "goal") {
        side.goals++;
        lastGoal = { period: happening.period, second: happening.second };
      } else if (happening.kind === "dismissal") side.men--;
      else {
        side.shots++;
        side.expectedGoals += happening.expectedGoals;
      }
    }
    const score = { home: sides.home.goals, away: sides.away.goals };
    return {
      ...{ phase, period, second, stoppage: null, halfTime: isOver || period === 2 ? score : null, fullTime: null },
      ...{ lastGoal, knockout: false, shootOut: null, ...sides },
    };
  });
}
