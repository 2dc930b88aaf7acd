import { RegistryTimeline } from "@touchline/model-registry";
import { ensembleNone, type Model } from "@touchline/models";
import { featuresOf, sideOf } from "@touchline/models/testing";
import { filterNames, manifestHash, placeOf, vectorLength } from "@touchline/prematch";
import { type Features, fixedSerdes, type Prediction, type PreMatch } from "@touchline/schemas";
import { commitSteps, testDriver } from "@touchline/streams/testing";
import { matchFeatures, matchPredictions } from "@touchline/topics";
import { describe, expect, test } from "vitest";
import { predictorTopology } from "./topology.ts";

const driverOf = (model: Model = ensembleNone) =>
  testDriver(predictorTopology({ models: [model], registry: new RegistryTimeline() }), { openSerde: fixedSerdes() });
type Driver = Awaited<ReturnType<typeof driverOf>>;

const key = featuresOf().matchId;
const send = (driver: Driver, features: Features, headers = {}) =>
  driver.pipe(matchFeatures, features.matchId, { schema: "Features", value: features }, headers);
const predictions = (driver: Driver): Prediction[] => driver.records(matchPredictions).map(({ value }) => value);

const halfTime = { home: 0, away: 0 };
/** A short match: team, kick-off, clock, goal, red card, half-time, the end. */
const match: Features[] = [
  featuresOf({ revision: 1 }),
  featuresOf({ revision: 2, phase: "LIVE", period: 1, second: 0 }),
  featuresOf({ revision: 3, phase: "LIVE", period: 1, second: 900 }),
  featuresOf({ revision: 4, phase: "LIVE", period: 1, second: 1300, home: sideOf({ goals: 1 }) }),
  featuresOf({ revision: 5, phase: "LIVE", period: 1, second: 1900, home: sideOf({ goals: 1, men: 10, redCards: 1 }) }),
  featuresOf({ revision: 6, phase: "BREAK", period: 1, second: 2750, halfTime, home: sideOf({ goals: 1, men: 10 }) }),
  featuresOf({
    ...{ revision: 7, phase: "FINISHED", period: 2, second: 2990, halfTime, fullTime: { home: 1, away: 1 } },
    ...{ home: sideOf({ goals: 1, men: 10 }), away: sideOf({ goals: 1 }) },
  }),
];

