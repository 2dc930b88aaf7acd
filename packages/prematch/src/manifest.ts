import type { FeatureGroup } from "./feature.ts";
import { conditions } from "./groups/conditions.ts";
import { form } from "./groups/form.ts";
import { goalTiming } from "./groups/goal-timing.ts";
import { headToHead } from "./groups/head-to-head.ts";
import { lineUps } from "./groups/line-ups.ts";
import { odds } from "./groups/odds.ts";
import { ratings } from "./groups/ratings.ts";
import { referee } from "./groups/referee.ts";
import { schedule } from "./groups/schedule.ts";
import { strengths } from "./groups/strengths.ts";
import { synthesis } from "./groups/synthesis.ts";
import { table } from "./groups/table.ts";

/** Goes up with each change of what a vector means. */
export const manifestVersion = 4;

/** The groups in the order of the vector; each may read what those before it wrote. */
export const groups: readonly FeatureGroup[] = [
  form,
  ratings,
  strengths,
  headToHead,
  goalTiming,
  referee,
  schedule,
  table,
  synthesis,
  lineUps,
  conditions,
  odds,
];

export const vectorLength: number = groups.reduce((sum, { features }) => sum + features.length, 0);

const places = new Map(groups.flatMap(({ features }) => features.map(({ name }) => name)).map((name, i) => [name, i]));

/** Place of a feature in the vector. Throws for a name that no group declares. */
export function placeOf(name: string): number {
  const place = places.get(name);
  if (place === undefined) throw new RangeError(`no feature is called ${name}: docs/features.md lists them`);
  return place;
}
