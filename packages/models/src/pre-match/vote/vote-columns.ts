import { placeOf } from "@touchline/prematch";
import type { OddsUse } from "../odds-use.ts";

/** A number that the vote looks at, made of one or two features of the vector. */
export interface VoteColumn {
  readonly name: string;
  readonly features: readonly string[];
  readonly value: (a: number, b: number) => number;
}

const itself = (name: string): VoteColumn => ({ name, features: [name], value: (a) => a });

/** log(home / away): one question of a tree, where the two sides apart would take many. */
const ratio = (name: string): VoteColumn => ({
  name: `${name}.ratio`,
  features: [`${name}.home`, `${name}.away`],
  value: (a, b) => Math.log(Math.max(a, 1e-6) / Math.max(b, 1e-6)),
});

const sum = (name: string): VoteColumn => ({
  name: `${name}.sum`,
  features: [`${name}.home`, `${name}.away`],
  value: (a, b) => a + b,
});

/** Home side less away side. */
const lead = (name: string): VoteColumn => ({
  name: `${name}.lead`,
  features: [`home.${name}`, `away.${name}`],
  value: (a, b) => a - b,
});

function difference(name: string): VoteColumn {
  return itself(`match.difference.${name}`);
}

const withoutOdds: readonly VoteColumn[] = [
  ...["results", "chances", "goals", "fast", "slow", "totals"].map((filter) => ratio(`strengths.${filter}`)),
  ...["totals", "results"].map((filter) => sum(`strengths.${filter}`)),
  ...["strengths.variance", "match.elo.difference", "match.pi.difference", "home.elo", "away.elo"].map(itself),
  ...["match.strength", "match.gap.shotsOnTarget", "match.gap.shots"].map(ratio),
  ...["match.gap.shotsOnTarget.home", "match.gap.shotsOnTarget.away"].map(itself),
  ...["match.gap.shots.home", "match.gap.shots.away"].map(itself),
  ...["table.points", "table.rank", "table.goalDifference", "form.all20.cardsFor"].map(lead),
  ...["home.table.progress", "match.referee.homeWins"].map(itself),
  ...["stakeTitle", "stakeEurope", "stakeRelegation"].flatMap((stake) =>
    ["home", "away"].map((side) => itself(`${side}.table.${stake}`)),
  ),
  ...["all5.points", "all10.points", "all10.shotsOnTargetFor", "all20.points", "all20.shotsOnTargetFor"].map(
    difference,
  ),
  ...["all20.shotsOnTargetAgainst", "venue10.goalsFor", "venue20.points"].map(difference),
  ...["match.meetings.goalDifference", "match.schedule.restDifference"].map(itself),
  ...["home.form.momentum", "away.form.momentum", "home.form.home20.goalsFor", "away.form.away20.goalsFor"].map(itself),
];

const ofPastOdds: readonly VoteColumn[] = [
  ...["market", "marketTotals"].map((filter) => ratio(`strengths.${filter}`)),
  ...["market", "marketTotals"].map((filter) => sum(`strengths.${filter}`)),
];

/** What the vote looks at; where it may see no odds, nothing that comes from them. Prices of the match itself speak for themselves. */
export function voteColumns(odds: OddsUse): readonly VoteColumn[] {
  return odds === "none" ? withoutOdds : [...withoutOdds, ...ofPastOdds];
}

/** Names of the features that those columns are made of. */
export function voteFeatures(odds: OddsUse): readonly string[] {
  return [...new Set(voteColumns(odds).flatMap(({ features }) => features))];
}

/** Writes the columns of the row that begins at `from` to `out`, from `at` on. `place` tells where a feature is in the row. */
export function compileColumns(
  columns: readonly VoteColumn[],
  place: (feature: string) => number = placeOf,
): (values: ArrayLike<number>, out: Float64Array, from?: number, at?: number) => void {
  const value = columns.map((column) => column.value);
  const first = columns.map(({ features: [a = ""] }) => place(a));
  const second = columns.map(({ features: [a = "", b = a] }) => place(b));
  return (values, out, from = 0, at = 0) => {
    for (let i = 0; i < value.length; i++) {
      const of = value[i] as VoteColumn["value"];
      out[at + i] = of(values[from + (first[i] as number)] as number, values[from + (second[i] as number)] as number);
    }
  };
}
