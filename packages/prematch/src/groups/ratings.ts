import type { Facts } from "../facts.ts";
import type { Feature, FeatureGroup } from "../feature.ts";
import { newcomer } from "../pool-strengths.ts";
import { eloDefaults, eloExpectation } from "../ratings/elo.ts";
import { gapColumns, gapExpectation } from "../ratings/gap.ts";
import { expectedGoals, type SideStrength, usualLevel } from "../ratings/poisson-strengths.ts";
import { gapStatistics, ratingColumns } from "../team-ratings.ts";

const sides = ["home", "away"] as const;
const gapNames = Object.keys(gapColumns) as (keyof typeof gapColumns)[];
const { elo, piHome, piAway, gap } = ratingColumns;

const results = ["match.results"];
const cold = "a team not seen before starts as the cold start rule says";

const feature = (name: string, formula: string, unit: string, range: Feature["range"]): Feature => ({
  name,
  formula,
  unit,
  range,
  inputs: results,
  since: 1,
});

function sideFeatures(side: "home" | "away"): Feature[] {
  return [
    feature(`${side}.elo`, `Elo rating, k 20, home ground 100, weighted by margin; ${cold}`, "Elo points", [
      null,
      null,
    ]),
    feature(`${side}.pi.home`, `pi-rating at home; ${cold}`, "goals", [null, null]),
    feature(`${side}.pi.away`, `pi-rating away; ${cold}`, "goals", [null, null]),
    ...gapStatistics.flatMap(({ name }) =>
      gapNames.map((column) =>
        feature(`${side}.gap.${name}.${column}`, `GAP rating of ${name}, ${column}; ${cold}`, name, [0, null]),
      ),
    ),
    feature(
      `${side}.strength.attack`,
      "factor on goals scored in its pool (the league; nations are one), time-decayed Poisson model; 0.85 for a side not in the last fit",
      "factor",
      [0, null],
    ),
    feature(
      `${side}.strength.defence`,
      "factor on goals let in in its pool (the league; nations are one), time-decayed Poisson model; 1.15 for a side not in the last fit",
      "factor",
      [0, null],
    ),
  ];
}

/** Ratings that are updated match by match, and what they expect of this one. */
export const ratings: FeatureGroup = {
  name: "ratings",
  about: "Elo, pi-ratings, GAP ratings of shots and corners, time-decayed Poisson strengths, and what they expect.",
  features: [
    ...sides.flatMap(sideFeatures),
    feature("match.elo.difference", "home.elo - away.elo + 100 unless on neutral ground", "Elo points", [null, null]),
    feature("match.elo.expectation", "1 / (1 + 10 ^ (-match.elo.difference / 400))", "share of the points", [0, 1]),
    feature(
      "match.pi.difference",
      "home.pi.home - away.pi.away; on neutral ground the difference of the means",
      "goals",
      [null, null],
    ),
    ...gapStatistics.flatMap(({ name }) =>
      sides.map((side) =>
        feature(
          `match.gap.${name}.${side}`,
          `mean of the ${side} side's GAP attack and the other's defence, at this venue`,
          `${name} a match`,
          [0, null],
        ),
      ),
    ),
    feature("match.strength.home", "goals expected of the home side: base x home ground x attack x defence", "goals", [
      0,
      null,
    ]),
    feature("match.strength.away", "goals expected of the away side: base x attack x defence", "goals", [0, null]),
  ],
  write(facts, out, at) {
    let to = at;
    const strengths = facts.pool?.strengths;
    const factors = sides.map((side) => strengths?.side(facts.place, facts[side].id) ?? newcomer) as [
      SideStrength,
      SideStrength,
    ];
    sides.forEach((side, i) => {
      const { ratings } = facts[side];
      out[to++] = ratings[elo] as number;
      out[to++] = ratings[piHome] as number;
      out[to++] = ratings[piAway] as number;
      for (let column = 0; column < 4 * gapStatistics.length; column++) out[to++] = ratings[gap + column] as number;
      out[to++] = factors[i]?.attack as number;
      out[to++] = factors[i]?.defence as number;
    });
    writeMatch(facts, factors, out, to);
  },
};

function writeMatch(
  { fixture, place, pool, home, away }: Facts,
  factors: [SideStrength, SideStrength],
  out: Float64Array,
  at: number,
) {
  let to = at;
  const { neutral } = fixture;
  const [h, a] = [home.ratings, away.ratings];
  const value = (of: Float64Array, column: number) => of[column] as number;
  out[to++] = value(h, elo) - value(a, elo) + (neutral ? 0 : eloDefaults.homeAdvantage);
  out[to++] = eloExpectation(value(h, elo), value(a, elo), neutral, eloDefaults);
  out[to++] = neutral
    ? (value(h, piHome) + value(h, piAway) - value(a, piHome) - value(a, piAway)) / 2
    : value(h, piHome) - value(a, piAway);
  for (let i = 0; i < gapStatistics.length; i++) {
    const of = gap + 4 * i;
    out[to++] = gapExpectation(value(h, of + gapColumns.homeAttack), value(a, of + gapColumns.awayDefence));
    out[to++] = gapExpectation(value(a, of + gapColumns.awayAttack), value(h, of + gapColumns.homeDefence));
  }
  out.set(expectedGoals(pool?.strengths.before(place) ?? usualLevel, factors[0], factors[1], neutral), to);
}
