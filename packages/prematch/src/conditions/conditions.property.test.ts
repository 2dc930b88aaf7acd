import type { NewsItem, Weather } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featuresOf, historyOf } from "../history.fixture.ts";
import { fixtureWith } from "../line-ups/squad.fixture.ts";
import { dayMs } from "../played.ts";
import { headlineTone, newsEffect, newsOptions } from "./news.ts";
import { weatherEffect, weatherOptions } from "./weather.ts";

const hourMs = 3_600_000;
const kickOff = 100.5 * dayMs;

function forecast(change: Partial<Weather> = {}): Weather {
  const mild = { temperature: 15, windSpeed: 2, precipitation: 0 };
  return {
    provider: "w",
    matchId: "p:1",
    validAt: kickOff,
    issuedAt: kickOff - dayMs,
    ...mild,
    providerTime: 0,
    ...change,
  };
}

function item(change: Partial<NewsItem> = {}): NewsItem {
  const text = { headline: "Striker ruled out", body: null, url: "https://example.org/1", language: "en" };
  return { provider: "n", itemId: "1", teamId: "A", ...text, providerTime: kickOff - hourMs, ...change };
}

const hours = (min: number, max: number) => fc.integer({ min, max }).map((count) => kickOff + count * hourMs);
const measure = (min: number, max: number) => fc.option(fc.double({ min, max, noNaN: true }));
const someForecasts = fc.uniqueArray(
  fc
    .record({
      provider: fc.constantFrom("v", "w"),
      issuedAt: hours(-200, 5),
      validAt: hours(-4, 4),
      temperature: measure(-30, 50),
      windSpeed: measure(0, 60),
      precipitation: measure(0, 80),
    })
    .map(forecast),
  { maxLength: 6, selector: ({ provider, issuedAt, validAt }) => `${provider}/${issuedAt}/${validAt}` },
);
const someNews = fc.array(
  fc
    .record({
      itemId: fc.constantFrom("1", "2", "3", "4"),
      teamId: fc.constantFrom("A", "A", "B"),
      providerTime: hours(-100, 5),
      headline: fc.constantFrom("Striker ruled out", "Captain returns", "Ticket prices", "Coach sacked"),
    })
    .map(item),
  { maxLength: 8 },
);
const weight = fc.double({ min: -3, max: 3, noNaN: true });

describe("weather", () => {
  it("moves goals by 5% at most, whatever weight it is given, and by nothing as shipped", () => {
    fc.assert(
      fc.property(someForecasts, weight, (all, by) => {
        const { factor, missing, source } = weatherEffect(all, kickOff, kickOff, by);
        expect(Math.abs(factor - 1)).toBeLessThanOrEqual(weatherOptions.bound + 1e-15);
        expect(missing).toBe(source === null);
        if (missing) expect(factor).toBe(1);
        expect(weatherEffect(all, kickOff, kickOff).factor).toBe(1);
      }),
    );
    expect(weatherEffect([forecast({ windSpeed: 40 })], kickOff, kickOff, 1).factor).toBe(1.05);
    expect(weatherEffect([forecast({ windSpeed: 11 })], kickOff, kickOff, -1).factor).toBeCloseTo(0.975, 12);
  });

  it("is what was forecast last by the moment, in whatever order forecasts came", () => {
    fc.assert(
      fc.property(someForecasts, hours(-100, 0), weight, (all, at, by) => {
        const known = all.filter(({ issuedAt, providerTime }) => issuedAt <= at && providerTime <= at);
        expect(weatherEffect([...known].reverse(), at, kickOff, by)).toEqual(weatherEffect(all, at, kickOff, by));
      }),
    );
    const toldLate = forecast({ windSpeed: 16, providerTime: kickOff - hourMs });
    expect(weatherEffect([toldLate], kickOff - hourMs - 1, kickOff).missing).toBe(true);
    expect(weatherEffect([toldLate], kickOff - hourMs, kickOff).harshness).toBe(1);
    const early = forecast({ windSpeed: 11 });
    const late = forecast({ issuedAt: kickOff - hourMs });
    expect(weatherEffect([late, early], kickOff, kickOff).source).toBe(late);
    expect(weatherEffect([late, early], kickOff - 2 * hourMs, kickOff).source).toBe(early);
  });

  it("of which its provider contradicts itself is what it told later, or the harsher, in whatever order they came", () => {
    const [mild, harsh] = [forecast({ windSpeed: 8 }), forecast({ windSpeed: 12 })];
    const corrected = { ...mild, providerTime: 1 };
    for (const [all, harshness] of [[[mild, harsh], 0.6] as const, [[mild, harsh, corrected], 0.2] as const]) {
      expect(weatherEffect(all, kickOff, kickOff).harshness).toBe(harshness);
      expect(weatherEffect(all.toReversed(), kickOff, kickOff).harshness).toBe(harshness);
    }
  });

  it("is missing where the forecast is of another hour or older than a week", () => {
    const missing = (change: Partial<Weather>) => weatherEffect([forecast(change)], kickOff, kickOff).missing;
    expect(missing({})).toBe(false);
    expect(missing({ validAt: kickOff + 3 * hourMs })).toBe(true);
    expect(missing({ issuedAt: kickOff - 8 * dayMs })).toBe(true);
    expect(missing({ issuedAt: kickOff + 1 })).toBe(true);
  });
});

