import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyFeatures } from "./features.arbitrary.ts";
import { featuresOf, sideOf } from "./features.fixture.ts";
import type { Model } from "./model.ts";
import { basisOf } from "./prediction-basis.ts";
import { ensembleNone, shippedModels } from "./shipped-models.ts";

const challenger = shippedModels.find(({ id }) => id.endsWith("+sequence-1")) as (typeof shippedModels)[0];
const belief = { home: 1.6, away: 1.1, dependence: -0.09, variance: 0.05 };

describe("the challenger in play", () => {
  test("is another model of the same members as the live one, which nobody need ask twice", () => {
    expect(challenger.hash).not.toBe(ensembleNone.hash);
    expect(challenger.members).toBe(ensembleNone.members);
    expect(challenger.card.about).toContain(ensembleNone.id);
  });

  test("says before a match what the live one says, and something else once shots are told", () => {
    expect(challenger.predict(featuresOf(), belief)).toEqual(ensembleNone.predict(featuresOf(), belief));
    const live = featuresOf({
      ...{ phase: "LIVE", period: 2, second: 900, halfTime: { home: 0, away: 0 } },
      ...{ home: sideOf({ shots: 14, expectedGoals: 2, recentShots: 5, recentExpectedGoals: 0.8 }) },
    });
    const [own, others] = [challenger, ensembleNone].map((model) => model.predict(live, belief).remainingGoals.home);
    expect(own).not.toBe(others);
    // the largest correction that it has learnt is small
    expect(Math.abs(Math.log((own as number) / (others as number)))).toBeLessThan(0.1);
  });

  test("has the chances of the result alone as it predicts them", () => {
    const { resultOf } = challenger as Required<Model>;
    fc.assert(
      fc.property(anyFeatures, fc.nat(15), (some, shots) => {
        const features = { ...some, home: { ...some.home, shots, recentShots: shots / 2 } };
        const { matchResult } = challenger.predict(features, belief);
        const alone = resultOf(basisOf(features, belief));
        for (const key of ["home", "draw", "away"] as const) expect(alone[key]).toBeCloseTo(matchResult[key], 12);
      }),
      { numRuns: 100 },
    );
  });
});
