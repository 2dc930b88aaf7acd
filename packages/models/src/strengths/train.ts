import type { OddsUse, StrengthsArtefact } from "./artefact.ts";
import { fitStack, type StackOptions, type StackRow } from "./fit-stack.ts";
import { type Kind, kindOf } from "./kind-of.ts";

/** A match to learn from. */
export interface TrainingRow extends StackRow {
  readonly competition: string;
  /** Year that its season began in. */
  readonly season: number;
  /** Whether the odds of before it are known, as a model that looks at past ones needs. */
  readonly priced: boolean;
}

/** Filters that a stack may weigh, the first of each the one that it starts from. */
const members: Readonly<Record<OddsUse, Pick<StackOptions, "supremacy" | "goals">>> = {
  none: { supremacy: ["results", "chances", "goals", "fast", "slow"], goals: ["totals", "results"] },
  past: { supremacy: ["market", "marketTotals", "results"], goals: ["marketTotals", "market", "totals"] },
};

const ridge = 20;

/** Seasons before these are only history: too little was told of their matches. */
export const firstSeason: Readonly<Record<OddsUse, number>> = { none: 2006, past: 2012 };

/** Fits a stack to each kind of competition, from matches of seasons up to `until`. Where a kind has no match it keeps the prior. */
export function trainStrengths(
  rows: readonly TrainingRow[],
  odds: OddsUse,
  until: number,
): Pick<StrengthsArtefact["trained"], "from" | "until" | "matches"> & Pick<StrengthsArtefact, "stacks"> {
  const from = firstSeason[odds];
  const used = rows.filter(({ season, priced }) => season >= from && season <= until && (odds === "none" || priced));
  const of = (kind: Kind) => used.filter(({ competition }) => kindOf(competition) === kind);
  const each = { topFive: of("topFive"), others: of("others"), nations: of("nations") };
  const fit = (kind: Kind) => fitStack(each[kind], { ...members[odds], ridge });
  return {
    from,
    until: used.reduce((latest, { season }) => Math.max(latest, season), from),
    matches: { topFive: each.topFive.length, others: each.others.length, nations: each.nations.length },
    stacks: { topFive: fit("topFive"), others: fit("others"), nations: fit("nations") },
  };
}
