import type { Alert, Prediction } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeOdds, judgePrediction } from "./judge.ts";
import type { Quotes } from "./quotes.ts";
import { readRule } from "./read-rule.ts";
import { oddsOf, predictionOf } from "./watched.fixture.ts";
import type { WatchedMatch } from "./watched.ts";

const rules = [
  { id: "swing", kind: "SWING", atLeast: 0.15, withinMinutes: 5 },
  { id: "behind", kind: "FAVOURITE_BEHIND", favouriteAtLeast: 0.4 },
  { id: "red", kind: "RED_CARD" },
  { id: "value", kind: "VALUE", edgeAtLeast: 0.05, quietSeconds: 30 },
].map(readRule);

/** A moment of a match: what happens, and how long after the one before. */
const moment = fc.record({
  after: fc.integer({ min: 1, max: 200 }),
  home: fc.integer({ min: 5, max: 90 }),
  what: fc.constantFrom("clock", "clock", "clock", "goal home", "goal away", "red home", "red away", "take back"),
  suspended: fc.boolean(),
  price: fc.option(fc.integer({ min: 105, max: 600 }), { nil: undefined }),
});

interface Happened {
  readonly what: string;
  readonly id: string;
  readonly second: number;
}

/** Predictions of a match of such moments; those of one half, so that the clock is the time that was played. */
function matchOf(moments: readonly (typeof moment extends fc.Arbitrary<infer M> ? M : never)[]) {
  let second = 0;
  let happened: Happened[] = [];
  return moments.map(({ after, home, what, suspended, price }, i) => {
    second += after;
    const last = happened.at(-1);
    const takesBack = what === "take back" && last !== undefined;
    const event = takesBack ? last : { what, id: `event-${i}`, second };
    if (takesBack) happened = happened.slice(0, -1);
    else if (what !== "clock" && what !== "take back") happened = [...happened, event];
    const count = (of: string) => happened.filter((each) => each.what === of).length;
    const prediction = predictionOf({
      ...{ sequence: i + 1, second, suspended },
      chances: [home / 100, (95 - home) / 100, 0.05],
      score: { home: count("goal home"), away: count("goal away") },
      men: { home: 11 - count("red home"), away: 11 - count("red away") },
      cause: {
        ...{ id: event.id, second: event.second },
        ...(takesBack ? { revision: 2, status: "CANCELLED" } : {}),
        type: event.what.startsWith("goal") ? "GOAL" : event.what.startsWith("red") ? "RED" : "CLOCK",
        side: event.what.endsWith("home") ? "HOME" : event.what.endsWith("away") ? "AWAY" : null,
      },
    });
    return { prediction, odds: price === undefined ? undefined : oddsOf(second, [price / 100, 3, 4]) };
  });
}

type Moments = ReturnType<typeof matchOf>;

/** Judges all of it, each record so many times. */
function judged(
  moments: Moments,
  times = 1,
  each: (match: WatchedMatch, told: readonly Alert[]) => void = () => {},
): Alert[] {
  let match: WatchedMatch | undefined;
  let quotes: Quotes = [];
  const all: Alert[] = [];
  for (const { prediction, odds } of moments) {
    for (let time = 0; time < times; time++) {
      // what is kept has to survive the changelog
      const last = match && (JSON.parse(JSON.stringify(match)) as WatchedMatch);
      const seen = judgePrediction(last, prediction, `0:${prediction.sequence}`, { rules, quotes, now: 0 });
      match = seen?.match ?? match;
      const told = [...(seen?.told ?? [])];
      if (odds !== undefined && match !== undefined) {
        const heard = judgeOdds(match, odds, { rules, quotes, now: 0 });
        ({ match, quotes } = heard);
        told.push(...heard.told);
      }
      all.push(...told);
      if (match !== undefined) each(match, told);
    }
  }
  return all;
}

const anyMatch = fc.array(moment, { minLength: 1, maxLength: 40 }).map(matchOf);

