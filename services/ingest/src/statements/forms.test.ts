import { readTeams } from "@touchline/results";
import type { LineUp } from "@touchline/schemas";
import { describe, expect, it } from "vitest";
import type { Form, FormContext } from "./form.ts";
import { forms } from "./forms.ts";
import { readStatement, statementLine } from "./statement-line.ts";

const hourMs = 3_600_000;
const kickOff = Date.UTC(2026, 8, 15, 14);
const context: FormContext = {
  teams: readTeams(),
  at: kickOff - 5 * hourMs,
  match: { matchId: "api-football:1", kickOff },
};
const readAs = (name: string, answer: unknown, change: Partial<FormContext> = {}) =>
  (forms[name] as Form).read(typeof answer === "string" ? answer : JSON.stringify(answer), { ...context, ...change });
const values = (name: string, answer: unknown, change?: Partial<FormContext>) =>
  readAs(name, answer, change).records.map(({ value }) => value);
const codes = (name: string, answer: unknown, change?: Partial<FormContext>) =>
  readAs(name, answer, change).refused.map(({ code, where }) => [code, where]);

describe("Open-Meteo's forecast", () => {
  const forecast = {
    utc_offset_seconds: 14_400,
    hourly_units: { time: "iso8601", temperature_2m: "°F", wind_speed_10m: "km/h", precipitation: "inch" },
    hourly: {
      time: ["2026-09-15T15:00", "2026-09-15T17:00", "2026-09-15T18:00", "2026-09-15T22:00"],
      temperature_2m: [59, 50, 41, 32],
      wind_speed_10m: [36, 18, null, 0],
      precipitation: [0, 0.1, 0, 0],
    },
  };

  it("gives the hours near kick-off in our units, at their moments whatever the place's clock", () => {
    const told = values("open-meteo", forecast);
    expect(told).toEqual([
      {
        ...{ provider: "open-meteo", matchId: "api-football:1", issuedAt: context.at, providerTime: context.at },
        ...{ validAt: kickOff - hourMs, temperature: 10, windSpeed: 5, precipitation: expect.closeTo(2.54, 9) },
      },
      expect.objectContaining({ validAt: kickOff, temperature: 5, windSpeed: null, precipitation: 0 }),
    ]);
  });

  it("gives the weather of now where kick-off is near, and an hour's forecast before it", () => {
    const current = { time: "2026-09-15T18:00", temperature_2m: 18.5, wind_speed_10m: 3 };
    const now = { ...forecast, current, current_units: { temperature_2m: "°C", wind_speed_10m: "m/s" } };
    expect(values("open-meteo", now)).toEqual(values("open-meteo", forecast));
    const { hourly: _, ...alone } = now;
    expect(values("open-meteo", { body: alone })).toEqual([
      expect.objectContaining({ validAt: kickOff, temperature: 18.5, windSpeed: 3, precipitation: null }),
    ]);
  });

  it("takes nothing in a unit that nobody knows", () => {
    const knots = { ...forecast, hourly_units: { temperature_2m: "K", wind_speed_10m: "kn", precipitation: "mm" } };
    expect(values("open-meteo", knots)[0]).toMatchObject({
      temperature: null,
      windSpeed: expect.closeTo(9.26, 9),
      precipitation: 0.1,
    });
  });

  it("is refused where it is an error, another form, or of other days", () => {
    const refused = [["STATEMENT_INVALID", "the answer"]];
    expect(codes("open-meteo", { error: true, reason: "Latitude" })).toEqual(refused);
    expect(codes("open-meteo", "<html>")).toEqual(refused);
    expect(codes("open-meteo", { utc_offset_seconds: 0, daily: { time: ["2026-09-15"] } })).toEqual(refused);
    expect(codes("open-meteo", forecast, { match: { matchId: "m", kickOff: kickOff + 48 * hourMs } })).toEqual(refused);
  });
});

describe("players of Fantasy Premier League", () => {
  const header =
    "id,web_name,first_name,second_name,team_name,element_type,status,chance_of_playing_next_round,news,news_added";
  const csv = (...rows: string[]) => [header, ...rows].join("\r\n");

  it("are out, doubtful, suspended or back, each said when it was", () => {
    const text = csv(
      "1,Player 1,,,Arsenal,1,i,0,Knee injury - Expected back 11 Apr,2026-03-01T22:00:07.274545Z",
      '2,Player 2,,,Man Utd,3,d,50,"Knock, 50% chance of playing",2026-03-02T08:00:00Z',
      "3,Player 3,,,Spurs,4,s,0,Suspended until 02 Jan,2026-12-28T08:00:00Z",
      "4,Player 4,,,Nott'm Forest,2,a,100,,2026-03-02T08:00:00Z",
      "5,Player 5,,,Leeds,2,a,,,",
    );
    expect(values("fpl", text)).toEqual([
      {
        provider: "fpl",
        teamId: "club:arsenal",
        revision: 1772402407,
        player: { id: "1", name: "Player 1", position: "GOALKEEPER" },
        state: "OUT",
        reason: "Knee injury - Expected back 11 Apr",
        expectedReturn: Date.UTC(2026, 3, 11),
        providerTime: Date.UTC(2026, 2, 1, 22, 0, 7, 274),
      },
      expect.objectContaining({
        teamId: "club:man-united",
        state: "DOUBTFUL",
        reason: "Knock, 50% chance of playing",
        expectedReturn: null,
      }),
      expect.objectContaining({ teamId: "club:tottenham", state: "SUSPENDED" }),
      expect.objectContaining({ teamId: "club:nott-m-forest", state: "AVAILABLE", providerTime: context.at }),
    ]);
  });

  it("return in the first such day after it was said, if need be in the next year", () => {
    const text = csv("1,Player 1,,,Arsenal,1,i,0,Groin - Expected back 02 Jan,2026-12-28T08:00:00Z");
    expect(values("fpl", text)).toEqual([expect.objectContaining({ expectedReturn: Date.UTC(2027, 0, 2) })]);
  });

  it("of a team that nobody knows, or of no known state, are refused by line", () => {
    const text = csv(
      "1,Player 1,,,Harchester,1,i,0,Knee,2026-03-01T22:00:00Z",
      '2,Player 2,,,Arsenal,1,x,0,"two\nlines",2026-03-01T22:00:00Z',
      "3,Player 3,,,Arsenal,1,i,0,Knee,yesterday",
    );
    expect(codes("fpl", text)).toEqual([
      ["UNKNOWN_TEAM", "line 2"],
      ["STATEMENT_INVALID", "line 3"],
      ["STATEMENT_INVALID", "line 5"],
    ]);
    expect(codes("fpl", "id,web_name\n1,Player 1")).toEqual([["STATEMENT_INVALID", "the file"]]);
    expect(codes("fpl", "")).toEqual([["STATEMENT_INVALID", "the file"]]);
  });
});

