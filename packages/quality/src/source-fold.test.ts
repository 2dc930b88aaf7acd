import { parseTeamAliases, type ToldRecord } from "@touchline/football";
import type { Odds, Result } from "@touchline/schemas";
import { beforeEach, describe, expect, it } from "vitest";
import { SourceFold } from "./source-fold.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const start = Date.UTC(2020, 7, 1, 15);
const letters = ["arsenal", "brentford", "chelsea", "everton"];
const aliases = parseTeamAliases(
  ["source,name,team_id,display_name", ...letters.map((team) => `books,${team},club:${team},${team}`)].join("\n"),
);

/** A result of a day of the season 2020/21. */
function result(day: number, home: string, away: string, change: Partial<Result> = {}): Result {
  const kickOff = start + day * dayMs;
  return {
    provider: "books",
    matchId: `${new Date(kickOff).toISOString().slice(0, 10)}/club:${home}/club:${away}`,
    revision: 1,
    competition: "ENG-Premier League",
    season: "2020/21",
    kickOff,
    home: { id: `club:${home}`, name: home },
    away: { id: `club:${away}`, name: away },
    score: { home: 1, away: 0 },
    halfTime: { home: 0, away: 0 },
    neutral: false,
    referee: null,
    homeCounts: null,
    awayCounts: null,
    goalTimes: null,
    closing: null,
    ...change,
  };
}

/** A whole double round robin of the four, a match a day. */
const season = letters.flatMap((home) => letters.filter((away) => away !== home).map((away) => [home, away] as const));

let fold: SourceFold;
let line: number;
beforeEach(() => {
  fold = new SourceFold({ source: "books.csv", aliases, kind: "file" });
  line = 1;
});
const take = (record: ToldRecord) => fold.take(record, { text: `books.csv:${++line}`, lane: "" }, null);
const takeResult = (...told: Parameters<typeof result>) => take({ schema: "Result", value: result(...told) });
const playSeason = (): void => {
  for (const [day, [home, away]] of season.entries()) takeResult(day, home, away);
};
const faults = () => fold.report().faults.map(({ code, class: c, treatment, count }) => [code, c, treatment, count]);

