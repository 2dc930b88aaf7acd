import { parseTimeline } from "@touchline/football";
import { readDataFile, readResults, readTeams, shippedFiles } from "@touchline/results";
import { describe, expect, it } from "vitest";
import { agreementOf, type Played } from "./agreement.ts";

const dayMs = 86_400_000;
const teams = readTeams();
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

function resultsOf(path: string): Played[] {
  return readResults(readDataFile(path), path, teams).rows.map(({ line, result: { matchId, home, away, score } }) => ({
    place: `line ${line}`,
    day: dayOf(matchId.slice(0, 10)),
    home: home.id,
    away: away.id,
    homeGoals: score.home,
    awayGoals: score.away,
  }));
}

const recorded: Played[] = readDataFile(shippedFiles.timelines)
  .toString("utf8")
  .trimEnd()
  .split("\n")
  .map((text) => {
    const { matchId, fixture, final } = parseTimeline(text, teams);
    const { home = 0, away = 0 } = final ?? {};
    const day = dayOf((JSON.parse(text) as { date: string }).date);
    return { place: matchId, day, home: fixture.home.id, away: fixture.away.id, homeGoals: home, awayGoals: away };
  });
const [clubs, nations] = shippedFiles.results.map(resultsOf) as [Played[], Played[]];
const ofKind = (kind: string) => recorded.filter(({ home }) => home.startsWith(kind));

describe("the sources that are shipped", () => {
  it.each([
    ["wyscout's 1,193 matches of clubs", ofKind("club:"), clubs, 1_193],
    ["wyscout's 80 matches of nations", ofKind("nation:"), nations, 80],
  ])("agree on %s: on the teams, by day and score alone, and on each score", (_, first, second, matches) => {
    const agreed = { same: matches, disputed: [], onlyFirst: [], mistaken: [], teamsOnlyFirst: [] };
    expect(agreementOf(first, second)).toEqual(agreed);
  });

  it("have the same teams in the leagues and the season that both tell", () => {
    const season = clubs.filter(({ day }) => day >= dayOf("2017-07-01") && day < dayOf("2018-07-01"));
    expect(agreementOf(season, recorded)).toMatchObject({ disputed: [], mistaken: [], teamsOnlyFirst: [] });
  });
});

describe("a wrong table of aliases is noticed, where it", () => {
  const clubsOf = (rename: (id: string) => string): Played[] =>
    ofKind("club:").map((match) => ({ ...match, home: rename(match.home), away: rename(match.away) }));

  it("takes one team for another", () => {
    const swapped = new Map([
      ["club:arsenal", "club:chelsea"],
      ["club:chelsea", "club:arsenal"],
    ]);
    const { mistaken, onlyFirst } = agreementOf(
      clubsOf((id) => swapped.get(id) ?? id),
      clubs,
    );
    expect(mistaken.map(({ team, companion }) => [team, companion])).toEqual(
      expect.arrayContaining([
        ["club:arsenal", "club:chelsea"],
        ["club:chelsea", "club:arsenal"],
      ]),
    );
    expect(onlyFirst.length).toBeGreaterThan(40);
  });

  it("lacks a name, so that a team is founded anew", () => {
    const founded = agreementOf(
      clubsOf((id) => (id === "club:man-united" ? "club:manchester-untied" : id)),
      clubs,
    );
    expect(founded.teamsOnlyFirst).toEqual(["club:manchester-untied"]);
    expect(founded.mistaken).toMatchObject([{ team: "club:manchester-untied", companion: "club:man-united" }]);
  });
});

it("tells a score that two sources dispute, also a day apart and with the sides the other way round", () => {
  const match = { place: "a", day: 10, home: "x", away: "y", homeGoals: 2, awayGoals: 1 };
  const turned = { place: "b", day: 11, home: "y", away: "x", homeGoals: 1, awayGoals: 2 };
  expect(agreementOf([match], [turned])).toMatchObject({ same: 1, disputed: [] });
  const other = { ...turned, awayGoals: 3 };
  expect(agreementOf([match], [other])).toMatchObject({ same: 0, disputed: [[match, other]] });
});
