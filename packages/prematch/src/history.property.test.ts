import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aPlayed, matches } from "./history.arbitrary.ts";
import { before, bitsOf, featuresOf, historyOf, played, toCome } from "./history.fixture.ts";
import { History } from "./history.ts";
import { dayMs, lastDayBefore, type Played } from "./played.ts";
import { vectorOf } from "./vector.ts";

/** One day of the matches, so that there are matches before it and after. */
const aDay = fc.integer({ min: 100, max: 850 });
const aPair = fc.constantFrom(...(["AB", "BA", "CF", "EN"] as const));

function probes(days: readonly number[]) {
  return days.flatMap((day) =>
    ["L", "E1"].flatMap((competition) =>
      ["AB", "CD", "EN"].map(([home, away]) =>
        toCome(day, {
          competition,
          season: String(Math.floor(day / 365)),
          home: home as string,
          away: away as string,
          referee: "R",
        }),
      ),
    ),
  );
}

const vectorsOf = (history: History, days: readonly number[]) =>
  probes(days).map((fixture) => bitsOf(vectorOf(history, fixture)));

describe("what is known as of a day", { timeout: 60_000 }, () => {
  it("is not changed by any match on that day or later", () => {
    fc.assert(
      fc.property(
        matches({ maxLength: 60 }),
        fc.array(aPlayed, { minLength: 1, maxLength: 20 }),
        aDay,
        aPair,
        (all, more, day, pair) => {
          const [home = "", away = ""] = pair;
          const fixture = toCome(day, { home, away, referee: "R" });
          const known = all.filter((match) => match.day < day);
          const history = historyOf(known);
          const vector = bitsOf(vectorOf(history, fixture));
          // the fixture's own result among them
          history.put(played({ day, home, away, homeGoals: 4, referee: "R" }));
          for (const match of more) history.put({ ...match, day: day + (match.day % 50), id: `later/${match.id}` });
          for (const match of all) if (match.day >= day) history.put(match);
          history.settle();
          expect(bitsOf(vectorOf(history, fixture))).toBe(vector);
        },
      ),
      { numRuns: 80 },
    );
  });

  it("is the same whatever was asked before, and whether it was worked out ahead or not", () => {
    const days = [150, 300, 450, 600, 750, 900];
    fc.assert(
      fc.property(matches({ maxLength: 60 }), fc.nat(3), fc.nat(2), (all, learnt, worked) => {
        const wanted = days.map((day) => vectorsOf(historyOf(all.filter((match) => match.day < day)), [day]));
        const [forwards, backwards] = [historyOf(all), historyOf(all)];
        expect(days.map((day) => vectorsOf(forwards, [day]))).toEqual(wanted);
        for (let n = 0; n < learnt; n++) backwards.learn(5);
        for (let n = 0; n < worked; n++) backwards.workAhead(1);
        expect(days.toReversed().map((day) => vectorsOf(backwards, [day]))).toEqual(wanted.toReversed());
        expect(backwards.learn(1_000)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it("takes in a day's results 24 hours after its noon, as its day may be a local one", () => {
    const noon = 100.5 * dayMs;
    expect(lastDayBefore(noon + dayMs)).toBe(100);
    expect(lastDayBefore(noon + dayMs - 1)).toBe(99);
    const history = historyOf([played({ day: 100 })]);
    const known = (kickOff: number) => featuresOf(history, toCome(101, { kickOff }))("home.form.all5.matches");
    expect([known(noon + dayMs - 1), known(noon + dayMs)]).toEqual([0, 1]);
  });

  it("is, asked about a match to come, what it would be if nothing more were played until then", () => {
    fc.assert(
      fc.property(matches({ maxLength: 60 }), aDay, fc.integer({ min: 0, max: 40 }), aPair, (all, day, ahead, pair) => {
        const [home = "", away = ""] = pair;
        const asOf = (day + 0.5) * dayMs;
        const fixture = { ...toCome(day + ahead, { home, away, referee: "R" }), asOf };
        const known = all.filter((match) => match.day <= lastDayBefore(asOf));
        expect(bitsOf(vectorOf(historyOf(all), fixture))).toBe(bitsOf(vectorOf(historyOf(known), fixture)));
        // a moment after the kick-off is as good as the kick-off itself
        const later = { ...fixture, asOf: fixture.kickOff + 300 * dayMs };
        expect(bitsOf(vectorOf(historyOf(all), later))).toBe(
          bitsOf(vectorOf(historyOf(all), { ...fixture, asOf: fixture.kickOff })),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("is changed by a result that comes late, is corrected or taken back only for later fixtures", () => {
    fc.assert(
      fc.property(
        matches({ minLength: 5, maxLength: 60 }),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (all, which, goals) => {
          fc.pre(all.length > 0);
          const late = all[which % all.length] as Played;
          const corrected = { ...late, homeGoals: goals, halfTime: null, goalTimes: null };
          const days = [late.day - 200, late.day - 1, late.day, late.day + 1, late.day + 100];
          const own = { ...before(late), kickOff: (late.day + 1.5) * dayMs };
          const history = historyOf(all.filter((match) => match !== late));
          const seen = [vectorsOf(history, days)];
          const next = [bitsOf(vectorOf(history, own))];
          for (const change of [() => history.put(late), () => history.put(corrected), () => history.remove(late.id)]) {
            change();
            history.settle();
            seen.push(vectorsOf(history, days));
            next.push(bitsOf(vectorOf(history, own)));
          }
          const untouched = probes(days).filter(({ kickOff }) => lastDayBefore(kickOff) < late.day).length;
          expect(untouched).toBe(18);
          for (const vectors of seen.slice(1))
            expect(vectors.slice(0, untouched)).toEqual(seen[0]?.slice(0, untouched));
          // the same two sides a day later see it come, and it is as if it had never been once it is taken back
          expect(next[1]).not.toBe(next[0]);
          if (goals !== late.homeGoals) expect(next[2]).not.toBe(next[1]);
          expect(next[3]).toBe(next[0]);
          expect(seen[3]).toEqual(seen[0]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order in which it became known, nor on what was said in between", () => {
    type Step = {
      readonly kind: "put" | "correct" | "remove" | "settle";
      readonly which: number;
      readonly goals: number;
    };
    const step: fc.Arbitrary<Step> = fc.record({
      kind: fc.constantFrom("put", "put", "put", "correct", "remove", "settle"),
      which: fc.nat(),
      goals: fc.integer({ min: 0, max: 7 }),
    });
    fc.assert(
      fc.property(matches({ minLength: 3, maxLength: 40 }), fc.array(step, { maxLength: 80 }), (all, steps) => {
        fc.pre(all.length > 0);
        const history = new History();
        const known = new Map<string, Played>();
        for (const { kind, which, goals } of steps) {
          const match = all[which % all.length] as Played;
          const said = kind === "correct" ? { ...match, homeGoals: goals, halfTime: null, goalTimes: null } : match;
          if (kind === "settle") history.settle(1 + (which % 10));
          else if (kind === "remove") {
            history.remove(match.id);
            known.delete(match.id);
          } else {
            history.put(said);
            known.set(said.id, said);
          }
        }
        while (history.settle(7)) expect(history.unsettled).toBeGreaterThan(0);
        const clean = historyOf(known.values());
        expect(history.size).toBe(known.size);
        expect(history.played()).toEqual(clean.played());
        const days = [0, 200, 450, 700, 1_000];
        expect(vectorsOf(history, days)).toEqual(vectorsOf(clean, days));
      }),
      { numRuns: 150 },
    );
  });

  it("counts a match once, however often it is said", () => {
    const match = played({ day: 3 });
    const history = historyOf([match, match]);
    history.put(match);
    history.remove(match.id);
    history.put(match);
    history.settle();
    expect(history.played()).toEqual([match]);
    expect(history.size).toBe(1);
  });

  it("may not be asked before it is settled", () => {
    const history = historyOf([played({ day: 1 }), played({ day: 8 })]);
    history.put(played({ day: 15 }));
    expect(() => vectorOf(history, toCome(22))).toThrow("not settled");
    expect(history.unsettled).toBe(1);
    history.put(played({ day: 0 }));
    expect(history.unsettled).toBe(4);
    expect(history.settle(2)).toBe(true);
    expect(() => vectorOf(history, toCome(22))).toThrow("not settled");
    expect(history.settle()).toBe(false);
    expect(featuresOf(history, toCome(22))("home.form.all5.matches")).toBe(4);
  });
});
