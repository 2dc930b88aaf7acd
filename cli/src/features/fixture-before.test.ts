import { History, placeOf, vectorOf } from "@touchline/prematch";
import { type ResultRow, readResults, readTeams } from "@touchline/results";
import { describe, expect, it } from "vitest";
import { fixtureBefore } from "./fixture-before.ts";

const teams = readTeams();
const history = new History();
history.settle();

/** Prices of some days before, then closing ones. */
const before = { B365H: 2.8, B365D: 3.5, B365A: 2.4, "Avg>2.5": 1.7, "Avg<2.5": 2.1 };
const closing = { PSCH: 1.5, PSCD: 4.4, PSCA: 7, "AvgC>2.5": 1.4, "AvgC<2.5": 2.9 };

/** The match as a file tells it, with these cells. */
function row(cells: object, score = [3, 1]): ResultRow {
  const all = {
    Div: "E0",
    Date: "08/05/2021",
    Time: "12:30",
    HomeTeam: "Leeds",
    AwayTeam: "Tottenham",
    FTHG: score[0],
  };
  const csv = { ...all, FTAG: score[1], ...cells };
  const text = [Object.keys(csv), Object.values(csv)].map((line) => line.join(",")).join("\n");
  return readResults(Buffer.from(text), "E0.csv", teams).rows[0] as ResultRow;
}

const vector = (of: ResultRow, use: Parameters<typeof fixtureBefore>[1]) => vectorOf(history, fixtureBefore(of, use));
const feature = (of: ResultRow, name: string) => vector(of, "match")[placeOf(`match.odds.${name}`)];

describe("a match of a file before it is played", () => {
  it("has its prices of some days before for a model that sees this match's odds", () => {
    const told = row({ ...before, ...closing });
    expect(feature(told, "missing")).toBe(0);
    expect(feature(told, "away")).toBeGreaterThan(feature(told, "home") as number);
    expect(feature(told, "over")).toBeCloseTo(2.1 / 3.8, 12);
    // Friday 15:00 to Saturday 11:30, UTC
    expect(feature(told, "hours")).toBe(20.5);
  });

  it("has nothing of its row for the other models", () => {
    for (const use of ["none", "past"] as const) {
      expect(fixtureBefore(row({ ...before, ...closing }), use)).toEqual(fixtureBefore(row({}), use));
      expect(fixtureBefore(row(before), use).known).toBeUndefined();
    }
  });

  it("has neither its closing prices nor its result for any", () => {
    for (const use of ["none", "past", "match"] as const) {
      const told = fixtureBefore(row({ ...before, ...closing }, [0, 0]), use);
      expect(told).toEqual(fixtureBefore(row(before, [3, 1]), use));
      expect(vector(row(closing), use)).toEqual(vector(row({}), use));
    }
    expect(JSON.stringify(fixtureBefore(row({ ...before, ...closing }), "match"))).not.toMatch(/1\.5|4\.4|2\.9/);
  });

  it("differs by its prices alone from one of which nothing is told", () => {
    const [priced, bare] = [vector(row(before), "match"), vector(row(before), "none")];
    const first = placeOf("match.odds.missing");
    expect(priced.slice(0, first)).toEqual(bare.slice(0, first));
    expect(priced.slice(first)).not.toEqual(bare.slice(first));
  });
});
