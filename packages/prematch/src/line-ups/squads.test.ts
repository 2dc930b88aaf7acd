import { expect, it } from "vitest";
import { linedUp } from "./squad.fixture.ts";
import { Squads } from "./squads.ts";

it("keeps the ratings that matches to come are asked with, however often the past is asked about in between", () => {
  const squads = new Squads();
  for (const day of [100, 107, 114, 121]) squads.put(linedUp({ day }));
  const now = squads.ratings(170);
  for (let week = 0; week < 10; week++) {
    squads.ratings(163 - 7 * week);
    expect(squads.ratings(170)).toBe(now);
  }
  squads.put(linedUp({ day: 160 }));
  expect(squads.ratings(170)).not.toBe(now);
});