describe("the report of a source", () => {
  it("tells records, the span of time and how often each field is empty", () => {
    takeResult(0, "arsenal", "chelsea", { referee: "M Dean" });
    takeResult(9, "chelsea", "arsenal", { halfTime: null });
    const { source, records, from, to, missing } = fold.report();
    expect([source, records, from, to]).toEqual([
      "books.csv",
      2,
      "2020-08-01T15:00:00.000Z",
      "2020-08-10T15:00:00.000Z",
    ]);
    expect(missing).toContainEqual({ field: "Result.referee", missing: 1, of: 2 });
    expect(missing).toContainEqual({ field: "Result.halfTime", missing: 1, of: 2 });
    expect(missing).toContainEqual({ field: "Result.shots", missing: 2, of: 2 });
  });

  it("of sound records says that nothing is wrong", () => {
    playSeason();
    expect(fold.report()).toMatchObject({ records: 12, faults: [], late: null, gaps: [], unknownTeams: [] });
  });

  it("counts what is impossible by reason, with the place of the first", () => {
    takeResult(0, "arsenal", "chelsea");
    for (const day of [1, 2]) takeResult(day, "brentford", "everton", { halfTime: { home: 3, away: 0 } });
    expect(fold.report().faults).toEqual([
      {
        code: "BAD_HALF_TIME",
        class: "impossible",
        treatment: "refused",
        count: 2,
        example: { message: "3-0 at half-time, 1-0 in the end", place: "books.csv:3" },
      },
    ]);
  });

  it("counts what is doubled: the same again, another score, a match under two days, a team twice a day", () => {
    takeResult(0, "arsenal", "chelsea");
    takeResult(0, "arsenal", "chelsea");
    takeResult(0, "arsenal", "chelsea", { score: { home: 2, away: 0 } });
    takeResult(1, "arsenal", "chelsea");
    takeResult(1, "arsenal", "everton");
    expect(faults()).toEqual([
      ["FIXTURE_TWICE", "duplicate", "let_pass", 1],
      ["REPEATED", "duplicate", "passed_over", 1],
      ["TEAM_TWICE_A_DAY", "impossible", "let_pass", 1],
      ["TOLD_TWICE", "duplicate", "let_pass", 1],
    ]);
  });

  it("says the same when it is asked again", () => {
    takeResult(0, "arsenal", "chelsea");
    takeResult(1, "arsenal", "chelsea");
    expect(fold.report()).toEqual(fold.report());
  });

  it("tells how late late records are, in their own season or market alone", () => {
    for (const day of [10, 8, 11, 4]) takeResult(day, "arsenal", `t${day}`);
    takeResult(0, "arsenal", "chelsea", { season: "2019/20" });
    expect(fold.report().late).toEqual({ records: 2, p50Ms: 2 * dayMs, p99Ms: 7 * dayMs, maxMs: 7 * dayMs });
  });

  it("tells prices that came after younger ones", () => {
    const odds = (hours: number, home: number): Odds => ({
      provider: "books",
      matchId: "m",
      market: "MATCH_RESULT",
      line: null,
      selections: [
        { name: "home", price: home },
        { name: "draw", price: 3.5 },
        { name: "away", price: 4 },
      ],
      inPlay: false,
      suspended: false,
      providerTime: start + hours * hourMs,
    });
    for (const [hours, price] of [
      [5, 2],
      [3, 1.9],
      [6, 0.9],
    ] as const)
      take({ schema: "Odds", value: odds(hours, price) });
    expect(fold.report().late).toMatchObject({ records: 1, maxMs: 2 * hourMs });
    expect(faults()).toEqual([
      ["ODDS_TOO_SHORT", "impossible", "refused", 1],
      ["TOLD_LATE", "late", "let_pass", 1],
    ]);
  });

  it("has what was refused before, by its class", () => {
    fold.fault("LATE", "dead_letter", "features: 9 minutes behind", "match.events.dead-letters 0@1");
    fold.fault("BAD_DATE", "refused", "no day", "books.csv:7");
    fold.fault("UNDECODABLE", "stands", "no Avro", "match.events 0@1");
    expect(faults()).toEqual([
      ["BAD_DATE", "missing", "refused", 1],
      ["LATE", "late", "dead_letter", 1],
      ["UNDECODABLE", "impossible", "stands", 1],
    ]);
  });
});

describe("the seasons of a league", () => {
  it("lack matches where fewer were played than a double round robin has, and the misspelt team has the fewest", () => {
    playSeason();
    takeResult(40, "arsnal", "everton");
    const [gap] = fold.report().gaps;
    expect(gap).toMatchObject({ teams: 5, matches: 13, expected: 20, isLast: true });
    expect(gap?.fewest[0]).toEqual({ team: "club:arsnal", matches: 1 });
  });

  it("have teams that played more matches than there are", () => {
    const big = Array.from({ length: 8 }, (_, index) => `t${index}`);
    const pairs = big.flatMap((home) => big.filter((away) => away !== home).map((away) => [home, away] as const));
    for (const [day, [home, away]] of pairs.entries()) takeResult(day, home, away);
    takeResult(99, "t0", "t1");
    const many = ["t0", "t1"].map((team) => ({ team: `club:${team}`, matches: 15 }));
    expect(fold.report().gaps).toMatchObject([{ matches: 57, expected: 56, tooMany: many, fewest: [] }]);
  });

  it("are left alone where many pairings repeat, and where nations play", () => {
    for (const [day, [home, away]] of [...season, ...season].entries()) takeResult(day, home, away);
    takeResult(0, "france", "germany", { competition: "INT-Friendly" });
    expect(fold.report().gaps).toEqual([]);
  });
});

describe("a team that the table does not know", () => {
  it("is told with known teams that may be meant, without those that play on the same day", () => {
    takeResult(0, "Arsenall", "chelsea");
    takeResult(7, "Chelse", "everton");
    takeResult(7, "chelsea", "brentford");
    expect(fold.report().unknownTeams).toMatchObject([
      { id: "club:Arsenall", records: 1, place: "books.csv:2", candidates: [{ id: "club:arsenal" }] },
      { id: "club:Chelse", candidates: [] },
    ]);
  });
});
