import type { FeatureGroup } from "../feature.ts";
import { type Totals, totalColumns } from "../totals.ts";

/** Matches that stand behind the assumption that a referee is like the others of the competition. */
const shrinkage = 30;

const inputs = ["match.results"];
const { matches, homeGoals, awayGoals, homeWins, carded, yellowCards, redCards } = totalColumns;

/** Mean per match of the sum of some columns, with where it is where nothing is known. */
const tendencies = [
  { name: "cards", of: [yellowCards, redCards], per: carded, unknown: 4, unit: "cards a match" },
  { name: "goals", of: [homeGoals, awayGoals], per: matches, unknown: 2.7, unit: "goals a match" },
  { name: "homeWins", of: [homeWins], per: matches, unknown: 0.45, unit: "share" },
] as const;

/** A referee's tendencies against those of his competition. A referee that nobody named, or a new one, tends nowhere. */
export const referee: FeatureGroup = {
  name: "referee",
  about: "Cards, goals and home wins under this referee against the competition's mean, shrunk by 30 matches.",
  features: [
    {
      name: "match.referee.matches",
      formula: "earlier matches of this referee in this competition; 0 where he is not named",
      unit: "matches",
      range: [0, null],
      inputs,
      since: 1,
    },
    ...tendencies.map(({ name, unit }) => ({
      name: `match.referee.${name}`,
      formula: `(mean under this referee - mean of the competition so far) x n / (n + ${shrinkage}); 0 without one`,
      unit,
      range: [null, null] as const,
      inputs,
      since: 1,
    })),
  ],
  write({ fixture, history, place, competition }, out, at) {
    const { competition: id, referee: name } = fixture;
    const totals = name === null ? undefined : history.referee(id, name)?.totals;
    out[at] = totals?.before(place, matches) ?? 0;
    tendencies.forEach(({ of, per, unknown }, i) => {
      const led = totals?.before(place, per) ?? 0;
      const mean = competition === undefined ? unknown : meanOf(competition.totals, of, per, place, unknown);
      const his = led === 0 || totals === undefined ? mean : meanOf(totals, of, per, place, mean);
      out[at + 1 + i] = ((his - mean) * led) / (led + shrinkage);
    });
  },
};

function meanOf(totals: Totals, columns: readonly number[], per: number, place: number, unknown: number): number {
  const count = totals.before(place, per);
  if (count === 0) return unknown;
  let sum = 0;
  for (const column of columns) sum += totals.before(place, column);
  return sum / count;
}
