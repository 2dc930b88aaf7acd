import { placeOf, vectorLength } from "@touchline/prematch";
import { fitStack, type StackOptions, type StackRow } from "../strengths/fit-stack.ts";
import { type Kind, kindOf } from "../strengths/kind-of.ts";
import type { Stack } from "../strengths/stack.ts";
import type { OddsUse } from "./odds-use.ts";
import type { TrainingMatches } from "./training-matches.ts";

/** Filters that a stack may weigh, the first of each the one that it starts from. */
const filters: Readonly<Record<"none" | "past", Omit<StackOptions, "ridge">>> = {
  none: { supremacy: ["results", "chances", "goals", "fast", "slow"], goals: ["totals", "results"] },
  past: { supremacy: ["market", "marketTotals", "results"], goals: ["marketTotals", "market", "totals"] },
};
const ridge = 20;

/** A stack of strengths for each kind of competition, from the matches of these rows; where a kind has none it keeps the prior. */
export function fitStacks(matches: TrainingMatches, rows: Int32Array, odds: OddsUse): Readonly<Record<Kind, Stack>> {
  const options = { ...filters[odds === "none" ? "none" : "past"], ridge };
  const stack = (kind: Kind) =>
    fitStack(
      Array.from(
        rows.filter((row) => kindOf(matches.competitions[row] as string) === kind),
        (row) => stackRow(matches, row, options),
      ),
      options,
    );
  return { topFive: stack("topFive"), others: stack("others"), nations: stack("nations") };
}

function stackRow(matches: TrainingMatches, row: number, { supremacy, goals }: Omit<StackOptions, "ridge">): StackRow {
  const at = (name: string) => matches.values[row * vectorLength + placeOf(name)] as number;
  const opinion = (name: string) => ({ home: at(`strengths.${name}.home`), away: at(`strengths.${name}.away`) });
  return {
    opinions: Object.fromEntries([...supremacy, ...goals].map((name) => [name, opinion(name)])),
    home: matches.homeGoals[row] as number,
    away: matches.awayGoals[row] as number,
  };
}
