import { inPlayParameters } from "@touchline/models";
import { expect, test } from "vitest";
import { homeWinInterval, intervalsReport } from "./intervals.ts";
import { moments, snapshotsOf } from "./snapshots.ts";

const goalless = {
  ...{ id: "x:1", provider: "x", competition: "c", date: "2018-01-01", home: "A", away: "B", row: null, prices: null },
  ...{ final: { home: 0, away: 0 }, happenings: [] },
} as unknown as Parameters<typeof snapshotsOf>[0];
const belief = { home: 1.5, away: 1.1, dependence: -0.09, variance: 0.04 };

function intervalsFrom(shift: number) {
  const odds = { ...belief, home: belief.home * Math.exp(shift) };
  return snapshotsOf(goalless).map((state) => homeWinInterval(inPlayParameters, { belief, odds }, state, "x"));
}

test("intervals hold whoever starts from what the model starts from, and not who is four deviations away", () => {
  const { byMinute } = intervalsReport([intervalsFrom(0), intervalsFrom(0), intervalsFrom(0.8)]);
  expect(Object.keys(byMinute).sort()).toEqual(moments.map(({ name }) => name as string).sort());
  for (const { n, share } of Object.values(byMinute)) expect({ n, share }).toEqual({ n: 3, share: 2 / 3 });
});

test("intervals of a match that stays level close as the goals to come do", () => {
  const { byMinute } = intervalsReport([intervalsFrom(0)]);
  const widths = moments.map(({ name }) => byMinute[name]?.width as number);
  for (const [at, width] of widths.entries()) if (at > 0) expect(width).toBeLessThan(widths[at - 1] as number);
});
