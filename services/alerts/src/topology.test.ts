import { leadMs, proposeRule, RulesTimeline, readRule } from "@touchline/alerts";
import { matchId, oddsOf, predictionOf } from "@touchline/alerts/testing";
import { type Alert, fixedSerdes, type Odds, type Prediction } from "@touchline/schemas";
import { commitSteps, testDriver } from "@touchline/streams/testing";
import { marketOdds, matchAlerts, matchPredictions } from "@touchline/topics";
import { describe, expect, test } from "vitest";
import { alertsTopology } from "./topology.ts";

/** Before all records: the driver's clock begins at 0. */
const atStart = -leadMs;
const value = readRule({ id: "value", kind: "VALUE", edgeAtLeast: 0.05 });

/** Rules of which each was stated at a time, beside those that ship. */
function rulesOf(...stated: readonly (readonly [at: number, rule: ReturnType<typeof readRule>])[]): RulesTimeline {
  const timeline = new RulesTimeline();
  for (const [at, rule] of stated) timeline.apply(proposeRule(timeline.latest, { rule, by: "Ada" }, at));
  return timeline;
}

const driverOf = (rules = new RulesTimeline()) => testDriver(alertsTopology({ rules }), { openSerde: fixedSerdes() });
type Driver = Awaited<ReturnType<typeof driverOf>>;

const predict = (driver: Driver, prediction: Prediction, at?: number) =>
  driver.pipe(matchPredictions, prediction.matchId, { schema: "Prediction", value: prediction }, {}, at);
const offer = (driver: Driver, odds: Odds, at?: number) =>
  driver.pipe(marketOdds, odds.matchId, { schema: "Odds", value: odds }, {}, at);
const alerts = (driver: Driver): Alert[] => driver.records(matchAlerts).map(({ value }) => value);
const states = (driver: Driver) => alerts(driver).map(({ ruleId, state }) => `${ruleId} ${state}`);

const ahead = { score: { home: 1, away: 0 }, chances: [0.8, 0.13, 0.07] } as const;
const goal = { id: "goal", type: "GOAL", side: "HOME", player: "W. Zaha" } as const;
const sentOff = { ...ahead, men: { home: 10, away: 11 }, chances: [0.6, 0.25, 0.15] } as const;
const red = { id: "red", type: "RED", side: "HOME", player: "L. Milivojević" } as const;

/** A short match: before kick-off, a goal, a red card that is taken back, the end. */
const match: Prediction[] = [
  predictionOf({ sequence: 1, period: 0 }),
  predictionOf({ sequence: 2, second: 0 }),
  predictionOf({ sequence: 3, second: 300, suspended: true, ...ahead, cause: goal }),
  predictionOf({ sequence: 4, second: 360, ...ahead }),
  predictionOf({ sequence: 5, second: 900, suspended: true, ...sentOff, cause: red }),
  predictionOf({ sequence: 6, second: 960, ...sentOff }),
  predictionOf({
    sequence: 7,
    second: 960,
    ...ahead,
    cause: { ...red, revision: 2, status: "CANCELLED", second: 900 },
  }),
  predictionOf({ sequence: 8, period: 2, second: 2900, phase: "FINISHED", ...ahead, chances: [1, 0, 0] }),
];
const toldOfIt = [
  "swing RAISED",
  "swing ENDED",
  "swing RAISED",
  "red-card RAISED",
  "swing WITHDRAWN",
  "red-card WITHDRAWN",
];

