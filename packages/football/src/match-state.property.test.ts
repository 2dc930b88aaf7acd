import type { EventStatus, EventType, MatchEvent, SideState } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { event, fixture, lineUp, MatchLog, player, revised, whistles } from "./match.fixture.ts";
import type { MatchEntry } from "./match-entry.ts";

const types: readonly EventType[] = [
  "GOAL", "OWN_GOAL", "PENALTY_SCORED", "PENALTY_MISSED", "YELLOW", "SECOND_YELLOW", "RED", "SUBSTITUTION",
  "VAR_DECISION", "SHOT", "CLOCK", "UNKNOWN",
]; // biome-ignore format: one list

/** What is said of one event: its content, and up to two revisions that change how sure or what it is. */
const anEvent = fc.record({
  type: fc.constantFrom(...types),
  period: fc.integer({ min: 1, max: 5 }),
  second: fc.integer({ min: 0, max: 40 }).map((s) => s * 75),
  side: fc.constantFrom("HOME" as const, "AWAY" as const),
  man: fc.integer({ min: 1, max: 3 }),
  expectedGoals: fc.double({ min: 0, max: 1, noNaN: true }),
  shotOutcome: fc.constantFrom("GOAL" as const, "ON_TARGET" as const, "BLOCKED" as const),
  statuses: fc.array(fc.constantFrom("CONFIRMED" as const, "TENTATIVE" as const, "CANCELLED" as const), {
    minLength: 1,
    maxLength: 3,
  }),
});

/** All that is said of a match, every revision of it. */
const aMatch = fc
  .tuple(fc.array(anEvent, { maxLength: 25 }), fc.boolean(), fc.integer({ min: 0, max: 5 }))
  .map(([sketches, knockout, periods]) => {
    const said: MatchEntry[] = [fixture({ knockout }), lineUp("HOME"), lineUp("AWAY", { announced: false })];
    said.push(lineUp("AWAY", { revision: 2 }), ...whistles(...[1, 2, 3, 4, 5].slice(0, periods)));
    for (const [i, { man, statuses, ...sketch }] of sketches.entries()) {
      const who = player(`${sketch.side} starter ${man}`, `${sketch.side}-starter-${man}`);
      const goesOff = player(`${sketch.side} starter ${man + 3}`, `${sketch.side}-starter-${man + 3}`);
      const first = event(`e${i}`, { ...sketch, player: who, playerOff: goesOff });
      for (const [at, status] of statuses.entries()) said.push(revised(first, { status }, at + 1));
    }
    return said;
  });

const shuffledWithRepeats = (said: readonly MatchEntry[]) =>
  fc
    .tuple(
      fc.shuffledSubarray([...said], { minLength: said.length }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: said.length }),
    )
    .map(([order, repeats]) => {
      const arrived = [...order];
      for (const [which, where] of repeats) {
        arrived.splice(where % (arrived.length + 1), 0, structuredClone(said[which % said.length] as MatchEntry));
      }
      return arrived;
    });

/** Events of a status, each in its last revision. */
function eventsOf(said: readonly MatchEntry[], status: EventStatus): MatchEvent[] {
  const last = new Map<string, MatchEvent>();
  for (const entry of said) if (entry.schema === "MatchEvent") last.set(entry.value.eventId, entry.value);
  return [...last.values()].filter((each) => each.status === status);
}

function recount(events: readonly MatchEvent[], side: "HOME" | "AWAY"): Partial<SideState> {
  const own = events.filter((e) => e.side === side);
  const count = (...of: EventType[]) => own.filter((e) => of.includes(e.type) && e.period < 5).length;
  const sentOff = new Set(own.filter((e) => ["SECOND_YELLOW", "RED"].includes(e.type)).map((e) => e.player?.id));
  return {
    goals: count("GOAL", "OWN_GOAL", "PENALTY_SCORED"),
    yellowCards: own.filter((e) => e.type === "YELLOW").length,
    redCards: sentOff.size,
    // nobody who is sent off here starts on the bench or is taken off
    men: 11 - sentOff.size,
    substitutions: own.filter((e) => e.type === "SUBSTITUTION").length,
    shots: count("SHOT"),
    shotsOnTarget: own.filter((e) => e.type === "SHOT" && e.period < 5 && e.shotOutcome !== "BLOCKED").length,
    lineUpKnown: true,
  };
}

describe("whatever is said of a match", () => {
  it("ends in the same state in any order of arrival, with any of it repeated", () => {
    const arrivals = aMatch.chain((said) => fc.tuple(fc.constant(said), shuffledWithRepeats(said)));
    fc.assert(
      fc.property(arrivals, ([said, arrived]) => {
        expect(JSON.stringify(new MatchLog(arrived).state)).toBe(JSON.stringify(new MatchLog(said).state));
      }),
      { numRuns: 300 },
    );
  });

  it("counts up to what a plain recount of the confirmed events gives", () => {
    fc.assert(
      fc.property(aMatch, (said) => {
        const { home, away, tentative } = new MatchLog(said).state;
        const events = eventsOf(said, "CONFIRMED");
        expect(home.counts).toMatchObject(recount(events, "HOME"));
        expect(away.counts).toMatchObject(recount(events, "AWAY"));
        const expected = events.filter((e) => e.type === "SHOT" && e.period < 5 && e.side === "HOME");
        expect(home.counts.expectedGoals).toBeCloseTo(
          expected.reduce((sum, e) => sum + (e.expectedGoals ?? 0), 0),
          9,
        );
        expect(tentative).toBe(eventsOf(said, "TENTATIVE").length);
      }),
    );
  });

  it("is as if a goal had never been once the goal is cancelled", () => {
    fc.assert(
      fc.property(aMatch, anEvent, (said, { period, second, side }) => {
        const goal = event("taken-back", { type: "GOAL", period, second, side });
        const without = new MatchLog(said).state;
        expect(new MatchLog([...said, goal, revised(goal, { status: "CANCELLED" })]).state).toEqual(without);
      }),
    );
  });

  it("is moved by a tentative event in its suspension alone", () => {
    fc.assert(
      fc.property(aMatch, anEvent, (said, { man: _, statuses: __, ...sketch }) => {
        const before = new MatchLog(said).state;
        const after = new MatchLog([...said, event("doubtful", { ...sketch, status: "TENTATIVE" })]).state;
        expect(after).toEqual({ ...before, tentative: before.tentative + 1 });
      }),
    );
  });
});
