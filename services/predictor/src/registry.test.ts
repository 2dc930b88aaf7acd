import { leadMs, type RegistryRecord, RegistryTimeline, type Request } from "@touchline/model-registry";
import { changeOf, versionOf } from "@touchline/model-registry/testing";
import type { Belief, Model } from "@touchline/models";
import { featuresOf } from "@touchline/models/testing";
import { manifestHash, vectorLength } from "@touchline/prematch";
import { fixedSerdes, type ModelChange, type Prediction, type PreMatch } from "@touchline/schemas";
import { commitSteps, testDriver } from "@touchline/streams/testing";
import { matchFeatures, matchPredictions, modelShadow } from "@touchline/topics";
import { describe, expect, test } from "vitest";
import { type Models, missingModels } from "./asked-models.ts";
import { predictorTopology } from "./topology.ts";

/** Sure of the home side by so much, whatever happens; believes in as many goals as the vector begins with, times ten of that. */
function modelOf(id: string, home: number, changes: Partial<Model> = {}): Model {
  const grid = { probabilities: [1], beyond: 0 };
  return {
    id,
    hash: `hash of ${id}`,
    beliefBefore: (_, values) => ({ home: (values[0] as number) * home * 10, away: 1, dependence: 0, variance: 0 }),
    predict: (_, before: Belief | null) => ({
      ...{ matchResult: { home, draw: 0, away: 1 - home }, overUnder: [], bothTeamsToScore: 0.5 },
      ...{ nextGoal: { home: 0.5, none: 0.5, away: 0 }, scoreGrid: { home: 0, away: 0, size: 1, ...grid } },
      remainingGoals: { home: before?.home ?? 0, away: 1 },
      ...{ doubleChance: null, handicaps: [], cleanSheet: null, nextGoalBy: [], toQualify: null, interval: null },
    }),
    ...changes,
  };
}

const all: Models = [modelOf("a", 0.1), modelOf("b", 0.2), modelOf("c", 0.3)];

/** Registry of models a (shipped), b and c. */
class Registry extends RegistryTimeline {
  readonly changes: ModelChange[] = [];

  constructor() {
    super();
    for (const id of ["a", "b", "c"]) this.apply({ schema: "ModelVersion", value: versionOf(id) });
  }

  /** Makes a change; gives the time from which it holds. */
  change(action: Request["action"], modelId?: string, share?: number): number {
    const value = changeOf(this.latest, { action, modelId, share });
    const record: RegistryRecord = { schema: "ModelChange", value };
    expect(this.apply(record)).toBeUndefined();
    this.changes.push(value);
    return value.from;
  }
}

async function driverOf(
  registry: RegistryTimeline,
  models: Models = all,
  failed?: (model: Model, why: string) => void,
) {
  const driver = await testDriver(predictorTopology({ models, registry, failed: failed ?? (() => {}) }), {
    openSerde: fixedSerdes(),
  });
  let revision = 0;
  return {
    driver,
    /** A record of the match at this time, and its predictions, live and unseen. */
    async at(time: number, matchId = "m1") {
      const said = (topic: typeof matchPredictions): Prediction[] =>
        driver.records(topic).flatMap(({ key, value }) => (key === matchId ? [value] : []));
      const [live, shadow] = [said(matchPredictions).length, said(modelShadow).length];
      const value = featuresOf({ matchId, revision: ++revision });
      await driver.pipe(matchFeatures, matchId, { schema: "Features", value }, {}, time);
      return { live: said(matchPredictions).slice(live), shadow: said(modelShadow).slice(shadow) };
    },
    async tell(goals: number) {
      const { matchId, competition, kickOff, asOf } = featuresOf({ matchId: "m1" });
      const values = Array.from({ length: vectorLength }, () => goals);
      const known = { matchId, competition, kickOff, asOf, values, manifest: manifestHash };
      const value: PreMatch = { ...known, revision: 1, complete: true };
      await driver.pipe(matchFeatures, matchId, { schema: "PreMatch", value }, {}, 1);
    },
  };
}
const idsOf = (predictions: Prediction[]) => predictions.map(({ modelId }) => modelId);