describe("the predictor", () => {
  test("makes one prediction of each record, in sequence, with its revision, cause and clock", async () => {
    const driver = await driverOf();
    for (const features of match) await send(driver, features);
    expect(predictions(driver).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const [at, prediction] of predictions(driver).entries()) {
      const { revision, cause, phase, period, second, asOf } = match[at] as Features;
      expect(prediction).toMatchObject({ featuresRevision: revision, cause, phase, period, second, asOf });
      expect([prediction.modelId, prediction.modelHash]).toEqual([ensembleNone.id, ensembleNone.hash]);
    }
    expect(predictions(driver)[3]).toMatchObject({ score: { home: 1, away: 0 }, men: { home: 11, away: 11 } });
  });

  test("says who scored how many kicks of a shoot-out", async () => {
    const driver = await driverOf();
    for (const shootOut of [null, { home: 4, away: 3 }]) await send(driver, featuresOf({ shootOut }));
    expect(predictions(driver).map(({ shootOut }) => shootOut)).toEqual([null, { home: 4, away: 3 }]);
  });

  test("tells by how much each record moved the result, and the parts sum to 0", async () => {
    const driver = await driverOf();
    for (const features of match) await send(driver, features);
    const [first, ...rest] = predictions(driver);
    expect(first?.change).toBeNull();
    let before = first as Prediction;
    for (const prediction of rest) {
      const { home, draw, away } = prediction.change ?? { home: 1, draw: 1, away: 1 };
      expect(home + draw + away).toBeCloseTo(0, 14);
      expect(before.matchResult.home + home).toBeCloseTo(prediction.matchResult.home, 12);
      expect(before.matchResult.draw + draw).toBeCloseTo(prediction.matchResult.draw, 12);
      before = prediction;
    }
    expect(rest[2]?.change?.home).toBeGreaterThan(0.1);
    expect(rest[3]?.change?.home).toBeLessThan(-0.05);
    expect(rest.at(-1)?.matchResult).toEqual({ home: 0, draw: 1, away: 0 });
  });

  test("keeps the sequences of matches apart", async () => {
    const driver = await driverOf();
    await send(driver, featuresOf());
    await send(driver, featuresOf({ matchId: "wyscout:2500091" }));
    await send(driver, featuresOf({ revision: 2 }));
    const sequences = predictions(driver).map(({ matchId, sequence }) => `${matchId} ${sequence}`);
    expect(sequences.sort()).toEqual([`${key} 1`, `${key} 2`, "wyscout:2500091 1"]);
  });

  test("passes the correlation id and the arrival time on", async () => {
    const driver = await driverOf();
    const headers = { "correlation-id": "wyscout/2500090/fixture/1", "ingested-at": "1526212800000" };
    await send(driver, featuresOf(), headers);
    expect(driver.records(matchPredictions)[0]?.headers).toMatchObject(headers);
  });

  test("suspends a match that waits for a decision, and one that is called off", async () => {
    const driver = await driverOf();
    await send(driver, featuresOf({ phase: "LIVE", period: 1, second: 60, suspended: true }));
    await send(driver, featuresOf({ phase: "LIVE", period: 1, second: 60 }));
    await send(driver, featuresOf({ phase: "CALLED_OFF", period: 1, second: 60 }));
    expect(predictions(driver).map(({ suspended }) => suspended)).toEqual([true, false, true]);
    expect(predictions(driver)[2]?.matchResult).toEqual(predictions(driver)[1]?.matchResult);
  });

  test("gives the same bytes again, with a crash at any step of a commit too", async () => {
    const bytesOf = (driver: Driver) =>
      driver.bytes(matchPredictions.name).map(({ key, value }) => [String(key), value?.toString("base64")]);
    const undisturbed = await driverOf();
    for (const features of match) await send(undisturbed, features);
    for (const step of commitSteps) {
      const driver = await driverOf();
      for (const [at, features] of match.entries()) {
        if (at === 3) driver.crashAt(step);
        await send(driver, features);
        if (driver.crashed) await driver.restart();
      }
      expect(bytesOf(driver)).toEqual(bytesOf(undisturbed));
    }
  });
});

/** What was known before the match: the home side is expected to score so many goals, the away side one. */
function preMatchOf(goals: number, changes: Partial<PreMatch> = {}): PreMatch {
  const values = Array.from({ length: vectorLength }, () => 1);
  for (const name of filterNames) values[placeOf(`strengths.${name}.home`)] = goals;
  const { matchId, competition, kickOff, asOf } = featuresOf();
  const manifest = manifestHash;
  return { ...{ matchId, competition, kickOff, asOf, manifest, values }, revision: 1, complete: true, ...changes };
}
const tell = (driver: Driver, value: PreMatch) => driver.pipe(matchFeatures, key, { schema: "PreMatch", value });

