import { Facts, type SideFacts } from "../facts.ts";
import type { Feature, FeatureGroup } from "../feature.ts";

/** Matches that are looked back on. */
const window = 40;
/** Goals that stand behind the usual shares. */
const priorGoals = 30;
/**
 * Usual share of goals by quarter of an hour, stoppage counted to the quarter before it. 12.5, 14.2, 15.1 + 1.9, 16.4, 17.1, 17.5
 * + 5.4 of 100.1, as counted on 10,000 public matches.
 */
const usual = [12.5, 14.2, 17, 16.4, 17.1, 22.9].map((share) => share / 100.1);
const usualFirstHalf = 0.439;

const sides = ["home", "away"] as const;
const views = ["For", "Against"] as const;
const inputs = ["match.results"];

function featuresOf(side: string): Feature[] {
  return views.flatMap((view) => {
    const goals = `goals ${view.toLowerCase()} the ${side} side in its last ${window} matches`;
    return [
      {
        name: `${side}.timing.firstHalf${view}`,
        formula: `share of ${goals} that fell before half-time, with ${priorGoals} goals at ${usualFirstHalf} added`,
        unit: "share",
        range: [0, 1] as const,
        inputs,
        since: 1,
      },
      ...usual.map((share, quarter) => ({
        name: `${side}.timing.quarter${quarter + 1}${view}`,
        formula: `share of ${goals} that fell in quarter of an hour ${quarter + 1}, of those whose minute is told, with ${priorGoals} goals at ${share.toFixed(4)} added`,
        unit: "share",
        range: [0, 1] as const,
        inputs,
        since: 1,
      })),
    ];
  });
}

/** When goals fall, shrunk towards when they usually do. */
export const goalTiming: FeatureGroup = {
  name: "goalTiming",
  about: "Share of each side's goals, for and against, by half and by quarter of an hour.",
  features: sides.flatMap(featuresOf),
  write(facts, out, at) {
    let to = at;
    for (const side of sides) to = writeSide(facts[side], out, to);
  },
};

function writeSide(side: SideFacts, out: Float64Array, at: number): number {
  const firstHalf = [0, 0];
  const halfTold = [0, 0];
  const quarters = [new Float64Array(6), new Float64Array(6)] as const;
  let age = 0;
  Facts.lastOf(side, (match) => {
    const isHome = match.home === side.id;
    const goals = isHome ? [match.homeGoals, match.awayGoals] : [match.awayGoals, match.homeGoals];
    if (match.halfTime !== null) {
      const { home, away } = match.halfTime;
      const before = isHome ? [home, away] : [away, home];
      for (const view of [0, 1]) {
        firstHalf[view] = (firstHalf[view] as number) + (before[view] as number);
        halfTold[view] = (halfTold[view] as number) + (goals[view] as number);
      }
    }
    for (const { side: scorer, minute } of match.goalTimes ?? []) {
      const counts = quarters[(scorer === "HOME") === isHome ? 0 : 1];
      const quarter = Math.min(5, Math.floor((minute - 1) / 15));
      counts[quarter] = (counts[quarter] as number) + 1;
    }
    return ++age < window;
  });
  let to = at;
  for (const view of [0, 1] as const) {
    out[to++] = ((firstHalf[view] as number) + priorGoals * usualFirstHalf) / ((halfTold[view] as number) + priorGoals);
    const told = quarters[view].reduce((sum, goals) => sum + goals, 0);
    for (let quarter = 0; quarter < 6; quarter++) {
      out[to++] = ((quarters[view][quarter] as number) + priorGoals * (usual[quarter] as number)) / (told + priorGoals);
    }
  }
  return to;
}