describe("of any match", () => {
  test("an alert is raised once, ends once and never before, and no two of a rule hold for the same thing", () => {
    fc.assert(
      fc.property(anyMatch, (moments) => {
        const open = new Map<string, string>();
        const seen = new Set<string>();
        for (const alert of judged(moments)) {
          const thing = `${alert.ruleId}/${alert.value?.selection ?? alert.side}/${alert.kind === "RED_CARD" ? alert.cause.id : ""}`;
          if (alert.state === "RAISED") {
            expect(seen.has(alert.id)).toBe(false);
            expect([...open.values()]).not.toContain(thing);
            seen.add(alert.id);
            open.set(alert.id, thing);
          } else {
            expect(open.delete(alert.id)).toBe(true);
            expect(alert.endedAt).toBeGreaterThanOrEqual(alert.raisedAt);
          }
        }
      }),
    );
  });

  test("records that come twice tell nothing twice, and the same records tell the same bytes", () => {
    fc.assert(
      fc.property(anyMatch, (moments) => {
        const once = JSON.stringify(judged(moments));
        expect(JSON.stringify(judged(moments, 2))).toBe(once);
        expect(JSON.stringify(judged(moments))).toBe(once);
      }),
    );
  });

  test("there is value in no match that is suspended, nor soon after a goal or a dismissal", () => {
    fc.assert(
      fc.property(anyMatch, (moments) => {
        let brokenAt = Number.NEGATIVE_INFINITY;
        let last: Prediction | undefined;
        judged(moments, 1, (match, told) => {
          const { score, men } = match;
          if (last && JSON.stringify([last.score, last.men]) !== JSON.stringify([score, men])) brokenAt = match.asOf;
          last = match as unknown as Prediction;
          const hold = match.alerts.filter(({ kind }) => kind === "VALUE");
          if (match.suspended || match.asOf - brokenAt < 30_000) expect(hold).toEqual([]);
          for (const { value, state } of told) {
            if (value === null || state !== "RAISED") continue;
            const chance = { home: match.matchResult.home, draw: match.matchResult.draw, away: match.matchResult.away };
            expect(value.edge).toBeCloseTo(chance[value.selection as "home"] * value.price - 1, 4);
            expect(value.edge).toBeGreaterThanOrEqual(0.05);
          }
        });
      }),
    );
  });

  test("as many red cards and favourites hold as the score and the men say", () => {
    fc.assert(
      fc.property(anyMatch, (moments) => {
        judged(moments, 1, ({ alerts, men, score, before }) => {
          const count = (of: string) => alerts.filter(({ kind }) => kind === of).length;
          expect(count("RED_CARD")).toBe(22 - men.home - men.away);
          const favourite = before !== null && before.home >= 0.4 ? score.home - score.away : 0;
          if (before !== null && before.home >= 0.4) expect(count("FAVOURITE_BEHIND")).toBe(favourite < 0 ? 1 : 0);
        });
      }),
    );
  });

  test("without corrections a swing holds where a look at every pair of moments finds one, and nowhere else", () => {
    const withoutCorrections = fc
      .array(moment, { minLength: 1, maxLength: 40 })
      .map((moments) => matchOf(moments.map((each) => ({ ...each, what: "clock" }))));
    fc.assert(
      fc.property(withoutCorrections, (moments) => {
        const past: { readonly second: number; readonly home: number }[] = [];
        const holds = { HOME: false, AWAY: false };
        judged(moments, 1, ({ alerts, second, matchResult: { home } }) => {
          past.push({ second, home });
          for (const side of ["HOME", "AWAY"] as const) {
            // chances hold until the next prediction: one counts that ended within the five minutes
            const moves = past
              .filter((_, i) => (past[i + 1]?.second ?? Number.POSITIVE_INFINITY) > second - 300)
              .map((then) => (side === "HOME" ? home - then.home : then.home - home));
            const largest = Math.max(0, ...moves);
            holds[side] = largest >= (holds[side] ? 0.075 : 0.15);
            const held = alerts.some((alert) => alert.kind === "SWING" && alert.side === side);
            expect(held).toBe(holds[side]);
          }
        });
      }),
    );
  });
});
