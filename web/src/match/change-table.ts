import type { ChangeName, PredictionPoint, ThreeWay } from "@touchline/client";

/** What one thing did to the chances of the result, in tenths of a percentage point. */
export interface ChangeRow extends ThreeWay {
  readonly of: ChangeName;
}

export interface ChangeTable {
  readonly rows: readonly ChangeRow[];
  /** The sum of the rows, to the tenth; null for a first prediction, which changed nothing. */
  readonly change: ThreeWay | null;
}

/**
 * The parts of a prediction's change, rounded so that what is shown sums to the change that is shown (by largest remainder, for each
 * result by itself). Parts of which nothing shows are left out; what no part explains is "OTHER".
 */
export function changeTable({ change, changeParts }: Pick<PredictionPoint, "change" | "changeParts">): ChangeTable {
  if (change === null) return { rows: [], change: null };
  const unexplained = mapped((side) => change[side] - changeParts.reduce((sum, part) => sum + part[side], 0));
  const isExplained = sides.every((side) => Math.abs(unexplained[side]) < visible);
  const parts = isExplained ? changeParts : [...changeParts, { of: "OTHER" as const, ...unexplained }];
  const total = mapped((side) => Math.round(change[side] * 1000) + 0);
  const columns = mapped((side) => {
    const exact = parts.map((part) => part[side] * 1000);
    // what rounding on the way here has taken from the parts, the largest of them can bear
    if (isExplained) addToLargest(exact, unexplained[side] * 1000);
    return apportioned(exact, total[side]);
  });
  const rows = parts.map(({ of }, i) => ({ of, ...mapped((side) => columns[side][i] ?? 0) }));
  return { rows: rows.filter((row) => sides.some((side) => row[side] !== 0)), change: total };
}

/** Numbers rounded down, and those with the largest remainders up until they sum to the total. */
function apportioned(exact: readonly number[], total: number): number[] {
  const rounded = exact.map((value) => Math.floor(value));
  const order = exact.map((_, i) => i).sort((a, b) => remainder(exact, b) - remainder(exact, a));
  let short = total - rounded.reduce((sum, value) => sum + value, 0);
  for (let turn = 0; short > 0 && order.length > 0; turn++, short--) {
    const i = order[turn % order.length] ?? 0;
    rounded[i] = (rounded[i] ?? 0) + 1;
  }
  return rounded.map((value) => value + 0);
}

function addToLargest(values: number[], more: number): void {
  const largest = values.reduce((best, value, i) => (Math.abs(value) > Math.abs(values[best] ?? 0) ? i : best), 0);
  const value = values[largest];
  if (value !== undefined) values[largest] = value + more;
}

function remainder(exact: readonly number[], i: number): number {
  const value = exact[i] ?? 0;
  return value - Math.floor(value);
}

const sides = ["home", "draw", "away"] as const;

function mapped<T>(of: (side: (typeof sides)[number]) => T): Record<(typeof sides)[number], T> {
  return { home: of("home"), draw: of("draw"), away: of("away") };
}

/** Half of a tenth of a point. */
const visible = 0.0005;

export const changeWordsOf: Readonly<Record<ChangeName, string>> = {
  SCORE: "The score",
  MEN: "Men on the pitch",
  CHANCES: "Shots",
  CLOCK: "Time played",
  PRE_MATCH: "What was believed before",
  OTHER: "Anything else",
};
