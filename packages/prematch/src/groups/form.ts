import type { SideFacts } from "../facts.ts";
import type { Feature, FeatureGroup } from "../feature.ts";
import type { Played } from "../played.ts";
import { sideMetrics } from "../side-metrics.ts";
import type { TeamRecord } from "../team-record.ts";

const lengths = [5, 10, 20] as const;
const longest = 20;
const venues = ["all", "home", "away"] as const;
const sides = ["home", "away"] as const;

type Venue = (typeof venues)[number];

/** Points, goals for and goals against are weighted too: the first metrics. */
const weightedCount = 3;
const metrics = sideMetrics.length;
const pointsColumn = sideMetrics.findIndex(({ count }) => count === "points");
const perWindow = 1 + metrics + weightedCount;

/** Weights by age in matches, one row a window: halved every half window. */
const weights = lengths.map((length) => Float64Array.from({ length }, (_, age) => 0.5 ** (age / (length / 2))));

const where: Readonly<Record<Venue, string>> = {
  all: "at any venue",
  home: "at home",
  away: "away",
};

function featuresOf(side: string, venue: Venue, length: number): Feature[] {
  const prefix = `${side}.form.${venue}${length}`;
  const window = `the ${side} side's last ${length} matches ${where[venue]}`;
  const inputs = ["match.results"];
  return [
    {
      name: `${prefix}.matches`,
      formula: `how many matches there are of ${window}`,
      unit: "matches",
      range: [0, length],
      inputs,
      since: 1,
    },
    ...sideMetrics.map(
      ({ name, count, unknown }): Feature => ({
        name: `${prefix}.${name}`,
        formula: `mean of ${name} over ${window}, over those that tell it; ${unknown} where none does`,
        unit: `${count} a match`,
        range: [0, count === "points" ? 3 : null],
        inputs,
        since: 1,
      }),
    ),
    ...sideMetrics.slice(0, weightedCount).map(
      ({ name, count, unknown }): Feature => ({
        name: `${prefix}.${name}Weighted`,
        formula: `mean of ${name} over ${window}, a match's weight halved with every ${length / 2} after it; ${unknown} where there is none`,
        unit: `${count} a match`,
        range: [0, count === "points" ? 3 : null],
        inputs,
        since: 1,
      }),
    ),
  ];
}

const momentum = (side: string): Feature => ({
  name: `${side}.form.momentum`,
  formula: `${side}.form.all5.points - ${side}.form.all20.points`,
  unit: "points a match",
  range: [-3, 3],
  inputs: ["match.results"],
  since: 1,
});

/** Rolling windows over each side's last 5, 10 and 20 matches. */
export const form: FeatureGroup = {
  name: "form",
  about: "Means over the last 5, 10 and 20 matches of each side: at any venue, at home, away; plain and weighted.",
  features: sides.flatMap((side) => [
    ...venues.flatMap((venue) => lengths.flatMap((length) => featuresOf(side, venue, length))),
    momentum(side),
  ]),
  write(facts, out, at) {
    let to = at;
    for (const side of sides) to = writeSide(facts[side], out, to);
  },
};

function writeSide(side: SideFacts, out: Float64Array, at: number): number {
  let to = at;
  for (const venue of venues) {
    writeWindows(side, venue, out, to);
    to += lengths.length * perWindow;
  }
  // points of the windows of 5 and 20 at any venue
  out[to] = (out[at + 1] as number) - (out[at + 2 * perWindow + 1] as number);
  return to + 1;
}

const sums = new Float64Array(metrics);
const known = new Float64Array(metrics);
const weighted = new Float64Array(weightedCount);

function writeWindows({ id, record, count }: SideFacts, venue: Venue, out: Float64Array, at: number): void {
  sums.fill(0);
  known.fill(0);
  let age = 0;
  let window = 0;
  if (record !== undefined) {
    const { matches, lines } = record;
    const rows = recent;
    for (let i = count - 1; i >= 0 && age < longest; i--) {
      if (venue !== "all" && venueOf(matches.match(i), id) !== venue) continue;
      for (let metric = 0; metric < metrics; metric++) {
        const value = lines.value(i, metric);
        if (Number.isNaN(value)) continue;
        sums[metric] = (sums[metric] as number) + value;
        known[metric] = (known[metric] as number) + 1;
      }
      rows[age++] = i;
      if (age === lengths[window]) writeWindow(record, age, window++, out, at);
    }
  }
  while (window < lengths.length) writeWindow(record, age, window++, out, at);
}

/** Indices of the matches of the window, the latest first. */
const recent = new Int32Array(longest);

function venueOf(match: Played, id: string): Venue | null {
  if (match.neutral) return null;
  return match.home === id ? "home" : "away";
}

function writeWindow(
  record: TeamRecord | undefined,
  matches: number,
  window: number,
  out: Float64Array,
  at: number,
): void {
  let to = at + window * perWindow;
  out[to++] = matches;
  for (let metric = 0; metric < metrics; metric++) {
    const n = known[metric] as number;
    out[to++] = n === 0 ? unknownOf(metric) : (sums[metric] as number) / n;
  }
  weighted.fill(0);
  let sum = 0;
  for (let age = 0; age < matches && record !== undefined; age++) {
    const weight = weights[window]?.[age] as number;
    const row = recent[age] as number;
    sum += weight;
    for (let i = 0; i < weightedCount; i++) {
      weighted[i] = (weighted[i] as number) + weight * record.lines.value(row, i);
    }
  }
  for (let i = 0; i < weightedCount; i++) {
    // rounding may lift a mean of nothing but threes above three
    const most = i === pointsColumn ? 3 : Number.POSITIVE_INFINITY;
    out[to++] = sum === 0 ? unknownOf(i) : Math.min(most, (weighted[i] as number) / sum);
  }
}

function unknownOf(metric: number): number {
  return sideMetrics[metric]?.unknown as number;
}
