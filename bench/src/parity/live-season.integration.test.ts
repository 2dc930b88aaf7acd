import { placeOf } from "@touchline/prematch";
import type { Result } from "@touchline/schemas";
import { beforeAll, describe, expect, it } from "vitest";
import { liveSeason, type Published } from "./live-season.ts";
import { seasonOf } from "./season.ts";
import { shippedResults } from "./shipped-results.ts";
import { differingMatches } from "./vectors.ts";

const england = shippedResults().filter(({ competition, season }) => {
  return competition.startsWith("ENG-") && Number.parseInt(season, 10) >= 2019;
});
const season = seasonOf(england, 400);
const quiet = () => {};

describe("a season lived through with a broker and the features service, which is killed in the middle", () => {
  let published: Published;
  beforeAll(async () => {
    published = await liveSeason(season, quiet);
  });

  it("brings of each match, bit for bit, the vector that all results give at once", () => {
    expect(published.size).toBe(400);
    expect(differingMatches(season, published, (text) => expect.unreachable(text))).toBe(0);
  });

  const prices = season.parts.flatMap(({ days }) => days.flatMap((day) => day.prices));

  it("has in it what books said of some matches", () => {
    const priced = [...published.values()].filter(({ values }) => values[placeOf("match.odds.missing")] === 0);
    expect(priced.length).toBeGreaterThan(10);
    expect(priced.length).toBe(new Set(prices.map(({ matchId }) => matchId)).size);
    expect(priced.every(({ values }) => values[placeOf("match.odds.books")] === 2)).toBe(true);
  });

  it("brings another for a match of which one price is left out", () => {
    const last = prices.at(-1);
    const parts = season.parts.map((part) => ({
      ...part,
      days: part.days.map((day) => ({ ...day, prices: day.prices.filter((each) => each !== last) })),
    }));
    expect(differingMatches({ ...season, parts }, published, quiet)).toBe(1);
  });

  it("brings another for what follows on one score that was another", () => {
    const [last] = season.before.slice(-1) as [Result];
    const changed = { ...last, score: { home: last.score.home + 3, away: last.score.away } };
    const parts = season.parts.map((part) => ({
      ...part,
      known: part.known.map((result) => (result === last ? changed : result)),
    }));
    expect(differingMatches({ ...season, parts }, published, quiet)).toBeGreaterThan(100);
  });
});
