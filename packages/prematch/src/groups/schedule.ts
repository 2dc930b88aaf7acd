import { Facts, type SideFacts } from "../facts.ts";
import type { FeatureGroup } from "../feature.ts";
import { dayOf } from "../played.ts";

const sides = ["home", "away"] as const;
const spans = [7, 14, 30] as const;
/** A longer rest is as long as this one, days; so is that of a team that has not played. */
const longestRest = 14;

const inputs = ["match.results"];

/** How rested each side is, counted over all competitions that history knows. */
export const schedule: FeatureGroup = {
  name: "schedule",
  about:
    "Rest days and matches in the last 7, 14 and 30 days of each side, across competitions; days count as calendar days.",
  features: [
    ...sides.flatMap((side) => [
      {
        name: `${side}.schedule.restDays`,
        formula: `days since the ${side} side's last match, at most ${longestRest}; ${longestRest} without one`,
        unit: "days",
        range: [1, longestRest] as const,
        inputs,
        since: 1,
      },
      ...spans.map((span) => ({
        name: `${side}.schedule.matchesIn${span}Days`,
        formula: `matches of the ${side} side in the ${span} days before`,
        unit: "matches",
        range: [0, null] as const,
        inputs,
        since: 1,
      })),
    ]),
    {
      name: "match.schedule.restDifference",
      formula: "home.schedule.restDays - away.schedule.restDays",
      unit: "days",
      range: [1 - longestRest, longestRest - 1],
      inputs,
      since: 1,
    },
  ],
  write({ fixture, home, away }, out, at) {
    const day = dayOf(fixture.kickOff);
    writeSide(home, day, out, at);
    writeSide(away, day, out, at + 1 + spans.length);
    out[at + 2 * (1 + spans.length)] = (out[at] as number) - (out[at + 1 + spans.length] as number);
  },
};

function writeSide(side: SideFacts, day: number, out: Float64Array, at: number): void {
  out[at] = longestRest;
  out.fill(0, at + 1, at + 1 + spans.length);
  let isLast = true;
  Facts.lastOf(side, (match) => {
    const ago = day - match.day;
    if (isLast) out[at] = Math.min(longestRest, ago);
    isLast = false;
    spans.forEach((span, i) => {
      if (ago <= span) out[at + 1 + i] = (out[at + 1 + i] as number) + 1;
    });
    return ago <= spans[2];
  });
}