describe("the alerts of a match", () => {
  test("are told in order, each with the place of its prediction", async () => {
    const driver = await driverOf();
    for (const prediction of match) await predict(driver, prediction);
    expect(states(driver)).toEqual(toldOfIt);
    const [{ partition, offset } = { partition: -1, offset: -1n }] = driver.records(matchPredictions).slice(2);
    expect(alerts(driver)[0]).toMatchObject({ sequence: 3, token: `${partition}:${offset}`, cause: goal });
    expect(driver.records(matchAlerts).every(({ key }) => key === matchId)).toBe(true);
  });

  test("are the same bytes with a crash at any step of a commit, before and after any record", async () => {
    const bytesOf = (driver: Driver) =>
      driver.bytes(matchAlerts.name).map(({ key, value }) => [String(key), value?.toString("base64")]);
    const undisturbed = await driverOf(rulesOf([atStart, value]));
    const play = async (driver: Driver, crashing?: number, step?: (typeof commitSteps)[number]) => {
      for (const [i, prediction] of match.entries()) {
        if (i === crashing && step !== undefined) driver.crashAt(step);
        await predict(driver, prediction);
        await offer(driver, oddsOf(prediction.second + 61, [2.4, 3.4, 3.6]));
        if (driver.crashed) await driver.restart();
      }
    };
    await play(undisturbed);
    expect(states(undisturbed)).toEqual(expect.arrayContaining(["value RAISED", "value ENDED"]));
    for (const step of commitSteps) {
      for (const crashing of [2, 4, 6]) {
        const driver = await driverOf(rulesOf([atStart, value]));
        await play(driver, crashing, step);
        expect(bytesOf(driver)).toEqual(bytesOf(undisturbed));
      }
    }
  });

  test("follow the rules as of each record's time: a replay under rules stated since tells the same", async () => {
    const noon = Date.UTC(2026, 10, 22, 12);
    const strict = readRule({ id: "swing", kind: "SWING", atLeast: 0.5, withinMinutes: 5 });
    const play = async (rules: RulesTimeline) => {
      const driver = await driverOf(rules);
      for (const [i, prediction] of match.entries()) await predict(driver, prediction, noon + i * 1_000);
      return alerts(driver);
    };
    const before = await play(rulesOf());
    expect(await play(rulesOf([noon + 60_000, strict]))).toEqual(before);
    const since = await play(rulesOf([noon + 3_000 - leadMs, strict]));
    expect(since.map(({ ruleId, state }) => `${ruleId} ${state}`)).toEqual([
      "swing RAISED",
      "swing ENDED",
      "red-card RAISED",
      "red-card WITHDRAWN",
    ]);
  });

  test("compare prices with the prediction that holds, of both topics in the order of time", async () => {
    const driver = await driverOf(rulesOf([atStart, value]));
    await offer(driver, oddsOf(0, [2.4, 3.4, 3.6]));
    await predict(driver, predictionOf({ second: 60 }));
    expect(driver.store("quotes")).toEqual({});
    await offer(driver, oddsOf(70, [2.4, 3.4, 3.6]));
    await predict(driver, predictionOf({ sequence: 2, second: 80, suspended: true, cause: { type: "YELLOW" } }));
    expect(alerts(driver)).toMatchObject([
      { state: "RAISED", value: { provider: "a-book", edge: 0.2 } },
      { state: "ENDED", endedBecause: "SUSPENDED" },
    ]);
  });

  test("that recommend a bet end where the match falls silent while others go on", async () => {
    const driver = await driverOf(rulesOf([atStart, { ...value, maxOddsAgeSeconds: 600 } as typeof value]));
    const noon = Date.UTC(2026, 10, 22, 12);
    const other = inTask(driver);
    await predict(driver, predictionOf({ second: 60 }), noon);
    await offer(driver, oddsOf(70, [2.4, 3.4, 3.6]), noon + 10_000);
    for (const after of [60_000, 115_000])
      await predict(driver, predictionOf({ matchId: other, sequence: after }), noon + after);
    expect(states(driver)).toEqual(["value RAISED"]);
    await predict(driver, predictionOf({ matchId: other, sequence: 200_000 }), noon + 130_000);
    expect(alerts(driver).at(-1)).toMatchObject({ state: "ENDED", endedBecause: "STALE", matchId });
    await offer(driver, oddsOf(75, [2.4, 3.4, 3.6]), noon + 131_000);
    expect(states(driver)).toEqual(["value RAISED", "value ENDED"]);
  });

  test.each(["PRE_MATCH", "BREAK"] as const)("that recommend a bet end with their price in %s, too", async (phase) => {
    const driver = await driverOf(rulesOf([atStart, value]));
    const noon = Date.UTC(2026, 10, 22, 12);
    await predict(driver, predictionOf({ phase, second: 60 }), noon);
    await offer(driver, oddsOf(70, [2.4, 3.4, 3.6], { inPlay: phase === "BREAK" }), noon + 10_000);
    expect(states(driver)).toEqual(["value RAISED"]);
    await predict(driver, predictionOf({ matchId: inTask(driver), sequence: 9 }), noon + 90_000);
    expect(alerts(driver).at(-1)).toMatchObject({ state: "ENDED", endedBecause: "STALE", matchId });
  });
});

