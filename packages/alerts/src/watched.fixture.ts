import type { Cause, Odds, Prediction } from "@touchline/schemas";

export const matchId = "wyscout:2500090";
export const kickOff = Date.UTC(2018, 4, 13, 14);

type Told = Partial<Omit<Prediction, "cause">> & {
  readonly cause?: Partial<Cause>;
  /** Home win, draw, away win. */
  readonly chances?: readonly [number, number, number];
};

/** Crystal Palace v West Bromwich Albion, a prediction in play; its cause is a tick of the clock unless told otherwise. */
export function predictionOf(told: Told = {}): Prediction {
  const { chances = [0.5, 0.25, 0.25], cause, ...members } = told;
  const { sequence = 1, period = 1, second = 0 } = members;
  const [home, draw, away] = chances;
  return {
    ...{ matchId, sequence, modelId: "ensemble", modelHash: "0f", featuresRevision: sequence },
    ...{ competition: "ENG-Premier League", season: "2017/18", kickOff },
    homeTeam: { id: "club:crystal-palace", name: "Crystal Palace" },
    awayTeam: { id: "club:west-brom", name: "West Bromwich Albion" },
    ...{ phase: period === 0 ? "PRE_MATCH" : "LIVE", period, second, suspended: false },
    score: { home: 0, away: 0 },
    men: { home: 11, away: 11 },
    expectedGoals: { home: 0, away: 0 },
    matchResult: { home, draw, away },
    overUnder: [0.5, 1.5, 2.5].map((line) => ({ line, over: 0.9 / (1 + line) })),
    bothTeamsToScore: 0.4,
    nextGoal: { home: 0.3, none: 0.5, away: 0.2 },
    remainingGoals: { home: 0.8, away: 0.5 },
    scoreGrid: { home: 0, away: 0, size: 1, probabilities: [0.5], beyond: 0.5 },
    change: null,
    asOf: kickOff + (period > 1 ? 3_900_000 : 0) + second * 1000,
    ...{ shootOut: null, doubleChance: null, handicaps: [], cleanSheet: null, nextGoalBy: [], toQualify: null },
    interval: {
      low: { home: home - 0.04, draw: draw - 0.02, away: away - 0.03 },
      high: { home: home + 0.04, draw: draw + 0.02, away: away + 0.03 },
    },
    changeParts: [],
    ...members,
    cause: {
      ...{ record: "EVENT", provider: "wyscout", id: `tick-${period}-${second}`, revision: 1, status: "CONFIRMED" },
      ...{ type: "CLOCK", side: null, player: null, period, second, statement: null },
      ...cause,
    },
  };
}

/** Live prices of a book for the result, said at a moment of the first half. */
export function oddsOf(second: number, prices: readonly [number, number, number], told: Partial<Odds> = {}): Odds {
  return {
    ...{ provider: "a-book", matchId, market: "MATCH_RESULT", line: null, inPlay: true, suspended: false },
    selections: ["home", "draw", "away"].map((name, i) => ({ name, price: prices[i] as number })),
    providerTime: kickOff + second * 1000,
    ...told,
  };
}
