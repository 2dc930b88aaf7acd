import type { Fixture } from "@touchline/schemas";
import { expect, it } from "vitest";
import { FixtureCalendar } from "./fixture-calendar.ts";
import { fixture as aFixture } from "./match.fixture.ts";

const told = (change: Partial<Fixture>): Fixture => aFixture(change).value as Fixture;
const { kickOff } = told({});

it("forgets the fixtures told longest ago, and remembers at least half as many as it may", () => {
  const calendar = new FixtureCalendar(10);
  const day = (i: number) => kickOff + i * 10 * 86_400_000;
  for (let i = 0; i < 100; i++) expect(calendar.told(told({ matchId: `a:${i}`, kickOff: day(i) }))).toEqual([]);
  const again = (i: number) => calendar.told(told({ matchId: `b:${i}`, kickOff: day(i) })).map(({ code }) => code);
  expect(again(0)).toEqual([]);
  expect(again(96)).toEqual(["FIXTURE_TWICE"]);
});

it("names the other match, and both teams where both play twice", () => {
  const calendar = new FixtureCalendar();
  calendar.told(told({ matchId: "a:1" }));
  const swapped = { home: told({}).away, away: told({}).home };
  expect(calendar.told(told({ matchId: "a:2", ...swapped, kickOff: kickOff + 3_600_000 }))).toEqual([
    { code: "TEAM_TWICE_A_DAY", message: "club:west-brom plays a:1 and a:2, 1 hours apart" },
    { code: "TEAM_TWICE_A_DAY", message: "club:crystal-palace plays a:1 and a:2, 1 hours apart" },
  ]);
});
