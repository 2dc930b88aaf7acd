import { describe, expect, it } from "vitest";
import { leagues, relegationOf, rulesOf } from "./rules.ts";
import { openSeason, type PlayedMatch } from "./season.ts";
import { shippedSeason } from "./shipped-season.fixture.ts";
import { simulate } from "./simulate.ts";

/** Teams of a season that is over, the champion first, by a league's rules. */
function table(scores: readonly PlayedMatch[], competition: string): string[] {
  const season = openSeason(
    scores.map(({ home }) => home),
    scores,
  );
  const rules = rulesOf(competition);
  const { teams } = simulate(season, { expected: [], rules, relegation: { down: 0, playOff: 0 }, seasons: 1, seed: 1 });
  return teams.toSorted((a, b) => a.ranks.indexOf(1) - b.ranks.indexOf(1)).map(({ team }) => team);
}

const shipped = (competition: string, season: string, rules = competition) =>
  table(shippedSeason(competition, season), rules);

describe("teams that are level on points", () => {
  it("are parted in Spain by their matches against each other: Real Madrid was champion of 2006/07", () => {
    expect(shipped("ESP-La Liga", "2006/07").slice(0, 2)).toEqual(["club:real-madrid", "club:barcelona"]);
    expect(shipped("ESP-La Liga", "2006/07", "ENG-Premier League").slice(0, 2)).toEqual([
      "club:barcelona",
      "club:real-madrid",
    ]);
  });

  it("are parted in England by goal difference: Manchester City was champion of 2011/12", () => {
    expect(shipped("ENG-Premier League", "2011/12").slice(0, 2)).toEqual(["club:man-city", "club:man-united"]);
  });

  it("are parted in Italy by their matches against each other: Spezia and Verona were level in 2022/23", () => {
    const last = shipped("ITA-Serie A", "2022/23").slice(-4);
    expect(last.slice(-2)).toEqual(["club:cremonese", "club:sampdoria"]);
    expect(last.slice(0, 2).sort()).toEqual(["club:spezia", "club:verona"]);
  });

  it("are parted by the matches among all of them, where they are three", () => {
    // A, B and C have 9 points each and 5 among themselves, where A is two goals up and B two down; of B and C alone B would be ahead
    const among = ["A 3-0 B", "B 0-0 A", "B 1-0 C", "C 0-0 B", "C 1-0 A", "A 0-0 C"];
    const others = ["A 1-0 D", "D 0-0 A", "B 9-0 D", "D 0-0 B", "C 2-0 D", "D 0-0 C"];
    const scores = [...among, ...others].map((score) => {
      const [home = "", goals = "", away = ""] = score.split(" ");
      const [homeGoals = 0, awayGoals = 0] = goals.split("-").map(Number);
      return { home, away, homeGoals, awayGoals };
    });
    expect(table(scores, "ESP-La Liga")).toEqual(["A", "C", "B", "D"]);
    expect(table(scores, "ENG-Premier League")).toEqual(["B", "A", "C", "D"]);
  });
});

describe("leagues", () => {
  it.each([
    ["SC0", "LEAGUE_SPLITS"],
    ["SC3", "LEAGUE_SPLITS"],
    ["B1", "LEAGUE_SPLITS"],
    ["G1", "LEAGUE_SPLITS"],
    ["INT-Friendly", "LEAGUE_UNKNOWN"],
  ])("%s is refused with %s and why", (competition, code) => {
    expect(() => rulesOf(competition)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(competition) }),
    );
  });

  it.each([
    ["ENG-Premier League", "2015/16", 3, 0],
    ["ENG-Premier League", "1994/95", 4, 0],
    ["GER-Bundesliga", "2007/08", 3, 0],
    ["GER-Bundesliga", "2008/09", 2, 1],
    ["ITA-Serie A", "2003/04", 4, 0],
    ["FRA-Ligue 1", "2023/24", 2, 1],
  ])("%s of %s sends %i down, and %i to play for it", (competition, season, down, playOff) => {
    expect(relegationOf(rulesOf(competition), season)).toEqual({ down, playOff });
  });

  it("leave somebody up", () => {
    for (const rules of Object.values(leagues)) {
      for (const { down, playOff } of rules.relegation) expect(down + playOff).toBeLessThan(6);
    }
  });
});

describe("a season", () => {
  const once = { home: "A", away: "B", homeGoals: 0, awayGoals: 0 };

  it("has each pair once at either ground", () => {
    const { left, teams } = openSeason(["C", "B", "A"], [once]);
    expect(teams).toEqual(["A", "B", "C"]);
    expect(left.map(({ home, away }) => home + away)).toEqual(["AC", "BA", "BC", "CA", "CB"]);
  });

  it.each([
    [["A", "B"], [once, once], "SEASON_IRREGULAR"],
    [["A", "C"], [once], "SEASON_IRREGULAR"],
    [["A", "B"], [{ ...once, away: "A" }], "SEASON_IRREGULAR"],
    [[], [], "SEASON_UNKNOWN"],
  ])("is refused otherwise %#", (teams, matches, code) => {
    expect(() => openSeason(teams, matches)).toThrow(expect.objectContaining({ code }));
  });
});
