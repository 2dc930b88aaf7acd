import type { Prediction } from "./generated/records.ts";

const thirds = { home: 0.5, draw: 0.25, away: 0.25 };

/** A prediction as large as real ones are (a grid of 10 x 10), for tests and measurements. */
export const samplePrediction: Prediction = {
  matchId: "wyscout:2499719",
  sequence: 41,
  modelId: "poisson-1",
  featuresRevision: 41,
  competition: "ENG-Premier League",
  season: "2017/18",
  kickOff: 1502477100000,
  homeTeam: { id: "club:arsenal", name: "Arsenal" },
  awayTeam: { id: "club:leicester", name: "Leicester" },
  phase: "LIVE",
  period: 1,
  second: 1234.5,
  score: { home: 1, away: 1 },
  men: { home: 11, away: 11 },
  expectedGoals: { home: 0.62, away: 0.31 },
  suspended: false,
  matchResult: thirds,
  overUnder: [0.5, 1.5, 2.5, 3.5, 4.5].map((line) => ({ line, over: 1 / (1 + line) })),
  bothTeamsToScore: 1,
  nextGoal: { home: 0.5, none: 0.125, away: 0.375 },
  remainingGoals: { home: 1.25, away: 0.75 },
  scoreGrid: { home: 1, away: 1, size: 10, probabilities: Array.from({ length: 100 }, (_, i) => i / 4950), beyond: 0 },
  cause: {
    record: "EVENT",
    provider: "wyscout",
    id: "177959171",
    revision: 1,
    status: "CONFIRMED",
    type: "GOAL",
    side: "HOME",
    player: "A. Lacazette",
    period: 1,
    second: 94,
  },
  change: { home: 0.125, draw: -0.0625, away: -0.0625 },
  asOf: 1502477194000,
  shootOut: null,
};
