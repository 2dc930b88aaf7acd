import { Facts } from "../facts.ts";
import type { Feature, FeatureGroup } from "../feature.ts";
import { ratingColumns } from "../team-ratings.ts";
import { form } from "./form.ts";

const sides = ["home", "away"] as const;
const inputs = ["match.results"];

/** Where what is put together here stands in the form group, which is the first of the vector. */
const at = new Map(form.features.map(({ name }, i) => [name, i]));
const indexOf = (name: string): number => at.get(name) as number;

const compared = ["points", "goalsFor", "goalsAgainst", "shotsOnTargetFor", "shotsOnTargetAgainst"] as const;
const lengths = [5, 10, 20] as const;

const pairs = lengths.flatMap((length) =>
  compared.map((metric) => ({
    name: `match.difference.all${length}.${metric}`,
    home: indexOf(`home.form.all${length}.${metric}`),
    away: indexOf(`away.form.all${length}.${metric}`),
  })),
);

const venuePairs = lengths.flatMap((length) =>
  (["points", "goalsFor", "goalsAgainst"] as const).map((metric) => ({
    name: `match.difference.venue${length}.${metric}`,
    home: indexOf(`home.form.home${length}.${metric}`),
    away: indexOf(`away.form.away${length}.${metric}`),
  })),
);

function sideFeatures(side: string): Feature[] {
  return [
    {
      name: `${side}.interaction.formGoals`,
      formula: `${side}.form.all5.points x ${side}.form.all5.goalsFor`,
      unit: "points x goals",
      range: [0, null],
      inputs,
      since: 1,
    },
    {
      name: `${side}.ratio.wins`,
      formula: `wins / (wins + losses + 1) over the ${side} side's last 20 matches`,
      unit: "share",
      range: [0, 1],
      inputs,
      since: 1,
    },
    {
      name: `${side}.ratio.goals`,
      formula: `goals for / (goals for + goals against + 1) over the ${side} side's last 20 matches`,
      unit: "share",
      range: [0, 1],
      inputs,
      since: 1,
    },
    {
      name: `${side}.score`,
      formula:
        "100 x (0.6 E + 0.25 points / 3 + 0.15 G): E the Elo expectation against a side rated 1500 on neutral ground, points a match over the last 10, G = 1 / (1 + exp(-goal difference a match over the last 10))",
      unit: "0 to 100",
      range: [0, 100],
      inputs,
      since: 1,
    },
  ];
}

/** What is put together from earlier groups: differences of the two sides, products, ratios, the team score. */
export const synthesis: FeatureGroup = {
  name: "synthesis",
  about:
    "Home side less away side in the main windows, named products and ratios, and a score of 0 to 100 for each team.",
  features: [
    ...[...pairs, ...venuePairs].map(({ name, home, away }): Feature => {
      const [h, a] = [form.features[home]?.name, form.features[away]?.name];
      return {
        name,
        formula: `${h} - ${a}`,
        unit: form.features[home]?.unit ?? "",
        range: [null, null],
        inputs,
        since: 1,
      };
    }),
    ...sides.flatMap(sideFeatures),
  ],
  write(facts, out, start) {
    let to = start;
    for (const { home, away } of [...pairs, ...venuePairs]) out[to++] = (out[home] as number) - (out[away] as number);
    for (const side of sides) to = writeSide(facts, side, out, to);
  },
};

function writeSide(facts: Facts, side: "home" | "away", out: Float64Array, start: number): number {
  const value = (name: string) => out[indexOf(`${side}.form.${name}`)] as number;
  let wins = 0;
  let losses = 0;
  let goalsFor = 0;
  let goalsAgainst = 0;
  let age = 0;
  Facts.lastOf(facts[side], (match) => {
    const isHome = match.home === facts[side].id;
    const [own, other] = isHome ? [match.homeGoals, match.awayGoals] : [match.awayGoals, match.homeGoals];
    goalsFor += own;
    goalsAgainst += other;
    if (own > other) wins++;
    if (own < other) losses++;
    return ++age < 20;
  });
  const elo = facts[side].ratings[ratingColumns.elo] as number;
  const expectation = 1 / (1 + 10 ** ((1_500 - elo) / 400));
  const difference = value("all10.goalsFor") - value("all10.goalsAgainst");
  let to = start;
  out[to++] = value("all5.points") * value("all5.goalsFor");
  out[to++] = wins / (wins + losses + 1);
  out[to++] = goalsFor / (goalsFor + goalsAgainst + 1);
  out[to++] = 100 * (0.6 * expectation + 0.25 * (value("all10.points") / 3) + 0.15 / (1 + Math.exp(-difference)));
  return to;
}
