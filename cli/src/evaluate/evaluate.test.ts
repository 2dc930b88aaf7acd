import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PreMatchArtefact, PreMatchModel } from "@touchline/models";
import { resultChances, scoringChances } from "@touchline/odds";
import { fixtureOf, vectorOf } from "@touchline/prematch";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { baseRates } from "./base-rates.ts";
import type { Predicted } from "./predicted.ts";
import { type Report, reportOf } from "./report.ts";
import { suspicionOf } from "./suspicion.ts";
import { type TestedMatches, testedMatches } from "./tested-matches.ts";
import { walk } from "./walk.ts";

/** Strengths alone. */
const kind: PreMatchArtefact["kinds"]["topFive"] = {
  stack: { supremacy: { results: 1.25 }, goals: { intercept: 0, weights: { totals: 1 } } },
  ratings: { weights: [0.8, 0.2], cuts: [-0.6, 0.6] },
  blend: { pool: { weights: { strengths: 1, ratings: 0 }, bias: [0, 0] }, goals: { shift: 0, scale: 1, prices: 0 } },
  priced: null,
};
const model = new PreMatchModel({
  model: "test",
  odds: "none",
  trained: {
    ...{ from: 0, until: 0, weighedFrom: { clubs: 0, nations: 0 }, matches: { topFive: 0, others: 0, nations: 0 } },
    ...{ dataHash: "", manifest: "", seed: 1 },
  },
  kinds: { topFive: kind, others: kind, nations: kind },
  contexts: { clubs: null, nations: null },
  members: {},
});
/** Half strengths, half prices of some days before. */
const pricedKind = {
  ...kind,
  priced: { ...kind.blend, pool: { weights: { strengths: 0.5, ratings: 0, prices: 0.5 }, bias: [0, 0] as const } },
};
const withPrices = new PreMatchModel({
  ...model.artefact,
  odds: "match",
  kinds: { topFive: pricedKind, others: pricedKind, nations: pricedKind },
});

function shippedModel(odds: string): PreMatchModel {
  const file = new URL(`../../../packages/models/src/artefacts/ensemble-${odds}-3.json`, import.meta.url);
  return new PreMatchModel(JSON.parse(readFileSync(file, "utf8")));
}

const teams = readTeams();
const columns = { league: 0, season: 1, date: 2, home: 4, away: 5, homeGoals: 6, awayGoals: 7 };
const dayMs = 86_400_000;

/** A season is many vectors: seconds where other work goes on beside. */
vi.setConfig({ testTimeout: 60_000 });

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

type Rows = readonly (readonly string[])[];

async function matchesOf(past: Rows, test: Rows, more: readonly string[] = []): Promise<TestedMatches> {
  const files = { history: join(folder, "history.csv"), test: join(folder, "test.csv") };
  for (const [file, rows] of [[files.history, past] as const, [files.test, test] as const]) {
    await writeFile(file, `${[[header, ...more].join(","), ...rows.map((row) => row.join(","))].join("\n")}\n`);
  }
  return testedMatches({ history: [files.history], test: files.test, teams });
}

type Predictor = (matches: TestedMatches) => Predicted[];
const honest: Predictor = (matches) => walk(matches, model);

/** Asks history as of some days after the kick-off. */
const asOfDaysLater =
  (days: number): Predictor =>
  (matches) =>
    honest(matches).map((match, i) => {
      const fixture = fixtureOf((matches.rows[i] as TestedMatches["rows"][number]).result);
      const late = { ...fixture, kickOff: fixture.kickOff + days * dayMs };
      const rates = model.belief(match.competition, vectorOf(matches.history, late));
      const { home, draw, away } = resultChances(rates.home, rates.away, rates.dependence);
      const chances = { result: [home, draw, away] as const, ...scoringChances(rates.home, rates.away) };
      return { ...match, rates, chances };
    });

async function scored(past: Rows, test: Rows, predictor: Predictor = honest): Promise<Report> {
  const matches = await matchesOf(past, test);
  const predicted = predictor(matches);
  return reportOf(predicted, baseRates(matches.history.played(), predicted));
}

/** The same matches, each with the score and counts of another. */
function dealt(rows: Rows): string[][] {
  return rows.map((row, i) => {
    const other = rows[(i * 97 + 31) % rows.length] as string[];
    return [...row.slice(0, columns.homeGoals), ...other.slice(columns.homeGoals)];
  });
}

const withCell = (row: readonly string[], column: keyof typeof columns, value: string): string[] =>
  row.map((cell, i) => (i === columns[column] ? value : cell));

