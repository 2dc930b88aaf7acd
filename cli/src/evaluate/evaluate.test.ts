import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StrengthsArtefact } from "@touchline/models";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportOf } from "./report.ts";
import { type Predicted, walk } from "./walk.ts";

const alone = { supremacy: { results: 1.25 }, goals: { intercept: 0, weights: { totals: 1 } } };
const artefact: StrengthsArtefact = {
  model: "test",
  odds: "none",
  trained: { from: 0, until: 0, matches: { topFive: 0, others: 0, nations: 0 }, dataHash: "", manifest: "" },
  stacks: { topFive: alone, others: alone, nations: alone },
};
const columns = { season: 1, date: 2, home: 4, away: 5, homeGoals: 6, awayGoals: 7 };

let folder: string;
let header: string;
/** Matches of England's first division before 2016/17, and of that season. */
let before: string[][];
let season: string[][];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-evaluate-"));
  const [head = "", ...lines] = readDataFile(shippedFiles.results[0]).toString().trim().split("\n");
  header = head;
  const england = lines.filter((line) => line.startsWith("E0,")).map((line) => line.split(","));
  before = england.filter((row) => (row[columns.season] ?? "") >= "2008" && (row[columns.season] ?? "") < "2016/17");
  season = england.filter((row) => row[columns.season] === "2016/17");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function predicted(past: readonly string[][], test: readonly string[][]): Promise<Predicted[]> {
  const files = { history: join(folder, "history.csv"), test: join(folder, "test.csv") };
  for (const [file, rows] of [[files.history, past] as const, [files.test, test] as const]) {
    await writeFile(file, `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`);
  }
  return walk({ history: [files.history], test: files.test, artefact, teams: readTeams() });
}

/** The same matches, each with the score and counts of another. */
function dealt(rows: readonly string[][]): string[][] {
  return rows.map((row, i) => {
    const other = rows[(i * 97 + 31) % rows.length] as string[];
    return [...row.slice(0, columns.homeGoals), ...other.slice(columns.homeGoals)];
  });
}

describe("predictions of a season, match by match", () => {
  it("are better than base rates", async () => {
    const { topFive, references } = reportOf(await predicted(before, season));
    expect(topFive.n).toBe(380);
    expect(topFive.logLoss).toBeLessThan(references.topFive.baseRates.logLoss - 0.05);
    expect(topFive.rps).toBeLessThan(references.topFive.baseRates.rps - 0.015);
  });

  it("do not depend on what happened on their day or later", async () => {
    const day = "2017-03-04";
    const changed = season.map((row) =>
      (row[columns.date] ?? "") < day ? row : row.map((cell, i) => (i === columns.homeGoals ? "9" : cell)),
    );
    const [a, b] = [await predicted(before, season), await predicted(before, changed)];
    const until = (all: Predicted[]) => all.filter(({ id }) => id.slice(0, 10) <= day);
    expect(until(a).length).toBeGreaterThan(250);
    expect(until(b).map(({ rates }) => rates)).toEqual(until(a).map(({ rates }) => rates));
    expect(b.map(({ rates }) => rates)).not.toEqual(a.map(({ rates }) => rates));
  });

  it("are no better than base rates where results were dealt at random: nothing leaks from a match into its own prediction", async () => {
    const { topFive, references } = reportOf(await predicted(dealt(before), dealt(season)));
    expect(topFive.logLoss).toBeGreaterThan(references.topFive.baseRates.logLoss - 0.01);
  });

  it("that peek at the result are caught by the same scores", async () => {
    const honest = await predicted(dealt(before), dealt(season));
    const peeking = honest.map((match): Predicted => {
      const { home, away } = match.score;
      const result =
        home > away
          ? ([0.6, 0.2, 0.2] as const)
          : home === away
            ? ([0.2, 0.6, 0.2] as const)
            : ([0.2, 0.2, 0.6] as const);
      return { ...match, chances: { ...match.chances, result } };
    });
    const { topFive, references } = reportOf(peeking);
    expect(topFive.logLoss).toBeLessThan(references.topFive.baseRates.logLoss - 0.01);
  });
});
