import type { MatchEntry } from "@touchline/football";
import { type Features, fixedSerdes, type MatchEvent, type Odds } from "@touchline/schemas";
import { testDriver } from "@touchline/streams/testing";
import { marketOdds, matchEvents, matchFeatures } from "@touchline/topics";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { countsForMs } from "./books.ts";
import { matchRoutes } from "./match-routes.ts";
import { realMatch, TestHistory } from "./real-match.fixture.ts";
import { quote } from "./statements.fixture.ts";
import { featuresTopology } from "./topology.ts";

const { matchId, fixture, entries } = realMatch("2500090");
const ofType = (type: MatchEvent["type"]) =>
  entries.findIndex(({ schema, value }) => schema === "MatchEvent" && value.type === type);
const begun = entries.slice(0, ofType("CLOCK") + 3);
const { providerTime: now } = (begun[begun.length - 1] as MatchEntry).value;

/** What a book says of the match that is played, so many ms after the last thing that was told of it. */
const said = (provider: string, after: number, suspended: boolean, change: Partial<Odds> = {}) =>
  quote(provider, 0, [2, 3.4, 4.2], { inPlay: true, suspended, providerTime: now + after, ...change });

/** `writtenBy`: ms since the epoch; no record is written later. */
async function playing(told: readonly MatchEntry[] = begun, writtenBy = () => Number.POSITIVE_INFINITY) {
  const history = new TestHistory();
  const outcomes: string[] = [];
  const statements = { heard: (_: unknown, outcome: string) => outcomes.push(outcome) };
  const driver = await testDriver(featuresTopology({ history, statements }), { openSerde: fixedSerdes() });
  const tell = async (...more: readonly MatchEntry[]) => {
    for (const entry of more) await driver.pipe(matchEvents, matchId, entry);
  };
  const price = async (...odds: readonly Odds[]) => {
    for (const value of odds) {
      await driver.pipe(marketOdds, matchId, { schema: "Odds", value }, {}, Math.min(value.providerTime, writtenBy()));
    }
  };
  const features = () =>
    driver.records(matchFeatures).flatMap(({ schema, value }) => (schema === "Features" ? [value] : [])) as Features[];
  await tell(...told);
  return { driver, history, outcomes, tell, price, features, last: () => features().at(-1) as Features };
}

