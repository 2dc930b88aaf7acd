import type { Cause, Prediction } from "@touchline/schemas";

const matchId = "wyscout:2500090";
const kickOff = Date.UTC(2018, 4, 13, 14);

type Told = Partial<Cause> & { readonly goal?: "home"; readonly chances: readonly [number, number, number] };

/** Crystal Palace v West Bromwich Albion, 13 May 2018, in a few predictions: up to the goal that W. Zaha is about to score. */
export function predictionsBeforeTheGoal(): Prediction[] {
  const told: Told[] = [
    { record: "FIXTURE", id: "fixture", chances: [0.655, 0.205, 0.14] },
    { record: "LINE_UP", id: "line-up:HOME", side: "HOME", chances: [0.655, 0.205, 0.14] },
    { type: "PERIOD_START", period: 1, second: 0, chances: [0.652, 0.206, 0.142] },
  ];
  for (let minute = 1; minute <= 45; minute++) told.push(clock(1, minute, 0.652 - 0.0032 * minute));
  told.push({ type: "YELLOW", side: "AWAY", player: "C. Brunt", period: 1, second: 2757, chances: [0.51, 0.34, 0.15] });
  told.push({ type: "PERIOD_END", period: 1, second: 2786.1, chances: [0.508, 0.342, 0.15] });
  told.push({ type: "PERIOD_START", period: 2, second: 0, chances: [0.508, 0.342, 0.15] });
  for (let minute = 1; minute <= 24; minute++) told.push(clock(2, minute, 0.506 - 0.006 * minute));
  return told.map((input, at) => predictionOf(input, at + 1, 0));
}

/** 70', W. Zaha: 1-0. */
export function goal(sequence: number, revision = 1): Prediction {
  const zaha = { type: "GOAL", side: "HOME", player: "W. Zaha", period: 2, second: 1444 } as const;
  return predictionOf({ ...zaha, id: "goal-1", revision, chances: [0.879, 0.107, 0.014] }, sequence, 1);
}

/** A match of other teams that went the same way, and is over. */
export function finishedMatch(): Prediction[] {
  const before = predictionsBeforeTheGoal();
  const scored = goal(before.length + 1);
  const end = { type: "PERIOD_END", period: 2, second: 2765.2, chances: [1, 0, 0] } as const;
  const final: Prediction = { ...predictionOf(end, before.length + 2, 1), phase: "FINISHED" };
  const teams = {
    homeTeam: { id: "club:arsenal", name: "Arsenal" },
    awayTeam: { id: "club:southampton", name: "Southampton" },
  };
  return [...before, scored, final].map((prediction) => ({ ...prediction, ...teams, matchId: "wyscout:2500040" }));
}

/** The same goal, which VAR takes back. */
export function goalTakenBack(sequence: number): Prediction {
  const zaha = { type: "GOAL", side: "HOME", player: "W. Zaha", period: 2, second: 1444 } as const;
  const cancelled = { ...zaha, id: "goal-1", revision: 2, status: "CANCELLED" } as const;
  return predictionOf({ ...cancelled, chances: [0.36, 0.52, 0.12] }, sequence, 0);
}

/** The rest of the goal's change: time had passed too. */
const played = { of: "CLOCK" as const, home: -0.003, draw: 0.001, away: 0.002 };

function mapped(chances: Told["chances"], by: number) {
  const [home, draw, away] = chances.map((chance) => Math.min(1, Math.max(0, chance + by))) as [number, number, number];
  return { home, draw, away };
}

function clock(period: number, minute: number, home: number): Told {
  const away = 0.145 - 0.0001 * minute;
  return { type: "CLOCK", period, second: minute * 60, chances: [home, 1 - home - away, away] };
}

function predictionOf({ chances, ...told }: Told, sequence: number, goals: number): Prediction {
  const [home, draw, away] = chances;
  const period = told.period ?? 0;
  const second = told.second ?? 0;
  const phase = period === 0 ? "PRE_MATCH" : told.type === "PERIOD_END" ? "BREAK" : "LIVE";
  return {
    ...{ matchId, sequence, modelId: "poisson-1", featuresRevision: sequence, kickOff, phase, period, second },
    ...{
      competition: "ENG-Premier League",
      season: "2017/18",
      suspended: false,
      shootOut: null,
      modelHash: "0f".repeat(32),
      ...{
        doubleChance: null,
        handicaps: [],
        cleanSheet: null,
        nextGoalBy: [],
        toQualify: null,
        interval: { low: mapped(chances, -0.06), high: mapped(chances, 0.06) },
        changeParts: goals === 0 ? [] : [{ of: "SCORE" as const, home: 0.53, draw: -0.401, away: -0.129 }, played],
      },
      asOf: kickOff + second * 1000,
    },
    homeTeam: { id: "club:crystal-palace", name: "Crystal Palace" },
    awayTeam: { id: "club:west-brom", name: "West Bromwich Albion" },
    score: { home: goals, away: 0 },
    men: { home: 11, away: 11 },
    expectedGoals: { home: 1.02, away: 0.25 },
    matchResult: { home, draw, away },
    overUnder: [0.5, 1.5, 2.5, 3.5, 4.5].map((line) => ({ line, over: line < goals ? 1 : 0.6 / (1 + line) })),
    bothTeamsToScore: 0.14,
    nextGoal: { home: 0.29, none: 0.59, away: 0.12 },
    remainingGoals: { home: 0.37, away: 0.15 },
    scoreGrid: {
      home: goals,
      away: 0,
      size: 3,
      probabilities: [0.59, 0.09, 0.01, 0.22, 0.03, 0, 0.04, 0.01, 0],
      beyond: 0.01,
    },
    cause: {
      ...{ record: "EVENT", provider: "wyscout", id: `event-${sequence}`, revision: 1, status: "CONFIRMED" },
      ...{ type: null, side: null, player: null, period, second, statement: null },
      ...told,
    } as Cause,
    change: sequence === 1 ? null : { home: goals * 0.527, draw: goals * -0.4, away: goals * -0.127 },
  };
}
