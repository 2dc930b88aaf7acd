import { playedOf, ratingColumns } from "@touchline/prematch";
import { readResults, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { TestHistory } from "./real-match.fixture.ts";
import { TeamDirectory } from "./team-directory.ts";
import { teamRoutes } from "./team-routes.ts";

const identities = readTeams();
const results = readResultsFiles(shippedFiles.results[0])
  .flatMap(({ name, bytes }) => readResults(bytes, name, identities).rows)
  .map(({ result }) => result)
  .filter(({ season }) => season >= "2014" && season < "2016/17");
const noon = (date: string) => Date.parse(`${date}T12:00:00Z`);

const history = new TestHistory();
const teams = new TeamDirectory([]);
for (const result of results) {
  for (const team of [result.home, result.away]) teams.told(team);
  history.history.put(playedOf(result));
}
history.history.settle();

async function get(path: string, isCaughtUp = true) {
  const http = Fastify();
  const view = { settled: () => history.settled(), workedAhead: async () => {}, past: () => history.past() };
  teamRoutes(http, { history: view, teams, isCaughtUp: () => isCaughtUp });
  const answer = await http.inject(`/v1/${path}`);
  // biome-ignore lint/suspicious/noExplicitAny: whatever the service answers
  return { status: answer.statusCode, body: answer.json() as any };
}

describe("teams", () => {
  const idsOf = async (query: string) => (await get(`teams?${query}`)).body.teams.map(({ id }: { id: string }) => id);

  it("are found by a name or a part of one, the likeliest first", async () => {
    expect((await idsOf("name=arsenal"))[0]).toBe("club:arsenal");
    expect((await idsOf("name=leicestr"))[0]).toBe("club:leicester");
    expect((await idsOf("name=manchester")).slice(0, 2).sort()).toEqual(["club:man-city", "club:man-united"]);
    expect(await idsOf("name=zzzzzz")).toEqual([]);
  });

  it("are those that played last in a competition, by name", async () => {
    const { body } = await get("teams?competition=ENG-Premier League&limit=500");
    expect(body.teams).toHaveLength(20 + 3);
    const names = body.teams.map(({ name }: { name: string }) => name);
    expect(names).toEqual([...names].sort());
    const leicester = body.teams.find(({ id }: { id: string }) => id === "club:leicester");
    expect(leicester).toMatchObject({ matches: 76, competition: "ENG-Premier League", lastPlayed: noon("2016-05-15") });
  });
});

describe("a team", () => {
  it("has its strengths after each match of the last year, the last ones those that the next match is predicted from", async () => {
    const { body } = await get("teams/club:leicester");
    expect(body).toMatchObject({
      competition: "ENG-Premier League",
      season: "2015/16",
      matches: 76,
      filter: "results",
    });
    const last = body.strengths.at(-1);
    const record = history.history.team("club:leicester");
    expect(last.at).toBe(noon("2016-05-15"));
    expect(last.elo).toBe(record?.ratings.value(75, ratingColumns.elo));
    const state = history.history.strengthStates("club:leicester", "results")?.at(75);
    expect(last.attack.value).toBe(state?.attack);
    const spread = Math.sqrt(state?.attackVariance as number);
    expect((last.attack.high - last.attack.low) / spread).toBeCloseTo(2 * 1.6449, 6);
    expect(body.strengths.length).toBeGreaterThanOrEqual(38);
  });

  it("was weaker before the season that it won", async () => {
    const strength = async (to: string) => {
      const { attack, defence } = (await get(`teams/Leicester City?from=2014-08-01&to=${to}`)).body.strengths.at(-1);
      return attack.value + defence.value;
    };
    expect(await strength("2016-05-20")).toBeGreaterThan(await strength("2015-04-01"));
  });

  it("has one state a month where that is asked, the last of each", async () => {
    const query = "from=2015-08-01&to=2015-12-31";
    const [every, monthly] = [
      await get(`teams/club:leicester?${query}`),
      await get(`teams/club:leicester?${query}&every=month`),
    ];
    const dates = monthly.body.strengths.map(({ at }: { at: number }) => new Date(at).toISOString().slice(0, 10));
    expect(dates).toEqual(["2015-08-29", "2015-09-26", "2015-10-31", "2015-11-28", "2015-12-29"]);
    for (const each of monthly.body.strengths) expect(every.body.strengths).toContainEqual(each);
  });

  it("has its last matches and its form", async () => {
    const { body } = await get("teams/club:leicester");
    expect(body.recent).toHaveLength(10);
    expect(body.recent[0]).toMatchObject({
      ...{ at: noon("2016-05-15"), home: { id: "club:chelsea", name: "Chelsea" } },
      ...{ away: { id: "club:leicester" }, score: { home: 1, away: 1 } },
    });
    const lastFive = body.form.find(
      (window: { last: number; venue: string }) => window.last === 5 && window.venue === "ALL",
    );
    expect(lastFive).toMatchObject({ matches: 5, points: 9, goalsFor: 11, goalsAgainst: 5 });
  });

  it.each([
    ["teams/nobody", 404, "TEAM_UNKNOWN", "/v1/teams"],
    ["teams/Leicesterr", 404, "TEAM_UNKNOWN", "club:leicester"],
    ["teams/club:leicester?from=soon", 400, "QUERY_INVALID", "from"],
    ["teams/club:leicester?every=year", 400, "QUERY_INVALID", "every"],
    ["teams?limit=0", 400, "QUERY_INVALID", "limit"],
  ])("%s is refused with %i %s", async (path, status, code, message) => {
    expect(await get(path)).toMatchObject({ status, body: { code, message: expect.stringContaining(message) } });
  });

  it("is not told from half a history", async () => {
    expect(await get("teams/club:leicester", false)).toMatchObject({ status: 503, body: { code: "HISTORY_READING" } });
    expect(await get("teams", false)).toMatchObject({ status: 503, body: { code: "HISTORY_READING" } });
  });
});
