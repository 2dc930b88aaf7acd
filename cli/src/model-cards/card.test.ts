import { mulberry32 } from "@touchline/scoring";
import { describe, expect, it } from "vitest";
import type { Predicted } from "../evaluate/predicted.ts";
import { reportOf } from "../evaluate/report.ts";
import { modelCard } from "./card.ts";
import type { Evaluated } from "./evaluated.ts";
import { modelCardPages } from "./pages.ts";

const artefact = {
  model: "ensemble-none-9",
  odds: "none",
  trained: {
    ...{
      from: 2006,
      until: 2021,
      weighedFrom: { clubs: 2018, nations: 2019 },
      dataHash: "d47a",
      manifest: "3a9f",
      seed: 7,
    },
    matches: { topFive: 28_000, others: 70_000, nations: 17_000 },
  },
  kinds: Object.fromEntries(
    ["topFive", "others", "nations"].map((kind) => [
      kind,
      {
        stack: { supremacy: {}, goals: { intercept: 0, weights: {} } },
        ratings: { weights: [0, 0], cuts: [0, 0] },
        blend: {
          pool: { weights: { strengths: 0.9, ratings: 0.1 }, bias: [0, 0] },
          goals: { shift: 0, scale: 1, prices: 0 },
        },
        priced: null,
      },
    ]),
  ),
  contexts: { clubs: null, nations: null },
} as unknown as Parameters<typeof modelCard>[0]["artefact"];

function evaluatedOf(trainedOn: number): Evaluated {
  const random = mulberry32(3);
  const predicted = Array.from(
    { length: 50 },
    (_, i): Predicted => ({
      ...{ id: `2022-08-${10 + (i % 20)}/${i}`, competition: "ENG-Premier League", season: 2022, home: "a", away: "b" },
      ...{
        rates: { home: 1.5, away: 1 },
        chances: { result: [0.5, 0.3, 0.2], over: 0.5, bothScore: 0.5 },
        average: null,
      },
      ...{ score: { home: Math.floor(3 * random()), away: 1 } },
      closing: { book: "pinnacle", home: 2, draw: 3.5, away: 5, over: 2, under: 2 },
    }),
  );
  const report = {
    ...{
      model: artefact.model,
      trained: artefact.trained,
      read: { trainedOn },
      days: { first: "2022-08-10", last: "2022-08-29" },
    },
    ...reportOf(predicted, new Map()),
  };
  return { command: "npm run --silent evaluate -- --test test.csv", report };
}

describe("the card of a model", () => {
  const file = { sha256: "5ha", bytes: 55_000 };

  it("tells what it comes from, what weighs how much, and how to have it again", () => {
    const card = modelCard({ artefact, ...file, evaluated: null });
    for (const text of [
      "# ensemble-none-9",
      "`d47a`",
      "`5ha`",
      "| seed | 7 |",
      "| strengths | 0.900 | 0.900 | 0.900 |",
    ])
      expect(card).toContain(text);
    expect(card).toContain("train -- FILE... --odds none --until 2021 --seed 7 --out DIR");
    expect(card).toContain("Nobody has measured it");
  });

  it("has the figures of its evaluation beside every reference, and says whether it had seen the seasons", () => {
    const { report } = evaluatedOf(0);
    const card = modelCard({ artefact, ...file, evaluated: evaluatedOf(0) });
    expect(card).toContain(`| **ensemble-none-9** | 50 | ${report.topFive.rps.toFixed(4)} |`);
    for (const name of ["Closing odds, power", "Closing odds, Shin", "Market average, days before", "Base rates"])
      expect(card).toContain(name);
    expect(card).toContain("no match is of a season that it learnt from");
    expect(card).not.toMatch(/NaN|undefined/);
    expect(modelCard({ artefact, ...file, evaluated: evaluatedOf(50) })).toContain(
      "are of seasons that it learnt from",
    );
  });

  it("is there for every ensemble that ships", () => {
    expect([...modelCardPages().keys()]).toContain("model-cards/ensemble-none-3.md");
  });
});
