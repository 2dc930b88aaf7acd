import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyForm } from "./features.arbitrary.ts";
import { featuresOf, formOf } from "./features.fixture.ts";
import { preMatchRates } from "./team-strength.ts";

const average = formOf("club:average", [20, 26, 26], [20, 30, 22], [20, 22, 30]);
const strong = formOf("club:strong", [20, 48, 14], [20, 55, 12], [20, 42, 16]);
const unknown = formOf("club:unknown", [0, 0, 0], [0, 0, 0], [0, 0, 0]);

describe("goal rates before a match", () => {
  test("of two average clubs are the averages of the big five leagues", () => {
    const { home, away } = preMatchRates(featuresOf({ homeForm: average, awayForm: average }));
    expect(home).toBeCloseTo(1.52, 1);
    expect(away).toBeCloseTo(1.11, 1);
  });

  test("rise with the attack and fall with the other's defence", () => {
    const even = preMatchRates(featuresOf({ homeForm: average, awayForm: average }));
    const favourite = preMatchRates(featuresOf({ homeForm: strong, awayForm: average }));
    expect(favourite.home).toBeGreaterThan(1.3 * even.home);
    expect(favourite.away).toBeLessThan(even.away);
  });

  test("expect a team without history to be weaker than average", () => {
    const even = preMatchRates(featuresOf({ homeForm: average, awayForm: average }));
    expect(preMatchRates(featuresOf({ homeForm: unknown, awayForm: average })).home).toBeLessThan(even.home);
  });

  test("know no home side on neutral ground", () => {
    fc.assert(
      fc.property(anyForm, anyForm, (one, other) => {
        const there = preMatchRates(featuresOf({ neutral: true, homeForm: one, awayForm: other }));
        const mirrored = preMatchRates(featuresOf({ neutral: true, homeForm: other, awayForm: one }));
        expect(mirrored.home).toBeCloseTo(there.away, 12);
        expect(mirrored.away).toBeCloseTo(there.home, 12);
      }),
    );
  });

  test("stay within reason whatever the windows say", () => {
    fc.assert(
      fc.property(anyForm, anyForm, fc.constantFrom("club:x", "nation:x"), (homeForm, awayForm, id) => {
        const rates = preMatchRates(featuresOf({ homeForm, awayForm, homeTeam: { id, name: "x" } }));
        for (const rate of [rates.home, rates.away]) expect(rate >= 0.1 && rate <= 8).toBe(true);
      }),
    );
  });
});
