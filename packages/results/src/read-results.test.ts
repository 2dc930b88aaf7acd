import type { Result } from "@touchline/schemas";
import { describe, expect, it } from "vitest";
import { readDataFile, readTeams, shippedFiles } from "./data-file.ts";
import { readResults } from "./read-results.ts";

const teams = readTeams();

const resultsOf = (file: string): Result[] =>
  readResults(readDataFile(file), file, teams).rows.map(({ result }) => result);

describe("a file of results", () => {
  it("of clubs gives competition, half-time and the hour where it is known", () => {
    const results = resultsOf(shippedFiles.results[0]);
    expect(results).toHaveLength(55_575);
    expect(results.find(({ matchId }) => matchId === "2021-05-08/club:leeds/club:tottenham")).toEqual({
      provider: "football-data",
      matchId: "2021-05-08/club:leeds/club:tottenham",
      revision: 1,
      competition: "ENG-Premier League",
      season: "2020/21",
      kickOff: Date.UTC(2021, 4, 8, 11, 30),
      home: { id: "club:leeds", name: "Leeds United" },
      away: { id: "club:tottenham", name: "Tottenham Hotspur" },
      score: { home: 3, away: 1 },
      halfTime: { home: 2, away: 1 },
      neutral: false,
      referee: "M Oliver",
      homeCounts: { shots: 16, shotsOnTarget: 7, corners: 8, fouls: 12, yellowCards: 1, redCards: 0 },
      awayCounts: { shots: 11, shotsOnTarget: 3, corners: 6, fouls: 10, yellowCards: 2, redCards: 0 },
      goalTimes: null,
      closing: null,
    });
    expect(results.find(({ matchId }) => matchId === "2018-05-13/club:crystal-palace/club:west-brom")?.kickOff).toBe(
      Date.UTC(2018, 4, 13, 12),
    );
  });

  it("of nations tells neutral ground, and names only teams that the table knows", () => {
    const results = resultsOf(shippedFiles.results[1]);
    expect(results).toHaveLength(48_502);
    const semiFinal = results.find(({ matchId }) => matchId === "2018-07-11/nation:croatia/nation:england");
    expect(semiFinal).toMatchObject({ score: { home: 2, away: 1 }, neutral: true, competition: "INT-FIFA World Cup" });
    // Wyscout lists the hosts as away: Uruguay v Russia
    const withHost = results.find(({ matchId }) => matchId === "2018-06-25/nation:russia/nation:uruguay");
    expect(withHost).toMatchObject({ home: { id: "nation:russia" }, score: { home: 0, away: 3 }, neutral: false });
    expect(results.filter(({ home, away }) => !teams.knows(home.id) || !teams.knows(away.id))).toEqual([]);
  });

  it("of another form is refused", () => {
    expect(() => readResults(Buffer.from("a,b\n1,2\n"), "odd.csv", teams)).toThrow(
      expect.objectContaining({ code: "RESULTS_FORM_UNKNOWN" }),
    );
  });

  it("in football-data.co.uk's own layout gives the same result, its odds, and a reason for each line that is none", () => {
    const csv = [
      "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HTR,Referee,HS,AS,HST,AST,HF,AF,HC,AC,HY,AY,HR,AR,B365H,B365D,B365A,AvgC>2.5,AvgC<2.5,AHCh,AvgCAHH,AvgCAHA",
      "E0,08/05/2021,12:30,Leeds,Tottenham,3,1,H,2,1,H,M Oliver,16,11,7,3,12,10,8,6,1,2,0,0,2.8,3.5,2.4,1.6,2.3,+0.25,1.9,1.95",
      "E0,08/05/93,,Leeds,Everton,2,0,H,,,,,,,,,,,,,,,,,,,,,,,,",
      "E0,31/02/2021,12:30,Leeds,Tottenham,3,1,H,,,,,,,,,,,,,,,,,,,,,,,,",
      "E0,09/05/2021,12:30,Leeds,Leeds,3,1,H,,,,,,,,,,,,,,,,,,,,,,,,",
      "E0,10/05/2021,12:30,Leeds,Tottenham,3,x,H,,,,,,,,,,,,,,,,,,,,,,,,",
      "E0,11/05/2021,12:30,Leeds,Tottenham,,,,,,,,,,,,,,,,,,,,,,,,,,,",
      "E0,12/05/2021,12:30,,Tottenham,1,0,,,,,,,,,,,,,,,,,,,,,,,,,",
      ",,,,,,",
    ].join("\r\n");
    const { rows, refused, unplayed } = readResults(Buffer.from(`\uFEFF${csv}`), "E0.csv", teams);
    const [told] = resultsOf(shippedFiles.results[0]).filter(
      ({ matchId }) => matchId === "2021-05-08/club:leeds/club:tottenham",
    );
    const closing = { book: "bet365", home: 2.8, draw: 3.5, away: 2.4, over: 1.6, under: 2.3 };
    expect(rows[0]?.result).toEqual({ ...told, closing });
    expect(rows[0]?.odds).toEqual([
      { book: "bet365", closing: false, market: "MATCH_RESULT", line: null, prices: [2.8, 3.5, 2.4] },
      { book: "average", closing: true, market: "OVER_UNDER", line: 2.5, prices: [1.6, 2.3] },
      { book: "average", closing: true, market: "ASIAN_HANDICAP", line: 0.25, prices: [1.9, 1.95] },
    ]);
    expect(rows[1]?.result).toMatchObject({ season: "1992/93", kickOff: Date.UTC(1993, 4, 8, 12), homeCounts: null });
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [4, "BAD_DATE"],
      [5, "SAME_TEAM"],
      [6, "BAD_SCORE"],
      [8, "TEAM_MISSING"],
    ]);
    expect([rows.length, unplayed]).toEqual([2, 1]);
  });
});
