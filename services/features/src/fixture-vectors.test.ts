import { setImmediate } from "node:timers/promises";
import { type Statement, vectorOf } from "@touchline/prematch";
import type { Availability, Result } from "@touchline/schemas";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import type { FixtureProblem } from "./asked-fixture.ts";
import { fixtureRoutes } from "./fixture-routes.ts";
import { type FixtureVector, FixtureVectors, type VectorRequest } from "./fixture-vectors.ts";
import { TestHistory } from "./real-match.fixture.ts";
import { TeamDirectory } from "./team-directory.ts";

const dayMs = 86_400_000;
const noon = (date: string) => Date.parse(`${date}T12:00:00Z`);
const now = noon("2018-02-01");
const clubs = [
  { id: "club:arsenal", name: "Arsenal" },
  { id: "club:man-united", name: "Manchester United" },
  { id: "club:stoke", name: "Stoke City" },
];
const [arsenal, united, stoke] = clubs as [Result["home"], Result["home"], Result["home"]];
const real = { id: "club:real-madrid", name: "Real Madrid" };
const france = { id: "nation:france", name: "France" };
const brazil = { id: "nation:brazil", name: "Brazil" };

function result(date: string, home: Result["home"], away: Result["home"], change: Partial<Result> = {}): Result {
  return {
    ...{ provider: "p", matchId: `${date}/${home.id}/${away.id}`, revision: 1, season: "2017/18", neutral: false },
    ...{ competition: "ENG-Premier League", kickOff: noon(date), home, away, score: { home: 2, away: 1 } },
    ...{ halfTime: null, referee: null, homeCounts: null, awayCounts: null, goalTimes: null, closing: null },
    ...change,
  };
}

const results = [
  result("2017-09-02", arsenal, united),
  result("2017-09-09", united, stoke),
  result("2017-09-16", stoke, arsenal),
  result("2017-09-23", real, { id: "club:barcelona", name: "Barcelona" }, { competition: "ESP-La Liga" }),
  result("2017-10-10", france, brazil, { competition: "INT-Friendly", season: "2017" }),
];

function served({ isCaughtUp = true, at = now } = {}) {
  const history = new TestHistory();
  const aliases = [
    { source: "football-data", name: "Man United", teamId: united.id, displayName: united.name },
    { source: "a-feed", name: "The Reds", teamId: united.id, displayName: united.name },
    { source: "a-feed", name: "The Reds", teamId: stoke.id, displayName: stoke.name },
  ];
  const teams = new TeamDirectory(aliases);
  const put = (told: Result) => {
    for (const team of [told.home, told.away]) teams.told(team);
    history.put(told);
  };
  for (const told of results) put(told);
  const said = new Map<string, Statement[]>();
  const statements = {
    of: (id: string) => said.get(id) ?? [],
    versionOf: (id: string) => said.get(id)?.length ?? 0,
    readTo: () => ({ "team.availability": [said.size] }),
  };
  const options = { history, statements, teams, isCaughtUp: () => isCaughtUp, now: () => at };
  const vectors = new FixtureVectors(options);
  const ask = async (...requests: VectorRequest[]) => vectors.answer(requests, new AbortController().signal);
  const one = async (request: Partial<VectorRequest>) => {
    const [found] = (await ask({ home: "Arsenal", away: "Stoke City", kickOff: noon("2018-02-10"), ...request }))
      .fixtures;
    return found as FixtureVector & FixtureProblem;
  };
  return { history, teams, put, said, vectors, ask, one };
}

const numbers = ({ values }: FixtureVector) => {
  const bytes = Buffer.from(values as string, "base64");
  return [...new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)];
};

