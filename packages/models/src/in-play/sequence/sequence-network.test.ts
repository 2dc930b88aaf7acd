import { describe, expect, test } from "vitest";
import type { Belief } from "../../belief.ts";
import { featuresOf, sideOf } from "../../features.fixture.ts";
import { inPlayParameters } from "../artefact.ts";
import { inPlay } from "../in-play.ts";
import type { InPlayState } from "../in-play-state.ts";
import { SequenceNetwork } from "./sequence-network.ts";

const belief: Belief = { home: 1.5, away: 1.2, dependence: -0.09, variance: 0.04 };
/** More goals for a side the more it shot of late, and fewer for the other, seen from the own side's place alone. */
const weights = {
  ...{ inputs: ["ownRecentShots", "played"], mean: [0, 0.5], spread: [0.3, 0.3] },
  layers: [
    { weights: [1, 0], biases: [0] },
    { weights: [0.4, -0.2], biases: [0.1, 0] },
  ],
};
const parameters = { ...inPlayParameters, sequence: new SequenceNetwork(weights) };
const halfTime = { home: 0, away: 0 };
const at = (second: number, recent: number, provider = "wyscout") => {
  const home = sideOf({ shots: 8, expectedGoals: 0.9, recentShots: recent, recentExpectedGoals: 0.1 * recent });
  const away = sideOf({ shots: 8, expectedGoals: 0.9, recentShots: 2, recentExpectedGoals: 0.2 });
  const state: InPlayState = featuresOf({ phase: "LIVE", period: 2, second, halfTime, home, away });
  return inPlay(belief, state, provider, parameters).remainingGoals;
};

describe("a network on the run of play", () => {
  test("moves what is still expected of both sides, by what was done of late", () => {
    const [much, little] = [at(900, 6), at(900, 1)];
    expect(much.home).toBeGreaterThan(1.1 * little.home);
    expect(much.away).toBeLessThan(little.away);
  });

  test("says nothing before a ball is kicked, nor where nobody tells shots that it has learnt from", () => {
    const start = featuresOf();
    expect(inPlay(belief, start, "wyscout", parameters)).toEqual(inPlay(belief, start, "wyscout"));
    const kickOff = featuresOf({ phase: "LIVE", period: 1, home: sideOf({ shots: 1, recentShots: 1 }) });
    expect(inPlay(belief, kickOff, "wyscout", parameters)).toEqual(inPlay(belief, kickOff, "wyscout"));
    expect(at(900, 6, "nobody")).toEqual(at(900, 1, "nobody"));
  });

  test("gives the mirror image of a match whose sides change about", () => {
    const state = featuresOf({
      phase: "LIVE",
      period: 2,
      second: 900,
      halfTime,
      home: sideOf({ shots: 9, recentShots: 4 }),
    });
    const turned = { ...belief, home: belief.away, away: belief.home };
    const there = inPlay(belief, state, "wyscout", parameters).remainingGoals;
    const back = inPlay(turned, { ...state, home: state.away, away: state.home }, "wyscout", parameters).remainingGoals;
    expect(back.home).toBeCloseTo(there.away, 14);
    expect(back.away).toBeCloseTo(there.home, 14);
  });

  test("cannot look at what nobody reckons", () => {
    expect(() => new SequenceNetwork({ ...weights, inputs: ["weather", "played"] })).toThrow(RangeError);
  });
});
