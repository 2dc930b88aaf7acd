import type { MatchView } from "@touchline/client";

export interface ScoreCell {
  readonly home: number;
  readonly away: number;
  readonly outcome: "home" | "draw" | "away";
  readonly chance: number;
  /** Strength of the colour, percent: 100 for the likeliest score. By square root, so that small chances still differ. */
  readonly heat: number;
  readonly likeliest: boolean;
}

export interface ScoreTable {
  /** A row per home goals, in it a cell per away goals. */
  readonly rows: readonly (readonly ScoreCell[])[];
  /** Chance of a final score that has no cell. */
  readonly other: number;
}

/** Chances below this are shown as a dot, and rows and columns with nothing above it are left out. */
export const leastShown = 0.005;
const fewest = 4;

/** The score grid as a table that is as large as there is something to see. */
export function scoreTable({ home, away, size, probabilities }: MatchView["scoreGrid"]): ScoreTable {
  const chanceOf = (row: number, column: number) => probabilities[row * size + column] ?? 0;
  const steps = Array.from({ length: size }, (_, step) => step);
  const reach = (seen: (step: number, other: number) => number) =>
    Math.max(
      Math.min(fewest, size),
      1 + steps.findLastIndex((step) => steps.some((other) => seen(step, other) >= leastShown)),
    );
  const rowsShown = steps.slice(
    0,
    reach((row, column) => chanceOf(row, column)),
  );
  const columnsShown = steps.slice(
    0,
    reach((column, row) => chanceOf(row, column)),
  );
  const most = Math.max(...probabilities);
  let shown = 0;
  let likeliest = true;
  const rows = rowsShown.map((row) =>
    columnsShown.map((column): ScoreCell => {
      const chance = chanceOf(row, column);
      shown += chance;
      const lead = home + row - (away + column);
      const first = likeliest && chance === most;
      if (first) likeliest = false;
      return {
        home: home + row,
        away: away + column,
        outcome: lead > 0 ? "home" : lead < 0 ? "away" : "draw",
        chance,
        heat: most > 0 ? Math.round(100 * Math.sqrt(chance / most)) : 0,
        likeliest: first,
      };
    }),
  );
  return { rows, other: Math.max(0, 1 - shown) };
}