describe("prices of a match that is played", () => {
  it("suspend it while every book does, with the book that was last as the cause, and move nothing else", async () => {
    const { price, features, last, driver } = await playing();
    const before = last();
    await price(said("a-book", 1_000, false), said("b-book", 1_000, false), said("a-book", 2_000, true));
    expect(last()).toEqual(before);
    await price(said("b-book", 3_000, true));
    const suspended = last();
    const { cause, asOf, revision } = suspended;
    expect(suspended).toEqual({ ...before, suspended: true, cause, asOf, revision: before.revision + 1 });
    expect(asOf).toBe(now + 3_000);
    expect(cause).toMatchObject({ provider: "b-book", id: "odds-in-play:b-book/MATCH_RESULT", statement: "ODDS" });
    expect([cause.period, cause.second]).toEqual([before.period, before.second]);
    await price(said("a-book", 60_000, false));
    expect(last()).toMatchObject({ suspended: false, revision: revision + 1, cause: { provider: "a-book" } });
    expect(
      features()
        .slice(-2)
        .map(({ home, away }) => [home, away]),
    ).toEqual(Array(2).fill([before.home, before.away]));
    expect(driver.deadLetters(marketOdds)).toEqual([]);
  });

  it("that change nothing about that lead to nothing, however many they are", async () => {
    const { price, features, outcomes } = await playing();
    const count = features().length;
    await price(...Array.from({ length: 30 }, (_, i) => said("a-book", i, false)));
    await price(...Array.from({ length: 30 }, (_, i) => said("b-book", i, i % 2 === 0)));
    expect(features()).toHaveLength(count);
    expect(new Set(outcomes)).toEqual(new Set(["unchanged"]));
  });

  it("count once play is told of, in whatever order both come", async () => {
    const { price, tell, features, last } = await playing(begun.slice(0, 3));
    await price(said("a-book", 0, true));
    expect(features().map(({ suspended }) => suspended)).toEqual([false, false, false]);
    await tell(...begun.slice(3));
    expect(last().suspended).toBe(true);
  });

  it("of a book that is gone count no more, once the match goes on without it", async () => {
    const { price, tell, last } = await playing();
    await price(said("a-book", 0, true));
    const later = entries.slice(begun.length, ofType("PERIOD_END"));
    await tell(...later.filter(({ value }) => value.providerTime <= now + countsForMs));
    expect(last().suspended).toBe(true);
    await tell(...later);
    expect(last().suspended).toBe(false);
  });

  it("count as said when they were written where their book's clock is ahead, so that no book decides for all", async () => {
    const { price, last } = await playing(begun, () => now + 20_000);
    await price(said("a-book", 5_000, true), said("fast-book", 2 * countsForMs, false), said("b-book", 15_000, true));
    expect(last()).toMatchObject({ suspended: false, cause: { provider: "fast-book" }, asOf: now + 20_000 });
    await price(said("fast-book", 2 * countsForMs + 5_000, true));
    expect(last()).toMatchObject({ suspended: true, cause: { provider: "fast-book" }, asOf: now + 20_000 });
    await price(said("a-book", 20_000, false));
    expect(last()).toMatchObject({ suspended: false, cause: { provider: "a-book" } });
  });

  it("do not reopen it while something else has stopped play", async () => {
    const { price, tell, last } = await playing(entries.slice(0, ofType("GOAL") + 1));
    const { providerTime: goal } = (entries[ofType("GOAL")] as MatchEntry).value;
    await price(
      said("a-book", 0, true, { providerTime: goal + 1 }),
      said("a-book", 0, false, { providerTime: goal + 2 }),
    );
    expect(last()).toMatchObject({ suspended: true, cause: { type: "GOAL" } });
    await tell(...entries.slice(ofType("GOAL") + 1, ofType("GOAL") + 8));
    expect(last().suspended).toBe(false);
  });

  it("that are of a match that is over, or of another key, are not kept", async () => {
    const { driver, price, outcomes } = await playing(entries);
    await price(said("a-book", 0, true, { providerTime: fixture.kickOff + 3 * 3_600_000 }));
    expect(outcomes).toEqual(["passed over"]);
    expect([driver.store("books"), driver.store("played")]).toEqual([{}, {}]);
    await driver.pipe(marketOdds, "another", { schema: "Odds", value: said("a-book", 0, true) });
    expect(driver.deadLetters(marketOdds).map(({ code }) => code)).toEqual(["KEY_MISMATCH"]);
  });

  it("that are of a match that nobody announces are not kept, and count from its fixture on", async () => {
    const { driver, price, outcomes, tell, last } = await playing([]);
    await price(said("a-book", 0, true));
    expect([outcomes, driver.store("books")]).toEqual([["passed over"], {}]);
    await tell(...begun);
    expect(last().suspended).toBe(false);
    await price(said("a-book", 1, true));
    expect(last().suspended).toBe(true);
  });

  it("are in the lineage of the features that they led to, where they stand", async () => {
    const { driver, history, price, last } = await playing();
    await price(said("a-book", 0, false), said("a-book", 5, true));
    const http = Fastify();
    matchRoutes(http, { reader: () => driver.app.stores, history, now: () => now });
    const { inputs } = (await http.inject(`/v1/lineage/${matchId}?revision=${last().revision}`)).json();
    expect(inputs).toHaveLength(last().revision);
    expect(inputs.at(-1)).toMatchObject({
      ...{ id: "odds-in-play:a-book/MATCH_RESULT", topic: "market.odds", offset: 1, version: now + 5 },
    });
  });
});
