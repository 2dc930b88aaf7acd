import { setImmediate } from "node:timers/promises";
import { openSeason, relegationOf, rulesOf, simulate } from "@touchline/league";
import { shippedModels } from "@touchline/models";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { answerErrors } from "./api.ts";
import type { FixtureVectors, SeasonSoFar, VectorRequest } from "./features-service.ts";
import { leagueRoutes } from "./league-routes.ts";
import { type LeagueTable, LeagueTables } from "./league-tables.ts";
import { Simulator } from "./simulator.ts";

const at = Date.UTC(2016, 0, 1, 12);
const variances = { attackVariance: 0.01, covariance: 0.002, defenceVariance: 0.01 };
const teams = ["A", "B", "C"].map((name) => ({ id: `club:${name}`, name, ...variances }));
const soFar: SeasonSoFar = {
  competition: "ENG-Premier League",
  season: "2015/16",
  at,
  teams,
  played: [
    [0, 1, 3, 0],
    [1, 2, 1, 1],
  ],
  version: 7,
};
const goals = { home: 1.4, away: 1.1, dependence: -0.05 };
const model = { ...shippedModels[0], beliefBefore: () => ({ ...goals, variance: 0 }) };

const opened: (FastifyInstance | Simulator)[] = [];
afterEach(() => Promise.all(opened.splice(0).map((each) => each.close())));

function served(change: Partial<SeasonSoFar> = {}) {
  const state = { season: { ...soFar, ...change }, asked: [] as object[], questions: [] as VectorRequest[] };
  const simulator = new Simulator();
  const http = Fastify();
  opened.push(simulator, http);
  const features = {
    season: async (competition: string, query: object) => {
      state.asked.push({ competition, ...query });
      return state.season;
    },
    vectors: async (fixtures: readonly VectorRequest[]) => {
      state.questions.push(...fixtures);
      return { fixtures: fixtures.map(() => ({ values: "" })) } as unknown as FixtureVectors;
    },
  };
  const tables = new LeagueTables({ features, models: () => [{ model, odds: "none" }], simulator });
  answerErrors(http, (error) => expect.unreachable(String(error)));
  leagueRoutes(http, tables);
  const get = async (path: string) => {
    const answer = await http.inject(path);
    return { status: answer.statusCode, body: answer.json() as LeagueTable };
  };
  return { state, tables, get };
}

const path = "/leagues/ENG-Premier%20League/table";

describe("a league's table", () => {
  it("is the season played out from what is known, with the model's goals for each match that is left", async () => {
    const { get, state } = served();
    const { status, body } = await get(`${path}?season=2015/16&asOf=2016-01-01`);
    expect(status).toBe(200);
    expect(state.asked).toEqual([{ competition: "ENG-Premier League", season: "2015/16", asOf: String(at) }]);
    expect(state.questions.map(({ home, away, kickOff }) => [home, away, kickOff])).toEqual([
      ["club:A", "club:C", at],
      ["club:B", "club:A", at],
      ["club:C", "club:A", at],
      ["club:C", "club:B", at],
    ]);
    const rules = rulesOf(soFar.competition);
    const played = [
      { home: "club:A", away: "club:B", homeGoals: 3, awayGoals: 0 },
      { home: "club:B", away: "club:C", homeGoals: 1, awayGoals: 1 },
    ];
    const open = openSeason(["club:A", "club:B", "club:C"], played);
    const expected = open.left.map(() => goals);
    const relegation = relegationOf(rules, "2015/16");
    const options = { expected, uncertainty: teams, rules, relegation, seasons: 10_000, seed: 1 };
    const forecast = simulate(open, options);
    const named = forecast.teams.map((each) => ({ ...each, team: { id: each.team, name: each.team.slice(5) } }));
    expect(body).toEqual({
      ...{ competition: soFar.competition, season: "2015/16", asOf: at, modelId: model.id, modelHash: model.hash },
      ...{ ...forecast, teams: named },
    });
  });

  it("is kept until more is known", async () => {
    const { get, state } = served();
    const first = await get(path);
    expect(await get(path)).toEqual(first);
    expect(state.questions).toHaveLength(4);
    state.season = { ...soFar, played: [...soFar.played, [2, 0, 0, 4]], version: 8 };
    const next = await get(path);
    expect(next.body.left).toBe(3);
    expect(next.body.teams[0]).toMatchObject({ team: { id: "club:A" }, points: 6, played: 2 });
  });

  it("is made while others have their turn", async () => {
    const { get } = served();
    let turns = 0;
    let isOver = false;
    const making = get(path).then(() => {
      isOver = true;
    });
    for (; !isOver; turns++) await setImmediate();
    await making;
    expect(turns).toBeGreaterThan(50);
  });

  it.each([
    [{ competition: "SC0" }, 400, "LEAGUE_SPLITS"],
    [{ competition: "INT-Friendly" }, 404, "LEAGUE_UNKNOWN"],
    [{ teams: [], played: [] }, 404, "SEASON_UNKNOWN"],
    [{ played: [...soFar.played, ...soFar.played] }, 400, "SEASON_IRREGULAR"],
  ])("is refused %#", async (change, status, code) => {
    expect(await served(change).get(path)).toMatchObject({ status, body: { code } });
  });

  it("is refused as of no moment", async () => {
    expect(await served().get(`${path}?asOf=soon`)).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
  });

  it("is refused where as many are being made as may be, and given again thereafter", async () => {
    const { tables, state } = served();
    const asked = Array.from({ length: 6 }, (_, i) => {
      state.season = { ...soFar, version: i };
      return tables.of("x", {}).then(
        () => "made",
        ({ code }) => code,
      );
    });
    const codes = await Promise.all(asked);
    expect(codes).toEqual([...Array(4).fill("made"), "TOO_MANY_LOOK_UPS", "TOO_MANY_LOOK_UPS"]);
    state.season = soFar;
    expect((await tables.of("x", {})).left).toBe(4);
  });
});
