import { impossibleIn, type MatchEntry, refuseEntry } from "@touchline/football";
import { fixedSerdes, type MatchEvent } from "@touchline/schemas";
import { testDriver } from "@touchline/streams/testing";
import { matchEvents, matchFeatures } from "@touchline/topics";
import fc from "fast-check";
import { expect, it } from "vitest";
import { realMatch, TestHistory } from "./real-match.fixture.ts";
import { featuresTopology } from "./topology.ts";

const { matchId, entries } = realMatch("2500090");
const [fixture, home] = entries as [MatchEntry, MatchEntry, ...MatchEntry[]];
const anEvent = entries.find((entry) => entry.schema === "MatchEvent")?.value as MatchEvent;

const types = [
  "PERIOD_START", "PERIOD_END", "CLOCK", "GOAL", "OWN_GOAL", "PENALTY_SCORED", "PENALTY_MISSED", "SECOND_YELLOW", "RED",
  "SHOT", "SUBSTITUTION",
] as const; // biome-ignore format: one list

/** Mostly sound, and now and then what no match has. */
const or = <T, W>(sound: fc.Arbitrary<T>, ...wild: W[]) =>
  fc.oneof({ weight: 12, arbitrary: sound }, { weight: 1, arbitrary: fc.constantFrom(...wild) });

const event = fc.record({
  eventId: fc.integer({ min: 1, max: 60 }).map(String),
  revision: or(fc.integer({ min: 1, max: 3 }), -4, 0),
  status: fc.constantFrom("CONFIRMED" as const, "CONFIRMED" as const, "TENTATIVE" as const, "CANCELLED" as const),
  type: fc.constantFrom(...types),
  period: or(fc.integer({ min: 1, max: 5 }), 0, -1, 6, 9),
  second: or(fc.double({ min: 0, max: 4_500, noNaN: true }), -1, 1e9, 1e308),
  stoppage: or(fc.option(fc.integer({ min: 0, max: 1_800 })), -50, 1e12),
  side: fc.constantFrom("HOME" as const, "AWAY" as const, null),
  expectedGoals: or(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), -3, 17),
});

it("nothing that can be written to match.events becomes features that the predictor refuses", async () => {
  const said = fc.array(event, { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(said, async (sketches) => {
      const topology = featuresTopology({ history: new TestHistory() });
      const driver = await testDriver(topology, { openSerde: fixedSerdes() });
      const told = sketches.map((sketch): MatchEntry => ({ schema: "MatchEvent", value: { ...anEvent, ...sketch } }));
      for (const entry of [fixture, home, ...told]) driver.append(matchEvents, matchId, entry);
      await driver.settle();
      const features = driver
        .records(matchFeatures)
        .flatMap((record) => (record.schema === "Features" ? [record.value] : []));
      expect(features.flatMap((each) => impossibleIn(each) ?? [])).toEqual([]);
      const refused = driver.deadLetters(matchEvents).filter(({ code }) => code !== "REVISION_CONFLICT");
      expect(refused).toHaveLength(told.filter((entry) => refuseEntry(entry) !== null).length);
    }),
    { numRuns: 60 },
  );
});