describe("the match that is asked about", () => {
  it.each(["Arsenal", "arsenal", "ARSENAL!", "club:arsenal"])("has the team that is called %s", async (home) => {
    expect((await served().one({ home })).fixture.home).toEqual(arsenal);
  });

  it("may name a team as any source does", async () => {
    expect((await served().one({ home: "Man United" })).fixture.home).toEqual(united);
  });

  it("is of the competition that both sides play in, and of the season of its day", async () => {
    const { one } = served();
    const seasons = ["2017-12-26", "2018-02-10", "2018-05-13", "2018-08-11"].map((date) =>
      one({ kickOff: noon(date) }),
    );
    expect((await Promise.all(seasons)).map(({ fixture }) => [fixture.competition, fixture.season])).toEqual([
      ["ENG-Premier League", "2017/18"],
      ["ENG-Premier League", "2017/18"],
      ["ENG-Premier League", "2017/18"],
      ["ENG-Premier League", "2018/19"],
    ]);
  });

  it("is of the season that still goes on where that ends late", async () => {
    const { one, put } = served({ at: noon("2020-08-01") });
    put(result("2020-07-25", arsenal, stoke, { season: "2019/20" }));
    const season = async (date: string) => (await one({ kickOff: noon(date) })).fixture.season;
    expect([await season("2020-08-02"), await season("2020-09-12")]).toEqual(["2019/20", "2020/21"]);
  });

  it("is a friendly of nations where nobody says otherwise", async () => {
    const { fixture } = await served().one({ home: "France", away: "brazil", neutral: true });
    expect(fixture).toMatchObject({ competition: "INT-Friendly", season: "2018", neutral: true });
  });

  it.each([
    [{ home: "Arsenall" }, "TEAM_UNKNOWN", "Arsenall", ["club:arsenal"]],
    [{ home: "Man" }, "TEAM_UNKNOWN", "Man", ["club:man-united"]],
    [{ home: "Zzz" }, "TEAM_UNKNOWN", "/v1/teams", []],
    [{ home: "The Reds" }, "TEAM_AMBIGUOUS", "The Reds", ["club:man-united", "club:stoke"]],
    [{ away: "Real Madrid" }, "COMPETITION_UNCLEAR", "Real Madrid", ["ENG-Premier League", "ESP-La Liga"]],
    [{ competition: "Liga" }, "COMPETITION_UNKNOWN", "Liga", ["ESP-La Liga"]],
    [{ away: "Arsenal" }, "FIXTURE_IMPOSSIBLE", "itself", []],
    [{ away: "France" }, "FIXTURE_IMPOSSIBLE", "nation", []],
    [{ kickOff: noon("2021-01-01") }, "DATE_OUT_OF_RANGE", "2019-03-08", []],
    [{ kickOff: noon("2017-09-02") }, "DATE_OUT_OF_RANGE", "2017-09-03", []],
  ])("cannot be %j: %s", async (request, code, message, candidates) => {
    const answer = await served().one(request);
    expect(answer).toEqual({ code, message: expect.stringContaining(message), candidates });
  });

  it("is between teams of one kind where a name means a club and a nation", async () => {
    const { one, put } = served();
    put(result("2017-10-11", { id: "nation:arsenal", name: "Arsenal" }, brazil, { competition: "INT-Friendly" }));
    expect((await one({})).fixture.home.id).toBe("club:arsenal");
    expect((await one({ away: "Brazil" })).fixture.home.id).toBe("nation:arsenal");
    expect(await one({ away: "Nobody" })).toMatchObject({ code: "TEAM_AMBIGUOUS" });
  });

  it("may be of a competition by its name without the country", async () => {
    const { fixture } = await served().one({ away: "Real Madrid", competition: "premier league" });
    expect(fixture.competition).toBe("ENG-Premier League");
  });
});

describe("the vector of a match that is asked about", () => {
  it("is that of the same match announced, bit for bit", async () => {
    const { one, history } = served();
    const kickOff = noon("2018-02-10");
    const fixture = { competition: "ENG-Premier League", season: "2017/18", neutral: false, referee: null };
    const announced = vectorOf(history.history, { ...fixture, kickOff, home: arsenal.id, away: stoke.id });
    const found = await one({});
    expect(numbers(found)).toEqual([...announced]);
    expect(found).toMatchObject({ asOf: now, complete: true });
  });

  it("is as of an earlier moment where one is given", async () => {
    const { one, history } = served();
    const asOf = noon("2017-09-10");
    const fixture = { competition: "ENG-Premier League", season: "2017/18", neutral: false, referee: null };
    const asked = { ...fixture, kickOff: noon("2018-02-10"), home: arsenal.id, away: stoke.id, asOf };
    const found = await one({ asOf });
    expect(numbers(found)).toEqual([...vectorOf(history.history, asked)]);
    expect(found.asOf).toBe(asOf);
  });

  it("changes with what is said of a team", async () => {
    const { one, said } = served();
    const before = await one({});
    const out = { player: { id: "1", name: "A", position: null }, state: "OUT", reason: null, expectedReturn: null };
    const value = {
      ...out,
      provider: "p",
      teamId: arsenal.id,
      revision: 1,
      providerTime: now,
    } as unknown as Availability;
    said.set(arsenal.id, [{ schema: "Availability", value }]);
    expect((await one({ tag: before.tag })).values).not.toBeNull();
  });
});