/** Another match, in the same task. */
const inTask = (driver: Driver) =>
  Array.from({ length: 100 }, (_, i) => `wyscout:${i}`).find(
    (id) => partition(driver, id) === partition(driver, matchId),
  ) as string;
const partition = ({ client }: Driver, key: string) =>
  client.partitionFor(Buffer.from(key), matchPredictions.partitions);

describe("the state", () => {
  test("forgets prices with the match, and the match a day after it was over", async () => {
    const driver = await driverOf(rulesOf([atStart, value]));
    const noon = Date.UTC(2026, 10, 22, 12);
    await predict(driver, predictionOf({ second: 60 }), noon);
    await offer(driver, oddsOf(70, [2.4, 3.4, 3.6]), noon);
    expect(Object.keys(driver.store("quotes"))).toEqual([matchId]);
    await predict(driver, predictionOf({ sequence: 2, second: 90, phase: "FINISHED" }), noon + 1_000);
    expect(driver.store("quotes")).toEqual({});
    await predict(driver, predictionOf({ sequence: 3, second: 90, phase: "FINISHED" }), noon + 2_000);
    expect(Object.keys(driver.store("match"))).toEqual([matchId]);
    await offer(driver, oddsOf(70, [2.4, 3.4, 3.6]), noon + 26 * 3_600_000);
    expect(driver.store("match")).toEqual({});
    await predict(driver, predictionOf({ sequence: 4, second: 90, phase: "FINISHED" }), noon + 27 * 3_600_000);
    expect(driver.store("match")).toEqual({});
  });

  test("has nothing of prices that no rule asks for, of past results, or that cannot be", async () => {
    const driver = await driverOf(rulesOf([atStart, readRule({ ...value, scope: { matches: ["wyscout:1"] } })]));
    const shipped = new RulesTimeline();
    shipped.apply(proposeRule(shipped.latest, { remove: "value", by: "Ada" }, atStart));
    for (const each of [driver, await driverOf(shipped)]) {
      await predict(each, predictionOf({ second: 60 }));
      await offer(each, oddsOf(70, [2.4, 3.4, 3.6], { matchId: "2018-05-13/club:a/club:b" }));
      await offer(each, oddsOf(70, [0.4, 3.4, 3.6]));
    }
    const without = await driverOf(shipped);
    await predict(without, predictionOf({ second: 60 }));
    await offer(without, oddsOf(70, [2.4, 3.4, 3.6]));
    for (const each of [driver, without]) expect(each.store("quotes")).toEqual({});
  });
});

test.each([
  ["KEY_MISMATCH", "wyscout:1", predictionOf()],
  ["PREDICTION_OUT_OF_RANGE", matchId, predictionOf({ chances: [1.2, 0, -0.2] })],
  ["PREDICTION_OUT_OF_RANGE", matchId, predictionOf({ second: -1 })],
])("a prediction that cannot be is a dead letter with %s", async (code, key, prediction) => {
  const driver = await driverOf();
  await driver.pipe(matchPredictions, key, { schema: "Prediction", value: prediction });
  expect(driver.deadLetters(matchPredictions).map((letter) => letter.code)).toEqual([code]);
  expect(driver.store("match")).toEqual({});
});
