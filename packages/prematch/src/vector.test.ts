import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Facts } from "./facts.ts";
import type { Feature } from "./feature.ts";
import type { PreMatchFixture } from "./fixture.ts";
import { matches } from "./history.arbitrary.ts";
import { before, featuresOf, historyOf, played, toCome } from "./history.fixture.ts";
import { History } from "./history.ts";
import { groups, placeOf, vectorLength } from "./manifest.ts";
import type { Played } from "./played.ts";
import { shippedClubs } from "./shipped-clubs.fixture.ts";
import { vectorOf } from "./vector.ts";

const features: readonly Feature[] = groups.flatMap((group) => group.features);

/** Features whose value is no finite number, or outside the range that the manifest tells. */
function outOfRange(vector: Float64Array): string[] {
  return features.flatMap(({ name, range: [least, most] }, i) => {
    const value = vector[i] as number;
    const fits = Number.isFinite(value) && value >= (least ?? value) && value <= (most ?? value);
    return fits ? [] : [`${name} is ${value}`];
  });
}

const someFixture: fc.Arbitrary<PreMatchFixture> = fc.record({
  competition: fc.constantFrom("L", "E1", "new"),
  season: fc.constantFrom("0", "1", "2", "3"),
  kickOff: fc.integer({ min: -5 * 24, max: 1_000 * 24 }).map((hours) => hours * 3_600_000),
  home: fc.constantFrom("A", "B", "C", "new"),
  away: fc.constantFrom("D", "E", "F", "newer"),
  neutral: fc.boolean(),
  referee: fc.constantFrom(null, "R", "S", "new"),
});

