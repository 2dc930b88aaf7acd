export interface EloOptions {
  /** Points that change hands at most in a match. */
  readonly k: number;
  /** Rating points that home ground is worth. */
  readonly homeAdvantage: number;
  /** Whether a larger margin moves more points. */
  readonly margin: boolean;
}

export const eloDefaults: EloOptions = { k: 20, homeAdvantage: 100, margin: true };

/** Chance that the home side wins, a draw counting half. Elo, The Rating of Chessplayers (1978), with home ground. */
export function eloExpectation(home: number, away: number, neutral: boolean, { homeAdvantage }: EloOptions): number {
  const ground = neutral ? 0 : homeAdvantage;
  return 1 / (1 + 10 ** ((away - (home + ground)) / 400));
}

/** Points that go from the away side to the home side after a match. */
export function eloChange(
  home: number,
  away: number,
  goalDifference: number,
  neutral: boolean,
  options: EloOptions = eloDefaults,
): number {
  const actual = goalDifference > 0 ? 1 : goalDifference < 0 ? 0 : 0.5;
  const weight = options.margin ? marginWeight(goalDifference) : 1;
  return options.k * weight * (actual - eloExpectation(home, away, neutral, options));
}

/** World Football Elo Ratings' index of goal difference: 1, 1.5, then (11 + margin) / 8 (eloratings.net). */
function marginWeight(goalDifference: number): number {
  const margin = Math.abs(goalDifference);
  if (margin <= 1) return 1;
  return margin === 2 ? 1.5 : (11 + margin) / 8;
}
