import type { MatchEntry } from "@touchline/football";
import type { MatchEvent, Odds, Prediction } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { longest, predictionsOf, type Told, timelines } from "./replayed.fixture.ts";

/** What a prediction says, without how it came about. */
function said({ sequence, featuresRevision, cause, change, changeParts, asOf, ...rest }: Prediction): string {
  return JSON.stringify(rest);
}

const lastOf = (predictions: readonly Prediction[]): Prediction => predictions.at(-1) as Prediction;

describe("the predictions of a match", () => {
  test("are the same log each of twenty times that it is replayed", async () => {
    const told = [...longest.entries, ...longest.entries.slice(-10).map(corrected)];
    expect(told.length).toBeGreaterThanOrEqual(200);
    const logs = new Set<string>();
    for (let time = 0; time < 20; time++) {
      logs.add(JSON.stringify(await predictionsOf(longest.matchId, told)));
    }
    expect(logs.size).toBe(1);
  }, 60_000);

  test("end in the same bytes whatever the order in which its events arrive, twice or corrected", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...timelines),
        fc.infiniteStream(fc.nat(1_000_000)),
        async (timeline, numbers) => {
          const { matchId, entries } = timeline;
          const [fixture, ...rest] = entries as [MatchEntry, ...MatchEntry[]];
          const next = () => numbers.next().value as number;
          const arriving = rest.flatMap((entry) => versionsOf(entry, next()));
          const shuffled = arriving.map((entry) => ({ entry, at: next() })).sort((a, b) => a.at - b.at);
          const inOrder = await predictionsOf(matchId, [fixture, ...rest.map((entry) => corrected(entry))]);
          const anyOrder = await predictionsOf(matchId, [fixture, ...shuffled.map(({ entry }) => entry)]);
          expect(said(lastOf(anyOrder))).toBe(said(lastOf(inOrder)));
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  test("end in the same bytes while it is played too, with its feed's silences and its bookmakers' words among them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...timelines),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.infiniteStream(fc.nat(1_000_000)),
        async ({ matchId, entries }, share, numbers) => {
          const next = () => numbers.next().value as number;
          const [fixture, ...rest] = entries.slice(0, 4 + Math.floor(share * (entries.length - 4)));
          const told: Told[] = rest.flatMap((entry) => [
            entry,
            ...(next() % 10 === 0 ? [silenceAfter(entry)] : []),
            ...(next() % 5 === 0 ? [wordAfter(entry, next())] : []),
          ]);
          const shuffled = [...told, ...told].map((one) => ({ one, at: next() })).sort((a, b) => a.at - b.at);
          const inOrder = await predictionsOf(matchId, [fixture as MatchEntry, ...told]);
          const anyOrder = await predictionsOf(matchId, [fixture as MatchEntry, ...shuffled.map(({ one }) => one)]);
          expect(said(lastOf(anyOrder))).toBe(said(lastOf(inOrder)));
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  test("are those of before once an event is cancelled, and suspended and nothing else while it is tentative", async () => {
    const goals = longest.entries.filter(
      ({ schema, value }) => schema === "MatchEvent" && (value as MatchEvent).type === "GOAL",
    );
    for (const goal of goals) {
      const upTo = longest.entries.slice(0, longest.entries.indexOf(goal));
      const told = (revision: number, status: MatchEvent["status"]): MatchEntry =>
        ({ ...goal, value: { ...goal.value, revision, status } }) as MatchEntry;
      const log = await predictionsOf(longest.matchId, [
        ...upTo,
        told(1, "TENTATIVE"),
        told(2, "CONFIRMED"),
        told(3, "CANCELLED"),
      ]);
      const [before, tentative, confirmed, cancelled] = log.slice(-4) as [
        Prediction,
        Prediction,
        Prediction,
        Prediction,
      ];
      expect(said({ ...tentative, suspended: before.suspended })).toBe(said(before));
      expect([tentative.suspended, tentative.changeParts]).toEqual([true, []]);
      expect([confirmed.suspended, said(confirmed) === said(before)]).toEqual([true, false]);
      expect(said(cancelled)).toBe(said(before));
    }
    expect(goals.length).toBeGreaterThan(0);
  });
});

/** Nothing was heard after an entry. */
function silenceAfter({ value }: MatchEntry): MatchEntry {
  const { period, second, eventId, matchId, providerTime } = { period: 1, second: 0, eventId: "x", ...value };
  const event: MatchEvent = {
    ...{ provider: "touchline", matchId, eventId: `silence/${eventId}`, revision: 1, status: "CONFIRMED" },
    ...{ type: "SILENCE", period, second, side: null, player: null, playerOff: null, expectedGoals: null },
    ...{ shotOutcome: null, situation: null, subject: null, stoppage: null, score: null, providerTime },
  };
  return { schema: "MatchEvent", value: event };
}

/** A book takes bets or none after an entry. */
function wordAfter({ value: { matchId, providerTime } }: MatchEntry, number: number): Told {
  const value: Odds = {
    ...{ provider: number % 2 === 0 ? "a-book" : "b-book", matchId, market: "MATCH_RESULT", line: null, inPlay: true },
    ...{ suspended: number % 3 !== 0, selections: [], providerTime: providerTime + (number % 60_000) },
  };
  return { schema: "Odds", value };
}

/** The last version of each event is its second: what it says is not changed by it. */
function corrected(entry: MatchEntry): MatchEntry {
  return { ...entry, value: { ...entry.value, revision: 2 } } as MatchEntry;
}

/** A wrong first version in some cases, and the right one once or twice. */
function versionsOf(entry: MatchEntry, number: number): MatchEntry[] {
  const right = corrected(entry);
  if (entry.schema !== "MatchEvent" || number % 3 === 0) return [right, right];
  const wrong = {
    ...entry,
    value: { ...entry.value, status: number % 3 === 1 ? "TENTATIVE" : "CANCELLED" },
  } as MatchEntry;
  return [wrong, right];
}