describe("a vector", { timeout: 60_000 }, () => {
  it("holds finite numbers within the ranges of the manifest, whatever was played", () => {
    fc.assert(
      fc.property(matches({ maxLength: 80 }), fc.array(someFixture, { maxLength: 8 }), (all, fixtures) => {
        const history = historyOf(all);
        for (const fixture of fixtures) expect(outOfRange(vectorOf(history, fixture))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("is written whole, each group its own part and nothing else", () => {
    const history = historyOf([played({ day: 1 }), played({ day: 8, home: "B", away: "A" })]);
    const facts = new Facts(history, toCome(15));
    const out = new Float64Array(vectorLength + 1).fill(Number.NaN);
    let at = 0;
    for (const group of groups) {
      const earlier = out.slice(0, at);
      group.write(facts, out, at);
      expect(out.slice(0, at), `${group.name} leaves what came before`).toEqual(earlier);
      at += group.features.length;
      const told = out.findIndex(Number.isNaN);
      expect(told, `${group.name} writes as many values as it declares`).toBe(at);
      expect(out.slice(at).every(Number.isNaN), `${group.name} ends there`).toBe(true);
    }
    expect(at).toBe(vectorLength);
  });

  it("is of a team that nobody has seen like one of the three weakest there", () => {
    // a season in which A wins everything, then B beats the others, and so on
    const order = ["A", "B", "C", "D", "E"];
    const season = order.flatMap((home, i) =>
      order.flatMap((away, j) =>
        i === j
          ? []
          : [played({ day: 10 * (5 * i + j), home, away, homeGoals: i < j ? 2 : 0, awayGoals: i < j ? 0 : 2 })],
      ),
    );
    const history = historyOf(season);
    const value = (team: string, name: string, change = {}) =>
      featuresOf(history, toCome(300, { home: team, away: "N", ...change }))(`home.${name}`);
    for (const name of ["elo", "pi.home", "pi.away"]) {
      const weakest = ["C", "D", "E"].map((team) => value(team, name));
      expect(value("new", name)).toBeCloseTo(weakest.reduce((sum, rating) => sum + rating) / 3, 9);
    }
    expect(value("new", "elo")).toBeLessThan(1500);
    expect(value("new", "strength.attack")).toBe(0.85);
    expect(value("new", "strength.defence")).toBe(1.15);
    // a competition of its own: by the tier, for England's third level two steps down
    expect(value("new", "elo", { competition: "E2" })).toBe(1200);
    expect(value("new", "elo", { competition: "M" })).toBe(1500);
    expect(value("new", "gap.shots.homeAttack", { competition: "M" })).toBe(12.5);
  });

  it("takes a side that is back after years for a newcomer, until it has played", () => {
    const old = [played({ day: 0, home: "OLD", away: "A", homeGoals: 9 })];
    const since = Array.from({ length: 300 }, (_, i) =>
      played({ day: 100 + 7 * i, home: "A", away: "B", homeGoals: i % 3, awayGoals: i % 2 }),
    );
    const fixture = toCome(2_200, { home: "OLD" });
    expect(featuresOf(historyOf(old), fixture)("home.strength.attack")).toBeGreaterThan(1);
    expect(featuresOf(historyOf([...old, ...since]), fixture)("home.strength.attack")).toBe(0.85);
  });

  it("moves with the venue in favour of who is at home", () => {
    const season = ["A", "B", "C", "D"].flatMap((home, i, all) =>
      all.flatMap((away, j) =>
        i === j ? [] : [played({ day: 7 * (4 * i + j), home, away, homeGoals: i < j ? 3 : 2, awayGoals: (i * j) % 2 })],
      ),
    );
    const history = historyOf(season);
    const atHome = featuresOf(history, toCome(200));
    const away = featuresOf(history, toCome(200, { home: "B", away: "A" }));
    const neutral = featuresOf(history, toCome(200, { neutral: true }));
    for (const name of ["elo", "pi.home", "strength.attack", "form.all5.points", "score"]) {
      expect(atHome(`home.${name}`)).toBe(away(`away.${name}`));
      expect(atHome(`home.${name}`)).toBe(neutral(`home.${name}`));
    }
    expect(atHome("match.elo.expectation")).toBeGreaterThan(neutral("match.elo.expectation"));
    expect(neutral("match.elo.expectation")).toBeGreaterThan(1 - away("match.elo.expectation"));
    expect(atHome("match.elo.difference") + away("match.elo.difference")).toBeCloseTo(200, 9);
    expect(atHome("match.strength.home")).toBeGreaterThan(neutral("match.strength.home"));
    expect(neutral("match.strength.home")).toBeCloseTo(away("match.strength.away"), 12);
    expect(atHome("match.strength.away")).toBe(neutral("match.strength.away"));
    expect(atHome("match.pi.difference")).toBeGreaterThan(-away("match.pi.difference"));
    expect(atHome("match.meetings.goalDifference")).toBe(-away("match.meetings.goalDifference"));
  });
});

describe("the vectors of the shipped matches", () => {
  const all: readonly Played[] = shippedClubs();
  const history = new History();
  for (const match of all) history.put(match);
  history.settle();
  const sampled = all.filter((_, i) => i % 23 === 0);
  const vectors = sampled.map((match) => vectorOf(history, before(match)));
  const mean = (name: string) =>
    vectors.reduce((sum, vector) => sum + (vector[placeOf(name)] as number), 0) / vectors.length;

  it("hold finite numbers within the ranges of the manifest", () => {
    expect(vectors.length).toBeGreaterThan(2_000);
    expect(vectors.flatMap(outOfRange)).toEqual([]);
  });

  it("know that 44% of goals fall before half-time", () => {
    let first = 0;
    let both = 0;
    for (const { halfTime, homeGoals, awayGoals } of all) {
      if (halfTime === null) continue;
      first += halfTime.home + halfTime.away;
      both += homeGoals + awayGoals;
    }
    expect(first / both).toBeCloseTo(0.439, 2);
    expect(mean("home.timing.firstHalfFor")).toBeCloseTo(0.439, 2);
    expect(mean("away.timing.firstHalfAgainst")).toBeCloseTo(0.439, 2);
  });

  it("expect of the home side what it then does, on the whole", () => {
    const actual = (of: (match: Played) => number) =>
      sampled.reduce((sum, match) => sum + of(match), 0) / sampled.length;
    expect(mean("match.strength.home")).toBeCloseTo(
      actual(({ homeGoals }) => homeGoals),
      1,
    );
    expect(mean("match.strength.away")).toBeCloseTo(
      actual(({ awayGoals }) => awayGoals),
      1,
    );
    const share = ({ homeGoals, awayGoals }: Played) => (homeGoals > awayGoals ? 1 : homeGoals === awayGoals ? 0.5 : 0);
    expect(Math.abs(mean("match.elo.expectation") - actual(share))).toBeLessThan(0.03);
  });
});