describe("predictions of a season, match by match", () => {
  it("are better than base rates", async () => {
    const { topFive, references } = await scored(before, season);
    expect(topFive.n).toBe(380);
    expect(topFive.logLoss).toBeLessThan(references.topFive.baseRates.logLoss - 0.05);
    expect(topFive.rps).toBeLessThan(references.topFive.baseRates.rps - 0.015);
    expect(topFive.rpsMinusBaseRate.value).toBeCloseTo(topFive.rps - references.topFive.baseRates.rps, 12);
  });

  it("are the same where the season stands in history too, in whole, as it may by mistake", async () => {
    const known = await matchesOf([...before, ...season], season);
    expect(known.notes).toMatchObject({ history: before.length, inBoth: 380, otherDay: 0 });
    expect(honest(known)).toEqual(honest(await matchesOf(before, season)));
  });

  it("are the same where history has their matches a day early", async () => {
    const early = season.map((row) => {
      const date = new Date(Date.parse(row[columns.date] as string) - dayMs).toISOString().slice(0, 10);
      return withCell(row, "date", date);
    });
    const known = await matchesOf([...before, ...early], season);
    expect(known.notes).toMatchObject({ inBoth: 0, otherDay: 380 });
    expect(honest(known)).toEqual(honest(await matchesOf(before, season)));
  });

  it("are made of odd files too: new teams and leagues, rows told twice or without a score, no columns but the least", async () => {
    const row = (...cells: string[]) => cells;
    const least = [
      row("league", "season", "date", "home", "away", "fthg", "ftag"),
      row("XX9", "", "2031-08-01", "Nowhere", "Elsewhere", "2", "1"),
      row("XX9", "3132", "2031-08-08", "Elsewhere", "Nowhere", "0", "0"),
      row("XX9", "3132", "2031-08-08", "Elsewhere", "Nowhere", "0", "0"),
      row("E0", "2031/32", "2032-05-01", "Nowhere", "Arsenal", "", ""),
      row("E0", "2031/32", "2032-05-33", "Nowhere", "Arsenal", "1", "1"),
    ];
    const file = join(folder, "least.csv");
    await writeFile(file, least.map((cells) => cells.join(",")).join("\n"));
    await matchesOf(before, season);
    const matches = testedMatches({ history: [join(folder, "history.csv")], test: file, teams });
    expect(matches.notes).toMatchObject({ twice: 1, unplayed: 1, newTeams: ["Elsewhere", "Nowhere"] });
    expect(matches.notes.refused.map(({ code }) => code)).toEqual(["BAD_DATE"]);
    const predicted = honest(matches);
    expect(predicted.map(({ season: year, competition }) => [year, competition])).toEqual([
      [2031, "XX9"],
      [2031, "XX9"],
    ]);
    const { all, topFive } = reportOf(predicted, baseRates(matches.history.played(), predicted));
    expect([all.n, all.withClose, topFive.n]).toEqual([2, 0, 0]);
    expect(all.logLoss).toBeGreaterThan(0);
  });
});

const quoted = ["avg_h", "avg_d", "avg_a"];
const closing = ["psc_h", "psc_d", "psc_a"];

/** Rows with prices, each match's its own: of some days before, and at the close. */
function priced(
  rows: Rows,
  but: (row: readonly string[]) => { before?: boolean; close?: boolean } = () => ({}),
): string[][] {
  return rows.map((row, i) => {
    const other = but(row);
    const prices = (isOther = false) => [2 + (i % 7) / 5 + (isOther ? 3 : 0), 3.4, isOther ? 1.6 : 3.9].map(String);
    return [...row, ...prices(other.before), ...prices(other.close)];
  });
}

/** Everything that is told of a match but who plays when, and who referees: that is known before. */
function otherwisePlayed(row: readonly string[]): string[] {
  const known = header.split(",").indexOf("referee");
  return row.map((cell, i) => (i < columns.homeGoals || i === known || cell === "" ? cell : String(9 - (i % 2))));
}

/** Predictions up to a day, once as it was, once with other results, counts and closing prices on that day and later. */
async function onceAndOtherwise(predictor: Predictor) {
  const day = "2017-03-04";
  const isLater = (row: readonly string[]) => (row[columns.date] ?? "") >= day;
  const changed = season.map((row) => (isLater(row) ? otherwisePlayed(row) : row));
  const more = [...quoted, ...closing];
  const [asItWas, otherwise] = [
    predictor(await matchesOf(before, priced(season), more)),
    predictor(
      await matchesOf(
        before,
        priced(changed, (row) => ({ close: isLater(row) })),
        more,
      ),
    ),
  ];
  const until = (all: Predicted[]) => all.filter(({ id }) => id.slice(0, 10) <= day).map(({ chances }) => chances);
  expect(asItWas.map(({ rates }) => rates)).not.toEqual(otherwise.map(({ rates }) => rates));
  return { asItWas: until(asItWas), otherwise: until(otherwise) };
}

