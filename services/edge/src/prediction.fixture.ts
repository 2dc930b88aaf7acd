import type { Prediction } from "@touchline/schemas";
import { matchView, type Published } from "./match-view.ts";

/** Crystal Palace v West Bromwich Albion, 13 May 2018, as W. Zaha scored; with the given members instead. */
export function prediction(members: Partial<Prediction> = {}): Prediction {
  return {
    matchId: "wyscout:2500090",
    sequence: 1,
    modelId: "poisson-1",
    featuresRevision: 1,
    competition: "ENG-Premier League",
    season: "2017/18",
    kickOff: Date.UTC(2018, 4, 13, 14),
    homeTeam: { id: "club:crystal-palace", name: "Crystal Palace" },
    awayTeam: { id: "club:west-brom", name: "West Bromwich Albion" },
    phase: "LIVE",
    period: 2,
    second: 1444,
    score: { home: 1, away: 0 },
    men: { home: 11, away: 11 },
    expectedGoals: { home: 1.0234567, away: 0.246 },
    suspended: false,
    matchResult: { home: 0.8765432, draw: 0.1, away: 0.0234568 },
    overUnder: [
      { line: 0.5, over: 1 },
      { line: 1.5, over: 0.4123456 },
    ],
    bothTeamsToScore: 0.2,
    nextGoal: { home: 0.3, none: 0.55, away: 0.15 },
    remainingGoals: { home: 0.4, away: 0.2 },
    scoreGrid: { home: 1, away: 0, size: 2, probabilities: [0.55, 0.1, 0.25, 0.05], beyond: 0.05 },
    cause: {
      record: "EVENT",
      provider: "wyscout",
      id: "254",
      revision: 2,
      status: "CONFIRMED",
      type: "GOAL",
      side: "HOME",
      player: "W. Zaha",
      period: 2,
      second: 1444,
      statement: null,
    },
    change: { home: 0.5271234, draw: -0.4, away: -0.1271234 },
    asOf: Date.UTC(2018, 4, 13, 15, 24),
    shootOut: null,
    modelHash: "0f".repeat(32),
    doubleChance: { homeOrDraw: 0.75, homeOrAway: 0.75, drawOrAway: 0.5 },
    handicaps: [{ line: -1, home: 0.25, push: 0.25, away: 0.5 }],
    cleanSheet: { home: 0.4, away: 0.3 },
    nextGoalBy: [{ minute: 90, chance: 0.6 }],
    toQualify: null,
    interval: { low: { home: 0.4, draw: 0.2, away: 0.2 }, high: { home: 0.6, draw: 0.3, away: 0.3 } },
    changeParts: [],
    ...members,
  };
}

export const record = (offset = 41n): Published => ({
  partition: 3,
  offset,
  timestamp: 1_700_000_000_000,
  headers: { "correlation-id": "wyscout/wyscout:2500090/254/2", "processed-at": "1700000000123.4" },
});

let written = 41n;

/** Each the next record in the log. */
export const view = (members: Partial<Prediction> = {}) => matchView(prediction(members), record(written++));