describe("which model answers", () => {
  test("is the shipped one where the registry holds nothing, or nothing but versions", async () => {
    for (const registry of [new RegistryTimeline(), new Registry()]) {
      const { at } = await driverOf(registry);
      const { live, shadow } = await at(1_000);
      expect([idsOf(live), shadow]).toEqual([["a"], []]);
      expect(live[0]?.modelHash).toBe("hash of a");
    }
  });

  test("is the promoted one from the next record of a match on, in the same sequence, and the former one after a roll back", async () => {
    const registry = new Registry();
    const { at } = await driverOf(registry);
    await at(1_000);
    registry.change("SHADOW", "b");
    const promoted = registry.change("PROMOTE", "b");
    const after = await at(promoted + 1);
    expect(after.live[0]).toMatchObject({ modelId: "b", modelHash: "hash of b", sequence: 2 });
    expect(after.live[0]?.change?.home).toBeCloseTo(0.1, 12);
    const back = registry.change("ROLL_BACK");
    expect(idsOf((await at(back)).live)).toEqual(["a"]);
  });

  test("goes by the time of the record: a change that is made holds only from its own", async () => {
    const registry = new Registry();
    const { at } = await driverOf(registry);
    registry.change("SHADOW", "b");
    const from = registry.change("PROMOTE", "b");
    expect(from).toBeGreaterThanOrEqual(leadMs);
    expect(idsOf((await at(from - 1)).live)).toEqual(["a"]);
    expect(idsOf((await at(from)).live)).toEqual(["b"]);
  });

  test("never goes back for a record that is late", async () => {
    const registry = new Registry();
    const { at } = await driverOf(registry);
    registry.change("SHADOW", "b");
    const from = registry.change("PROMOTE", "b");
    await at(from + 5);
    expect(idsOf((await at(7)).live)).toEqual(["b"]);
  });

  test("is a canary's for about its share of the matches, the same one for each record of a match", async () => {
    const registry = new Registry();
    const { at } = await driverOf(registry);
    registry.change("SHADOW", "b");
    const from = registry.change("SPLIT", "b", 0.3);
    const first: (string | undefined)[] = [];
    const matches = Array.from({ length: 300 }, (_, i) => `wyscout:${i}`);
    for (const match of matches) first.push(idsOf((await at(from + 1, match)).live)[0]);
    const share = first.filter((id) => id === "b").length / matches.length;
    expect(Math.abs(share - 0.3)).toBeLessThan(0.08);
    for (const [i, match] of matches.slice(0, 40).entries()) {
      expect(idsOf((await at(from + 2, match)).live)[0]).toBe(first[i]);
    }
  });

  test("is the first that is not retired where this process lacks the one that should; which it lacks is told", async () => {
    const registry = new Registry();
    registry.change("SHADOW", "b");
    registry.change("PROMOTE", "b");
    const from = registry.change("RETIRE", "a");
    const without: Models = [modelOf("a", 0.1), modelOf("b", 0.2, { hash: "another" }), modelOf("c", 0.3)];
    const { at } = await driverOf(registry, without);
    expect(idsOf((await at(from)).live)).toEqual(["c"]);
    expect(missingModels(without, registry.latest)).toEqual(["b"]);
    expect(missingModels(all, registry.latest)).toEqual([]);
  });

  test("is none where all that this process has are retired or of another hash: the record is a dead letter", async () => {
    const registry = new Registry();
    registry.change("SHADOW", "b");
    registry.change("PROMOTE", "b");
    const from = registry.change("RETIRE", "a");
    const { at, driver } = await driverOf(registry, [modelOf("a", 0.1), modelOf("b", 0.2, { hash: "another" })]);
    expect((await at(from)).live).toEqual([]);
    expect(driver.deadLetters(matchFeatures).map(({ code }) => code)).toEqual(["MODEL_MISSING"]);
  });
});

