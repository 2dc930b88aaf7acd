import { inPlayParameters } from "@touchline/models";
import { describe, expect, test } from "vitest";
import { judgedMatch } from "./judged.ts";
import { type RecordedMatch, readRecordedMatch } from "./recorded-match.ts";
import { reportOf } from "./report.ts";

const contenders = { model: inPlayParameters, challenger: null };
const belief = { home: 1.5, away: 1.1, dependence: -0.09, variance: 0.04 };

/** A match in which the home side scores in these minutes, and an away man is sent off in another. */
function matchOf(id: string, minutes: readonly number[], sentOff: number | null): RecordedMatch {
  const at = (minute: number) => ({ p: minute < 45 ? 1 : 2, s: 60 * (minute < 45 ? minute : minute - 45) });
  const events = [
    ...minutes.map((minute) => ({ ...at(minute), type: "goal", side: "home" })),
    ...(sentOff === null ? [] : [{ ...at(sentOff), type: "red", side: "away" }]),
  ];
  const line = {
    id,
    comp: "c",
    date: "2018-01-01",
    home: "A",
    away: "B",
    final: [minutes.length, 0],
    events,
    shots: [],
  };
  const read = readRecordedMatch(JSON.stringify(line));
  if ("reason" in read) throw new Error(read.reason);
  return read;
}

const matches = [matchOf("x:1", [20, 50], null), matchOf("x:2", [], 40), matchOf("x:3", [88], null)];

describe("the judgement of matches in play", () => {
  const report = reportOf(matches.map((match) => judgedMatch(contenders, match, belief, belief)));

  test("has the model and every floor on the same matches at all nine moments", () => {
    expect(report.matches).toBe(3);
    expect(Object.keys(report.floors)).toEqual(["frozen", "average", "odds", "oddsAndReds"]);
    for (const scores of [report.model, ...Object.values(report.floors)]) {
      const { byMinute } = scores;
      expect(Object.keys(byMinute).sort()).toEqual(["0", "15", "30", "60", "70", "75", "80", "85", "HT"].sort());
      const losses = Object.values(byMinute).map(({ logLoss }) => logLoss);
      expect(scores.logLoss).toBeCloseTo(losses.reduce((a, b) => a + b, 0) / 9, 12);
    }
  });

  test("knows at no moment what was told after it", () => {
    const { byMinute } = reportOf([judgedMatch(contenders, matches[2] as RecordedMatch, belief, belief)]).model;
    const goalless = reportOf([judgedMatch(contenders, matchOf("x:4", [93], null), belief, belief)]).model;
    expect(byMinute).toEqual(goalless.byMinute);
  });

  test("freezes the first floor at kick-off", () => {
    const { byMinute } = report.floors.frozen as typeof report.model;
    expect(byMinute["85"]?.logLoss).toBe(byMinute["0"]?.logLoss);
    expect(byMinute["0"]?.logLoss).toBe(report.model.byMinute["0"]?.logLoss);
  });

  test("compares with the best floor match by match", () => {
    const { value } = report.minusBestFloor as { value: number };
    const best = report.floors[report.bestFloor as string];
    expect(value).toBeCloseTo(report.model.logLoss - (best?.logLoss as number), 12);
  });

  test("tells men apart only for the floor that counts them, and states of more men by themselves", () => {
    expect(report.floors.odds?.byMinute["60"]?.logLoss).not.toBe(report.floors.oddsAndReds?.byMinute["60"]?.logLoss);
    expect(report.floors.odds?.byMinute["30"]?.logLoss).toBe(report.floors.oddsAndReds?.byMinute["30"]?.logLoss);
    expect(report.model.manAdvantage?.forecasts).toBe(6);
  });

  test("has the chances after 55 minutes apart, in no mean", () => {
    expect(report.modelAt55.logLoss).toBeLessThan(report.model.byMinute["0"]?.logLoss as number);
    expect(report.modelAt55.accuracy).toBeGreaterThanOrEqual(0);
  });

  test("has a challenger on the same matches, and the difference from the model match by match", () => {
    expect(report).not.toHaveProperty("challenger");
    // of a side that has much of the ball it makes twice the goals
    const sequence = { of: () => ({ home: Math.LN2, away: 0 }) };
    const both = { model: inPlayParameters, challenger: { ...inPlayParameters, sequence } };
    const shooting = matches.map((match) => ({
      ...{ ...match, provider: "wyscout" },
      happenings: [
        { kind: "shot", period: 1, second: 60, side: "home", expectedGoals: 0.1 } as const,
        ...match.happenings,
      ],
    }));
    const judged = reportOf(shooting.map((match) => judgedMatch(both, match, belief, belief)));
    const { challenger, challengerMinusModel, model } = judged as Required<typeof judged>;
    expect(challenger.byMinute["0"]).toEqual(model.byMinute["0"]);
    expect(challenger.byMinute["15"]).not.toEqual(model.byMinute["15"]);
    expect(challengerMinusModel.value).toBeCloseTo(challenger.logLoss - model.logLoss, 12);
  });

  test("leaves out floors for which nobody told odds", () => {
    const { floors } = reportOf(matches.map((match) => judgedMatch(contenders, match, belief, null)));
    expect(Object.keys(floors)).toEqual(["frozen", "average"]);
  });
});
