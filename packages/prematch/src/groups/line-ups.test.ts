import { describe, expect, it } from "vitest";
import { featuresOf, historyOf, toCome } from "../history.fixture.ts";
import { elevenWithout, fixtureWith, lineUpOf, said, someWeeks } from "../line-ups/squad.fixture.ts";
import { groups } from "../manifest.ts";
import { vectorOf } from "../vector.ts";

const day = 210;
const history = historyOf([]);
for (const match of someWeeks()) history.squads.put(match);
const forward = "p/A:FORWARD:1";
const defender = "p/A:DEFENDER:1";

describe("line-ups in the vector", () => {
  it("are neutral and missing where nothing is known, as without any line-ups", () => {
    const plain = vectorOf(historyOf([]), toCome(day));
    expect(vectorOf(history, toCome(day))).toEqual(plain);
    expect(vectorOf(history, fixtureWith(day, {}))).toEqual(plain);
    const value = featuresOf(history, fixtureWith(day, {}));
    expect([value("home.lineUp.missing"), value("home.lineUp.attack"), value("match.lineUp.home")]).toEqual([1, 1, 1]);
  });

  it("lower a side's goals without its forward, and raise the other's without its defender", () => {
    const availability = [said(day, forward, "OUT"), said(day, defender, "OUT")];
    const value = featuresOf(history, fixtureWith(day, { availability }));
    expect(value("home.lineUp.missing")).toBe(0);
    expect(value("home.lineUp.announced")).toBe(0);
    expect(value("home.lineUp.replaced")).toBeGreaterThan(0.1);
    expect(value("home.lineUp.attack")).toBeLessThan(1);
    expect(value("home.lineUp.defence")).toBeGreaterThan(1);
    expect(value("away.lineUp.missing")).toBe(1);
    expect(value("match.lineUp.home")).toBe(value("home.lineUp.attack"));
    expect(value("match.lineUp.away")).toBe(value("home.lineUp.defence"));
  });

  it("take the announced eleven in the place of the expected one", () => {
    const availability = [said(day, forward, "OUT")];
    const lineUps = [
      lineUpOf(day, "HOME", elevenWithout("A")),
      lineUpOf(day, "AWAY", elevenWithout("B", ["p/B:DEFENDER:1"])),
    ];
    const value = featuresOf(history, fixtureWith(day, { availability, lineUps }));
    expect(value("home.lineUp.announced")).toBe(1);
    expect(value("home.lineUp.attack")).toBeGreaterThan(1);
    expect(value("away.lineUp.defence")).toBeGreaterThan(1);
    expect(value("match.lineUp.home")).toBe(value("home.lineUp.attack") * value("away.lineUp.defence"));
  });

  it("stay within the ranges of the manifest", () => {
    const lineUps = [lineUpOf(day, "HOME", elevenWithout("A", [forward, defender]))];
    const vector = vectorOf(
      history,
      fixtureWith(day, { lineUps, availability: [said(day, "p/B:FORWARD:1", "DOUBTFUL")] }),
    );
    groups
      .flatMap(({ features }) => features)
      .forEach(({ name, range: [least, most] }, i) => {
        const value = vector[i] as number;
        expect(Number.isFinite(value), name).toBe(true);
        expect(value >= (least ?? value) && value <= (most ?? value), name).toBe(true);
      });
  });
});
