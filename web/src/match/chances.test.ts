import type { CauseView, PredictionPoint } from "@touchline/client";
import { describe, expect, it } from "vitest";
import { chancesOf, momentum, sums } from "./chances.ts";

let told = 0;
const point = (cause: Partial<CauseView>, home = 0, away = 0) =>
  ({
    cause: { id: String(told++), revision: 1, status: "CONFIRMED", type: "SHOT", side: "HOME", period: 1, ...cause },
    expectedGoals: { home, away },
  }) as PredictionPoint;

describe("chances", () => {
  it("are what expected goals grew by, when the cause happened", () => {
    const points = [
      point({ second: 30 }, 0.25),
      point({ type: "CLOCK", second: 60 }, 0.25),
      point({ second: 90 }, 0.25, 0.5),
    ];
    expect(chancesOf(points)).toEqual({
      measure: "expected goals",
      all: [
        { period: 1, second: 30, side: "home", worth: 0.25 },
        { period: 1, second: 90, side: "away", worth: 0.5 },
      ],
    });
  });

  it("stand in the order of play, however late they are told, and are taken back where they were", () => {
    const late = [point({ second: 500 }, 0.25), point({ second: 100 }, 0.5), point({ second: 500 }, 0.25)];
    expect(chancesOf(late).all.map(({ second, worth }) => [second, worth])).toEqual([
      [100, 0.25],
      [500, 0.25],
      [500, -0.25],
    ]);
    expect(sums(chancesOf(late)).at(-1)).toMatchObject({ home: 0.25, away: 0 });
  });

  it("are shots where no expected goals are told, each once and none that was taken back", () => {
    const points = [
      ...[point({ id: "a", second: 30 }), point({ id: "a", second: 31, revision: 2 })],
      ...[point({ id: "b", second: 40 }), point({ id: "b", second: 40, revision: 2, status: "CANCELLED" })],
      point({ id: "c", second: 50, side: "AWAY" }),
    ];
    const chances = chancesOf(points);
    expect(chances.measure).toBe("shots");
    expect(sums(chances)).toEqual([
      { period: 1, second: 31, home: 1, away: 0 },
      { period: 1, second: 50, home: 1, away: 1 },
    ]);
  });

  it("are none where neither is told", () => {
    expect(chancesOf([point({ type: "CLOCK", second: 60 })])).toEqual({ measure: "none", all: [] });
  });
});

describe("momentum", () => {
  const chances = chancesOf([point({ second: 61 }, 1), point({ second: 190 }, 1, 0.5)]);

  it("is what a side's chances of a minute and the four before it are worth, the latest most", () => {
    const bars = momentum(chances, [{ period: 1, second: 400 }]);
    expect(bars.map(({ home }) => home)).toEqual([0, 1, 0.8, 0.6, 0.4, 0.2, 0]);
    expect(bars.map(({ away }) => away)).toEqual([0, 0, 0, 0.5, 0.4, 0.3, 0.2]);
  });

  it("begins anew with each period, and has a bar for every minute that was played, stoppage too", () => {
    const played = [
      { period: 1, second: 2770 },
      { period: 2, second: 30 },
    ];
    const bars = momentum(chancesOf([point({ second: 2770 }, 1)]), played);
    expect(bars).toHaveLength(48);
    expect(bars.slice(-2)).toEqual([
      { period: 1, second: 46 * 60, home: 1, away: 0 },
      { period: 2, second: 0, home: 0, away: 0 },
    ]);
  });

  it("is never below nothing", () => {
    const taken = chancesOf([point({ second: 30 }, 0.5), point({ second: 90 }, 0)]);
    expect(momentum(taken, [])[1]?.home).toBe(0);
  });

  it("says nothing of a shoot-out", () => {
    expect(momentum(chancesOf([]), [{ period: 5, second: 10 }])).toEqual([]);
  });
});