describe("what was known before kick-off", () => {
  test("is what the next prediction starts from, and makes none itself", async () => {
    const driver = await driverOf();
    await tell(driver, preMatchOf(1.2));
    expect(predictions(driver)).toEqual([]);
    await send(driver, featuresOf());
    await tell(driver, preMatchOf(2.4));
    await send(driver, featuresOf({ revision: 2 }));
    await send(driver, match[2] as Features);
    const [first, second, later] = predictions(driver) as [Prediction, Prediction, Prediction];
    expect(first.remainingGoals.home).toBeLessThan(1.4);
    expect(second.remainingGoals.home).toBeGreaterThan(1.3 * first.remainingGoals.home);
    expect(second.change?.home).toBeGreaterThan(0.15);
    expect(later.remainingGoals.home).toBeGreaterThan(1.4);
  });

  test("counts with who is to play: a side that lacks players is expected to score less, and as before when they are back", async () => {
    const driver = await driverOf();
    const weakened = preMatchOf(1.5);
    (weakened.values as number[])[placeOf("match.lineUp.home")] = 0.9;
    for (const told of [preMatchOf(1.5), weakened, preMatchOf(1.5)]) {
      await tell(driver, told);
      await send(driver, featuresOf());
    }
    const [whole, without, again] = predictions(driver) as [Prediction, Prediction, Prediction];
    expect(without.remainingGoals.home).toBeCloseTo(whole.remainingGoals.home * 0.9, 12);
    expect(without.remainingGoals.away).toBeCloseTo(whole.remainingGoals.away, 12);
    expect(again.matchResult).toEqual(whole.matchResult);
  });

  test.each([
    ["MANIFEST_UNKNOWN", { manifest: "another" }],
    ["FEATURES_OUT_OF_RANGE", { values: [1, 2, 3] }],
    ["FEATURES_OUT_OF_RANGE", { values: preMatchOf(0).values }],
    ["KEY_MISMATCH", { matchId: "wyscout:1" }],
  ] as const)(
    "becomes a dead letter with %s where it cannot be used, and what was known stays",
    async (code, changes) => {
      const driver = await driverOf();
      await tell(driver, preMatchOf(2.4));
      await tell(driver, preMatchOf(1.2, changes));
      await send(driver, featuresOf());
      expect(driver.deadLetters(matchFeatures).map((letter) => letter.code)).toEqual([code]);
      expect(predictions(driver)[0]?.remainingGoals.home).toBeGreaterThan(1.6);
    },
  );
});

describe("features that cannot be used", () => {
  const unusable: [string, Partial<Features>][] = [
    ["a second beyond any half", { second: 1e9 }],
    ["a second before kick-off", { second: -1 }],
    ["twelve men", { home: sideOf({ men: 12 }) }],
    ["a negative score", { away: sideOf({ goals: -1 }) }],
    ["negative expected goals", { away: sideOf({ expectedGoals: -0.5 }) }],
    ["endless stoppage", { stoppage: 1e9 }],
    ["a sixth period", { period: 6, fullTime: halfTime, halfTime }],
    ["extra time without a score after 90 minutes", { period: 3, halfTime }],
    ["more matches than the window is long", { homeForm: widened(featuresOf().homeForm) }],
  ];
  test.each(unusable)("become a dead letter: %s", async (_, changes) => {
    const driver = await driverOf();
    await send(driver, featuresOf());
    await send(driver, featuresOf(changes));
    await send(driver, featuresOf());
    expect(driver.deadLetters(matchFeatures).map(({ code }) => code)).toEqual(["FEATURES_OUT_OF_RANGE"]);
    expect(predictions(driver).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test("become a dead letter: the key of another match", async () => {
    const driver = await driverOf();
    await driver.pipe(matchFeatures, "wyscout:1", { schema: "Features", value: featuresOf() });
    expect(driver.deadLetters(matchFeatures).map(({ code }) => code)).toEqual(["KEY_MISMATCH"]);
  });

  test("a model's answer that is no distribution is never published", async () => {
    const broken: Model = {
      id: "broken",
      hash: "",
      beliefBefore: ensembleNone.beliefBefore,
      predict(features, before) {
        const core = ensembleNone.predict(features, before);
        return { ...core, matchResult: { ...core.matchResult, draw: Number.NaN } };
      },
    };
    const driver = await driverOf(broken);
    await send(driver, featuresOf());
    expect(driver.deadLetters(matchFeatures).map(({ code }) => code)).toEqual(["PREDICTION_INVALID"]);
    expect(predictions(driver)).toEqual([]);
  });
});

function widened(form: Features["homeForm"]): Features["homeForm"] {
  return { ...form, windows: form.windows.map((w) => ({ ...w, matches: w.last + 1 })) };
}
