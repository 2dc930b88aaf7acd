import { type ShippedModel, shippedModels } from "@touchline/models";
import type { Fixture, Odds } from "@touchline/schemas";
import { expect, test } from "vitest";
import { predictionsOf, timelines } from "./replayed.fixture.ts";

const { matchId, entries } = timelines[0] as (typeof timelines)[number];
const { kickOff } = (entries[0] as { readonly value: Fixture }).value;
const [seesNone, , seesPrices] = shippedModels as unknown as [ShippedModel, ShippedModel, ShippedModel];

/** Prices of a book for home, draw and away, so many minutes before kick-off. */
const prices = (provider: string, minutes: number, [home, draw, away]: readonly [number, number, number]) => {
  const value: Odds = {
    ...{ provider, matchId, market: "MATCH_RESULT", line: null, inPlay: false, suspended: false },
    selections: [
      { name: "home", price: home },
      { name: "draw", price: draw },
      { name: "away", price: away },
    ],
    providerTime: kickOff - minutes * 60_000,
  };
  return { schema: "Odds", value } as const;
};

const early = entries.slice(0, 3);
const said = [prices("a-book", 60, [2, 3.4, 4.2]), prices("a-book", 30, [1.5, 4.4, 7])];

test("prices that move before kick-off are predicted from at once, as the cause, and the whole change is what was believed before", async () => {
  const log = await predictionsOf(matchId, [...early, ...said], seesPrices);
  expect(log.map(({ sequence, featuresRevision }) => [sequence, featuresRevision])).toEqual(
    [1, 2, 3, 4, 5].map((n) => [n, n]),
  );
  const [first, moved] = log.slice(-2) as [(typeof log)[number], (typeof log)[number]];
  for (const each of [first, moved]) {
    expect(each.cause).toMatchObject({ provider: "a-book", id: "odds:a-book/MATCH_RESULT", statement: "ODDS" });
    expect(each.changeParts.map(({ of }) => of)).toEqual(["PRE_MATCH"]);
    for (const side of ["home", "draw", "away"] as const) {
      expect(each.changeParts[0]?.[side]).toBeCloseTo(each.change?.[side] as number, 14);
    }
    expect(each).toMatchObject({ phase: "PRE_MATCH", suspended: false });
  }
  expect(moved.change?.home).toBeGreaterThan(0.08);
  expect(moved.matchResult.home).toBeGreaterThan(first.matchResult.home);
});

test("a model that sees no prices stands by what it said, and says that they moved nothing", async () => {
  const [before, ...after] = (await predictionsOf(matchId, [...early, ...said], seesNone)).slice(-3);
  for (const each of after) {
    expect(each.matchResult).toEqual(before?.matchResult);
    expect([each.change, each.changeParts]).toEqual([{ home: 0, draw: 0, away: 0 }, []]);
    expect(each.cause.statement).toBe("ODDS");
  }
});

test("prices that leave the market where it was lead to no prediction", async () => {
  const again = prices("a-book", 20, [1.501, 4.4, 7]);
  expect(await predictionsOf(matchId, [...early, ...said, again], seesPrices)).toHaveLength(5);
});
