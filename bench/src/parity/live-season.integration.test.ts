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
