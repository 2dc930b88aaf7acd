import { playedOf } from "@touchline/prematch";
import { readResults, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import { describe, expect, it } from "vitest";
import { TestHistory } from "./real-match.fixture.ts";
import { type SeasonAnswer, seasonAnswer } from "./season-answer.ts";
import { TeamDirectory } from "./team-directory.ts";

const identities = readTeams();
const history = new TestHistory();
const teams = new TeamDirectory([]);
for (const { name, bytes } of readResultsFiles(shippedFiles.results[0])) {
  for (const { result } of readResults(bytes, name, identities).rows) {
    if (result.season !== "2014/15" && result.season !== "2015/16") continue;
    for (const team of [result.home, result.away]) teams.told(team);
    history.history.put(playedOf(result));
  }
}

const asked = (competition: string, query = {}) => seasonAnswer(history.past(), teams, competition, query);

describe("a league's season so far", () => {
  const noon = Date.UTC(2016, 0, 1, 12);

  it("has its teams with how unsure their strengths are, and the matches before the day", () => {
    const answer = asked("premier league", { season: "2015/16", asOf: noon }) as SeasonAnswer;
    expect(answer).toMatchObject({ competition: "ENG-Premier League", season: "2015/16", at: noon });
    expect([answer.teams.length, answer.played.length]).toEqual([20, 190]);
    expect(answer.teams[0]).toMatchObject({ id: "club:arsenal", name: "Arsenal" });
    for (const { attackVariance, defenceVariance, covariance } of answer.teams) {
      expect(attackVariance).toBeGreaterThan(0);
      expect(Math.abs(covariance)).toBeLessThanOrEqual(Math.sqrt(attackVariance * defenceVariance));
    }
    const goals = answer.played.reduce((sum, [, , home, away]) => sum + home + away, 0);
    expect(goals).toBeGreaterThan(400);
  });

  it("is surer of its teams the more of it was played", () => {
    const varianceAt = (asOf: number) =>
      (asked("ENG-Premier League", { season: "2015/16", asOf }) as SeasonAnswer).teams[0]?.attackVariance as number;
    expect(varianceAt(noon)).toBeLessThan(varianceAt(Date.UTC(2015, 7, 10, 12)));
  });

  it("has no teams where no result of it is known, and is a problem where nobody knows the league", () => {
    expect(asked("ENG-Premier League", { season: "1930/31" })).toMatchObject({ teams: [], season: "1930/31" });
    expect(asked("Ligue")).toMatchObject({ code: "COMPETITION_UNKNOWN", candidates: ["FRA-Ligue 1"] });
  });
});