describe("news", () => {
  it("moves a side's goals by 10% at most, whatever weight it is given, and by nothing as shipped", () => {
    fc.assert(
      fc.property(someNews, weight, fc.double({ min: -9, max: 9, noNaN: true }), (all, by, tone) => {
        const { factor, missing, sources } = newsEffect(all, "A", kickOff, () => tone, by);
        expect(Math.abs(factor - 1)).toBeLessThanOrEqual(newsOptions.bound + 1e-15);
        expect(missing).toBe(sources.length === 0);
        expect(newsEffect(all, "A", kickOff).factor).toBe(1);
      }),
    );
  });

  it("is what was said of the team by the moment, in whatever order it came", () => {
    fc.assert(
      fc.property(someNews, hours(-50, 5), weight, (all, at, by) => {
        const known = all.filter(({ providerTime, teamId }) => providerTime <= at && teamId === "A");
        expect(newsEffect([...known].reverse(), "A", at, headlineTone, by)).toEqual(
          newsEffect(all, "A", at, headlineTone, by),
        );
      }),
    );
  });

  it("fades in three days, and is not made younger by repeating it", () => {
    const told = item({ providerTime: kickOff - 36 * hourMs });
    const again = item({ providerTime: kickOff - hourMs, provider: "other" });
    const effect = (all: readonly NewsItem[], at = kickOff) => newsEffect(all, "A", at, headlineTone, 1);
    expect(effect([told]).factor).toBeCloseTo(1 - 0.1 * 0.5 * 0.5, 12);
    expect(effect([again, told])).toEqual(effect([told]));
    expect(effect([told, item({ itemId: "2", providerTime: told.providerTime })]).tone).toBeCloseTo(-0.5, 12);
    expect(effect([told], kickOff + 36 * hourMs)).toEqual({ missing: true, factor: 1, tone: 0, sources: [] });
    expect(effect([told]).sources[0]?.url).toBe("https://example.org/1");
  });

  it("is read from plain words", () => {
    const tone = (headline: string) => headlineTone(item({ headline }));
    expect(tone("Keeper ruled out for six weeks")).toBe(-0.5);
    expect(tone("Captain returns to training")).toBe(0.5);
    expect(tone("Winger returns, striker suspended")).toBe(0);
    expect(tone("New stand opens")).toBe(0);
  });
});

it("stands in the vector with what it was made from", () => {
  const known = { weather: [forecast({ windSpeed: 11 })], news: [item({ teamId: "B", providerTime: kickOff })] };
  const value = featuresOf(historyOf([]), fixtureWith(100, known));
  expect(value("match.weather.missing")).toBe(0);
  expect(value("match.weather.harshness")).toBe(0.5);
  expect(value("match.weather.factor")).toBe(1);
  expect(value("home.news.missing")).toBe(1);
  expect(value("away.news.missing")).toBe(0);
  expect(value("away.news.tone")).toBe(-0.5);
  expect(value("away.news.factor")).toBe(1);
});