describe("nothing leaks from a match into its own prediction", () => {
  const models = [
    ["strengths alone", model],
    ["the shipped model without odds", shippedModel("none")],
    ["the shipped model with odds of past matches", shippedModel("past")],
    ["a model with prices of the match", withPrices],
  ] as const;

  it.each(models)(
    "which does not depend on what happened on its day or later, nor on its closing prices: %s",
    async (_, of) => {
      const { asItWas, otherwise } = await onceAndOtherwise((matches) => walk(matches, of));
      expect(asItWas.length).toBeGreaterThan(250);
      expect(otherwise).toEqual(asItWas);
    },
  );

  it.each(models)("nor on prices of some days before, unless it is to see these: %s", async (_, of) => {
    const more = [...quoted, ...closing];
    const one = walk(await matchesOf(before, priced(season), more), of);
    const other = walk(
      await matchesOf(
        before,
        priced(season, () => ({ before: true })),
        more,
      ),
      of,
    );
    const first = (all: Predicted[]) => all.slice(0, 20).map(({ chances }) => chances);
    if (of === withPrices) expect(first(other)).not.toEqual(first(one));
    else expect(first(other)).toEqual(first(one));
  });

  it("while a model that sees the results of the day is told by that", async () => {
    const { asItWas, otherwise } = await onceAndOtherwise(asOfDaysLater(1));
    expect(otherwise).not.toEqual(asItWas);
  });

  it("for it is no better than base rates where results were dealt at random", async () => {
    const { topFive, references } = await scored(dealt(before), dealt(season));
    expect(topFive.rpsMinusBaseRate.high).toBeGreaterThan(0);
    expect(Math.abs(topFive.rpsMinusBaseRate.value)).toBeLessThan(0.003);
    expect(topFive.logLoss).toBeGreaterThan(references.topFive.baseRates.logLoss - 0.01);
    expect(topFive.bothScore.logLoss).toBeGreaterThan(references.topFive.baseRates.bothScore.logLoss - 0.01);
  });

  it.each(models)("nor is %s", async (_, of) => {
    const { topFive } = await scored(dealt(before), dealt(season), (matches) => walk(matches, of));
    expect(topFive.rpsMinusBaseRate.high).toBeGreaterThan(0);
    expect(topFive.overUnder.minusBaseRate.high).toBeGreaterThan(0);
    expect(topFive.bothScore.minusBaseRate.high).toBeGreaterThan(0);
  });

  it("while a model that sees its own result is told by being better there", async () => {
    const { topFive, references } = await scored(dealt(before), dealt(season), asOfDaysLater(1));
    expect(topFive.logLoss).toBeLessThan(references.topFive.baseRates.logLoss - 0.01);
  });
});

describe("scores that are too good to be true", () => {
  const group = (value: number, withClose: number) =>
    ({ withClose, rpsMinusClose: { value, low: value - 0.001, high: value + 0.001 } }) as Report["all"];

  it.each([
    [-0.0041, 5_000, true],
    [-0.0039, 5_000, false],
    [-0.0041, 4_999, false],
    [0.004, 50_000, false],
  ])("are so at RPS %d from the close on %i matches: %s", (value, matches, isSo) => {
    expect(suspicionOf({ all: group(value, matches), topFive: group(0, 1_000) }) !== null).toBe(isSo);
  });

  it("are those of a model that knows a tenth of what will happen", async () => {
    const matches = await matchesOf(before, season);
    const priced = honest(matches).flatMap((match) => {
      const [home, draw, away] = match.chances.result.map((chance) => 1 / chance) as [number, number, number];
      const closing = { book: "pinnacle", home, draw, away, over: null, under: null };
      return Array.from({ length: 14 }, (_, copy) => ({ ...match, id: `${match.id} ${copy}`, closing }));
    });
    const told = priced.map((match): Predicted => {
      const { home, away } = match.score;
      const came = home > away ? 0 : home === away ? 1 : 2;
      const [h, d, a] = match.chances.result.map((chance, k) => 0.9 * chance + (k === came ? 0.1 : 0));
      return { ...match, chances: { ...match.chances, result: [h, d, a] as [number, number, number] } };
    });
    const base = new Map();
    expect(suspicionOf(reportOf(priced, base))).toBeNull();
    expect(suspicionOf(reportOf(told, base))).toContain("5320 matches");
  });
});
