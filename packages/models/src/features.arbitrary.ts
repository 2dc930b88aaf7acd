import type { Features, Phase, TeamForm } from "@touchline/schemas";
import fc from "fast-check";
import { featuresOf, formOf, sideOf } from "./features.fixture.ts";

const window = fc
  .integer({ min: 0, max: 20 })
  .chain((matches) => fc.tuple(fc.constant(matches), goals(matches), goals(matches)));
const goals = (matches: number) => fc.integer({ min: 0, max: 5 * matches });

export const anyForm: fc.Arbitrary<TeamForm> = fc
  .tuple(window, window, window)
  .map(([all, home, away]) => formOf("club:any", all, home, away));

const side = fc
  .record({ goals: fc.integer({ min: 0, max: 7 }), redCards: fc.integer({ min: 0, max: 4 }) })
  .map(({ goals, redCards }) => sideOf({ goals, redCards, men: 11 - redCards }));

/** A match at any moment of its 90 minutes, half-time and stoppage included. */
export const anyFeatures: fc.Arbitrary<Features> = fc
  .record({
    homeForm: anyForm,
    awayForm: anyForm,
    home: side,
    away: side,
    nation: fc.boolean(),
    neutral: fc.boolean(),
    moment: fc.oneof(
      moment("LIVE", 1, fc.double({ min: 0, max: 3600, noNaN: true })),
      moment("BREAK", 1, fc.constant(2800)),
      moment("LIVE", 2, fc.double({ min: 0, max: 3600, noNaN: true })),
    ),
    stoppage: fc.option(fc.integer({ min: 0, max: 900 })),
  })
  .map(({ nation, moment, ...rest }) =>
    featuresOf({
      ...rest,
      ...moment,
      halfTime: moment.period === 2 || moment.phase === "BREAK" ? { home: 0, away: 0 } : null,
      homeTeam: { id: nation ? "nation:any" : "club:any", name: "Home" },
      awayTeam: { id: nation ? "nation:other" : "club:other", name: "Away" },
    }),
  );

function moment(phase: Phase, period: number, seconds: fc.Arbitrary<number>) {
  return seconds.map((second) => ({ phase, period, second }));
}
