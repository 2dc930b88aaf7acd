import { mulberry32 } from "@touchline/scoring";
import { beforeAll, describe, expect, it } from "vitest";
import { referenceForecasters } from "../forecasts.ts";
import type { MatchChances, Predicted } from "../predicted.ts";
import { reportOf } from "../report.ts";
import { bestMixture, disagreements } from "./disagreements.ts";
import { pageOf } from "./page.ts";

const base: ReadonlyMap<string, MatchChances> = new Map();
const dayMs = 86_400_000;

/** A season of matches whose closing odds are right, and a model that is as far off as it is told to be. */
function seasonOf(off: number, n = 380): Predicted[] {
  const random = mulberry32(5);
  return Array.from({ length: n }, (_, i): Predicted => {
    const home = 0.2 + 0.35 * random();
    const truth = [home, 0.25, 0.75 - home] as const;
    const at = random();
    const score = at < home ? { home: 2, away: 1 } : at < home + 0.25 ? { home: 1, away: 1 } : { home: 0, away: 1 };
    const shift = off * (random() - 0.5);
    const day = new Date(Date.UTC(2030, 7, 1) + Math.floor(i / 2) * dayMs).toISOString().slice(0, 10);
    return {
      id: `${day}/a${i}/b${i}`,
      competition: i % 2 === 0 ? "ENG-Premier League" : "X9 <odd>",
      season: 2030,
      home: `A & ${i}`,
      away: `<i>${i}</i>`,
      rates: { home: 1.5, away: 1.2 },
      chances: { result: [home + shift, 0.25, 0.75 - home - shift], over: 0.5, bothScore: 0.5 },
      score,
      closing: { book: "pinnacle", home: 1 / truth[0], draw: 1 / truth[1], away: 1 / truth[2], over: 2, under: 2 },
      average: null,
    };
  });
}

describe("the page", () => {
  let html: string;
  beforeAll(() => {
    const predicted = seasonOf(0.2);
    html = pageOf({ model: "test-1", predicted, base, report: reportOf(predicted, base), facts: [["Model", "a & b"]] });
  });

  it("stands alone: it fetches nothing and runs nothing", () => {
    expect(html).not.toMatch(/<(script|link|img|iframe|object|embed)\b|\b(src|srcset)=|url\(|@import|https?:/i);
  });

  it("says names of teams and leagues as text", () => {
    expect(html).toContain("A &#38; ");
    expect(html).toContain("X9 &#60;odd&#62;");
    expect(html).not.toContain("<i>");
  });

  it("tells those who cannot see what each diagram shows and what each table holds", () => {
    const diagrams = html.match(/<svg [^>]*>/g) ?? [];
    expect(diagrams.length).toBeGreaterThan(8);
    for (const diagram of diagrams) expect(diagram).toMatch(/role="img" aria-label="[^"]+"|aria-hidden="true"/);
    expect(html.match(/<table/g)?.length).toBe(html.match(/<caption>[^<]+<\/caption>/g)?.length);
    expect(html).not.toMatch(/<th(?![^>]*scope=)[ >]/);
  });

  it("has no number that is none, though a reference says nothing of any match", () => {
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
    const few = seasonOf(0.1, 3).map((match) => ({ ...match, closing: null }));
    const alone = pageOf({ model: "test-1", predicted: few, base, report: reportOf(few, base), facts: [] });
    expect(alone).not.toMatch(/NaN|Infinity|undefined/);
    expect(alone).toContain("No closing odds are known of these matches.");
  });
});

describe("what a model knows besides the close", () => {
  const { closePower } = referenceForecasters(base);

  it("is nothing where the close is right and the model is off at random", () => {
    expect(bestMixture(disagreements(seasonOf(0.3, 4_000), closePower))).toBeLessThan(0.1);
  });

  it("is everything where the close is off and the model is right", () => {
    const swapped = seasonOf(0.3, 4_000).map((match): Predicted => {
      const { home, draw, away } = match.closing as NonNullable<Predicted["closing"]>;
      const [h, d, a] = match.chances.result;
      const closing = { book: "average", home: 1 / h, draw: 1 / d, away: 1 / a, over: null, under: null };
      return { ...match, chances: { ...match.chances, result: [1 / home, 1 / draw, 1 / away] }, closing };
    });
    expect(bestMixture(disagreements(swapped, closePower))).toBeGreaterThan(0.9);
  });
});