describe("API-Football's injuries", () => {
  const line = (id: number, type: string, reason: string, name = "Bayern Munich") => ({
    player: { id, name: `Player ${id}`, type, reason },
    team: { id: 157, name },
    fixture: { id: 1, timestamp: kickOff / 1_000 },
  });
  const answer = (...response: unknown[]) => ({ get: "injuries", response });

  it("tell who misses a match, and leave open whether he misses the next", () => {
    const told = values(
      "api-football-injuries",
      answer(
        line(1, "Missing Fixture", "Knee Injury"),
        line(2, "Questionable", "Knock"),
        line(3, "Missing Fixture", "Suspended"),
      ),
    );
    expect(told).toEqual([
      {
        provider: "api-football",
        teamId: "club:bayern-munich",
        revision: context.at / 1_000,
        player: { id: "1", name: "Player 1", position: null },
        state: "OUT",
        reason: "Knee Injury",
        expectedReturn: kickOff + 3 * hourMs,
        providerTime: context.at,
      },
      expect.objectContaining({ state: "DOUBTFUL", reason: "Knock" }),
      expect.objectContaining({ state: "SUSPENDED" }),
    ]);
  });

  it("of a team or a type that nobody knows, or without a fixture, are refused each", () => {
    const { fixture: _, ...without } = line(3, "Questionable", "Knock");
    const some = answer(line(1, "Missing Fixture", "Knock", "FC Nowhere"), line(2, "On Loan", ""), without);
    expect(codes("api-football-injuries", some)).toEqual([
      ["UNKNOWN_TEAM", "response 1"],
      ["STATEMENT_INVALID", "response 2"],
      ["STATEMENT_INVALID", "response 3"],
    ]);
    expect(codes("api-football-injuries", { get: "fixtures/lineups", response: [] })).toEqual([
      ["STATEMENT_INVALID", "the answer"],
    ]);
  });
});

describe("API-Football's line-ups", () => {
  const squad = (from: number, count: number, pos: string) =>
    Array.from({ length: count }, (_, i) => ({ player: { id: from + i, name: `Player ${from + i}`, pos } }));
  const side = (from: number) => ({
    team: { id: from, name: "Manchester City" },
    formation: "4-3-3",
    startXI: [
      ...squad(from, 1, "G"),
      ...squad(from + 1, 4, "D"),
      ...squad(from + 5, 3, "M"),
      ...squad(from + 8, 3, "F"),
    ],
    substitutes: squad(from + 11, 2, "G"),
  });

  it("are the announced teams of the match, the home side first", () => {
    const { records, refused } = readAs("api-football-line-ups", {
      get: "fixtures/lineups",
      response: [side(100), side(200)],
    });
    expect(refused).toEqual([]);
    expect(records).toMatchObject([
      { schema: "LineUp", value: { side: "HOME", matchId: "api-football:1", announced: true, formation: "4-3-3" } },
      { schema: "LineUp", value: { side: "AWAY", provider: "api-football", revision: context.at / 1_000 } },
    ]);
    const [home] = records.map(({ value }) => value as LineUp);
    expect([home?.starting.length, home?.bench.length]).toEqual([11, 2]);
    expect(home?.starting[0]).toEqual({ id: "100", name: "Player 100", position: "GOALKEEPER" });
    expect(home?.starting[10]).toEqual({ id: "110", name: "Player 110", position: "FORWARD" });
  });

  it("of a third side, or without players, are refused", () => {
    const answer = { get: "fixtures/lineups", response: [{ team: { name: "Manchester City" } }, side(1), side(2)] };
    expect(codes("api-football-line-ups", answer)).toEqual([
      ["STATEMENT_INVALID", "response 1"],
      ["STATEMENT_INVALID", "response 3"],
    ]);
  });
});

it("whatever a form gives can be written to a file of statements and read again", () => {
  const given = [
    ...readAs("fpl", "id,web_name,team_name,status,news,news_added\n1,Player 1,Spurs,d,Knock,2026-03-01T22:00:00Z")
      .records,
    ...readAs("open-meteo", {
      utc_offset_seconds: 0,
      hourly_units: { temperature_2m: "°C" },
      hourly: { time: [kickOff / 1_000], temperature_2m: [11] },
    }).records,
  ];
  expect(given.map((record) => readStatement(statementLine(record)))).toEqual(given);
  expect(given).toHaveLength(2);
});