describe("a vector that the asker has", () => {
  it("is not given again while it stands", async () => {
    const { one } = served();
    const first = await one({});
    expect(await one({ tag: first.tag })).toEqual({ ...first, values: null });
  });

  it("is given anew after a result that counts for it, and only then", async () => {
    const { one, put } = served();
    const first = await one({});
    put(result("2018-02-10", united, stoke));
    const stood = await one({ tag: first.tag });
    expect(stood.values).toBeNull();
    put(result("2018-02-03", united, stoke));
    const anew = await one({ tag: stood.tag });
    expect(numbers(anew)).not.toEqual(numbers(first));
    expect((await one({ tag: anew.tag })).values).toBeNull();
    put(result("2018-02-03", united, stoke, { score: { home: 0, away: 5 } }));
    expect(numbers(await one({ tag: anew.tag }))).not.toEqual(numbers(anew));
  });

  it("is given anew by another process, and to another question", async () => {
    const { one, vectors: _ } = served();
    const { tag } = await one({});
    expect((await served().one({ tag })).values).not.toBeNull();
    expect((await one({ tag, neutral: true })).values).not.toBeNull();
    expect((await one({ tag, home: "Stoke City", away: "Arsenal" })).values).not.toBeNull();
  });
});

describe("many at a time", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const [home, away] = [clubs[i % 3], clubs[(i + 1) % 3]] as [Result["home"], Result["home"]];
      return { home: home.name, away: away.name, kickOff: now + (1 + ((i * 7) % 30)) * dayMs };
    });

  it("are answered in the order of the questions, each as if it were alone", async () => {
    const { ask, one } = served();
    const asked = many(30);
    const { fixtures } = await ask(...asked, { ...(asked[0] as VectorRequest), home: "nobody" });
    expect(fixtures).toHaveLength(31);
    for (const [i, request] of asked.entries()) expect(fixtures[i]).toEqual({ ...(await one(request)), reading: 0 });
    expect(fixtures[30]).toMatchObject({ code: "TEAM_UNKNOWN" });
  });

  it("let others have their turn in between", async () => {
    const { ask } = served();
    let turns = 0;
    let isOver = false;
    const others = (async () => {
      for (; !isOver; turns++) await setImmediate();
    })();
    await ask(...many(500));
    isOver = true;
    await others;
    expect(turns).toBeGreaterThan(3);
  });

  it("tell each how far history had been read for it", async () => {
    const { ask, put } = served();
    const asked = many(500);
    const answering = ask(...asked);
    await setImmediate();
    put(result("2018-02-01", united, stoke));
    const { readings, fixtures } = await answering;
    expect(readings.map((reading) => reading["match.results"])).toEqual([[5], [6]]);
    expect(new Set(fixtures.map((each) => (each as FixtureVector).reading))).toEqual(new Set([0, 1]));
  });
});

describe("the route", () => {
  async function post(body: object, options = {}) {
    const http = Fastify();
    fixtureRoutes(http, served(options).vectors);
    const answer = await http.inject({ method: "POST", url: "/v1/vectors", payload: body });
    return { status: answer.statusCode, body: answer.json() };
  }
  const fixture = { home: "Arsenal", away: "Stoke City", kickOff: noon("2018-02-10") };

  it("answers each fixture", async () => {
    const { status, body } = await post({ fixtures: [fixture, { ...fixture, home: "x" }] });
    expect([status, body.fixtures.length]).toEqual([200, 2]);
    expect(body.manifest).toMatch(/^[0-9a-f]+$/);
  });

  it.each([
    [{}, {}, 400, "QUERY_INVALID"],
    [{ fixtures: [{ ...fixture, kickOff: "soon" }] }, {}, 400, "QUERY_INVALID"],
    [{ fixtures: Array(501).fill(fixture) }, {}, 400, "QUERY_INVALID"],
    [{ fixtures: [fixture] }, { isCaughtUp: false }, 503, "HISTORY_READING"],
  ])("refuses %#", async (body, options, status, code) => {
    expect(await post(body, options)).toMatchObject({ status, body: { code } });
  });
});