describe("a model that shadows", () => {
  test("is heard on a topic of its own, in a sequence of its own, beside the one that answers", async () => {
    const registry = new Registry();
    const { at } = await driverOf(registry);
    await at(1_000);
    registry.change("SHADOW", "b");
    const from = registry.change("SHADOW", "c");
    const [first, second] = [await at(from), await at(from + 1)];
    expect(idsOf([...first.live, ...second.live])).toEqual(["a", "a"]);
    expect([...first.shadow, ...second.shadow].map((p) => `${p.modelId} ${p.sequence}`)).toEqual([
      ...["b 1", "c 1"],
      ...["b 2", "c 2"],
    ]);
    expect(second.live[0]?.sequence).toBe(3);
    expect(first.shadow[0]?.change).toBeNull();
    expect(second.shadow[0]?.change).toEqual({ home: 0, draw: 0, away: 0 });
  });

  test.each([
    ["throws", { predict: () => oops() }],
    [
      "gives what is no distribution",
      { predict: () => ({ ...all[0].predict(featuresOf(), null), bothTeamsToScore: 2 }) },
    ],
    ["throws at the vector", { beliefBefore: () => oops() }],
  ] as [string, Partial<Model>][])("and %s harms nobody else, and is told", async (_, changes) => {
    const registry = new Registry();
    const failed: string[] = [];
    const models: Models = [all[0], modelOf("b", 0.2, changes), modelOf("c", 0.3)];
    const { at, tell, driver } = await driverOf(registry, models, (model) => void failed.push(model.id));
    registry.change("SHADOW", "b");
    const from = registry.change("SHADOW", "c");
    await tell(0.15);
    const { live, shadow } = await at(from);
    expect(idsOf(live)).toEqual(["a"]);
    expect(idsOf(shadow)).toContain("c");
    expect(failed).toContain("b");
    expect(driver.deadLetters(matchFeatures)).toEqual([]);
  });
});

describe("what a model goes on from", () => {
  test("is its own belief by the last vector, also where another answered when that was told", async () => {
    const registry = new Registry();
    const { at, tell } = await driverOf(registry);
    await tell(0.5);
    expect((await at(1_000)).live[0]?.remainingGoals.home).toBe(0.5);
    registry.change("SHADOW", "b");
    const from = registry.change("PROMOTE", "b");
    const { live, shadow } = await at(from);
    expect([live[0]?.remainingGoals.home, shadow[0]?.remainingGoals.home]).toEqual([1, 0.5]);
  });

  test("is another's belief where it was not there yet when the vector was told", async () => {
    const registry = new Registry();
    const early = await driverOf(registry, [all[0]]);
    await early.tell(0.5);
    const { log } = early.driver;
    const later = await testDriver(predictorTopology({ models: all, registry }), { openSerde: fixedSerdes(), log });
    registry.change("SHADOW", "b");
    const from = registry.change("PROMOTE", "b");
    const value = featuresOf({ matchId: "m1" });
    await later.pipe(matchFeatures, "m1", { schema: "Features", value }, {}, from);
    const [said] = later.records(matchPredictions).map((record) => record.value);
    expect(said).toMatchObject({ modelId: "b", remainingGoals: { home: 0.5 } });
  });
});

test("the same log of features and the same registry give the same bytes, over changes, crashes and a start anew", async () => {
  const told = new Registry();
  const changes = [
    told.change("SHADOW", "b"),
    told.change("SHADOW", "c"),
    told.change("SPLIT", "c", 0.5),
    told.change("PROMOTE", "b"),
    told.change("ROLL_BACK"),
  ];
  const times = changes.flatMap((from) => [from - 1, from, from + 1]);
  const matches = ["m1", "m2", "m3", "m4"];
  const bytesOf = ({ driver }: Awaited<ReturnType<typeof driverOf>>) =>
    [matchPredictions, modelShadow].map(({ name }) =>
      driver.bytes(name).map(({ key, value }) => [String(key), value?.toString("base64")]),
    );
  /** The registry is told each change a moment before it holds. */
  const play = async (act: (step: number, played: Awaited<ReturnType<typeof driverOf>>) => void) => {
    const live = new Registry();
    const played = await driverOf(live);
    let step = 0;
    for (const time of times) {
      for (const value of told.changes.slice(live.latest.revision)) {
        if (value.from <= time + leadMs) live.apply({ schema: "ModelChange", value });
      }
      for (const match of matches) {
        act(step++, played);
        await played.at(time, match);
        if (played.driver.crashed) await played.driver.restart();
      }
    }
    return bytesOf(played);
  };
  const quiet = await play(() => {});
  for (const [at, name] of commitSteps.entries()) {
    expect(await play((step, { driver }) => step === 3 * at + 5 && driver.crashAt(name))).toEqual(quiet);
  }
  const replayed = await driverOf(told);
  for (const time of times) for (const match of matches) await replayed.at(time, match);
  expect(bytesOf(replayed)).toEqual(quiet);
});

function oops(): never {
  throw new Error("broken");
}
