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

/** The score grid row by row: a row per home goals, a cell per away goals. */
export function scoreCells({ home, away, size, probabilities }: MatchView["scoreGrid"]): ScoreCell[][] {
  const most = Math.max(...probabilities);
  const likeliest = probabilities.indexOf(most);
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => {
      const at = row * size + column;
      const chance = probabilities[at] ?? 0;
      const lead = home + row - (away + column);
      return {
        home: home + row,
        away: away + column,
        outcome: lead > 0 ? "home" : lead < 0 ? "away" : "draw",
        chance,
        heat: most > 0 ? Math.round(100 * Math.sqrt(chance / most)) : 0,
        likeliest: at === likeliest,
      };
    }),
  );
}
