import { RegistryTimeline } from "@touchline/model-registry";
import { type Answers, type Model, memberWeights, shippedModels } from "@touchline/models";
import { featuresOf } from "@touchline/models/testing";
import { manifestHash, vectorLength } from "@touchline/prematch";
import { type Features, fixedSerdes, type MemberScores, type PreMatch } from "@touchline/schemas";
import { commitSteps, testDriver } from "@touchline/streams/testing";
import { matchFeatures, modelScores } from "@touchline/topics";
import { describe, expect, test } from "vitest";
import { predictorTopology } from "./topology.ts";

const prior = { sound: 0.6, broken: 0.4 };

/** Two members, by the vector: `sound` says 60 % for the home side, `broken` 5 %; the goals of the home side are the weight of `sound`. */
function ensemble(says: (values: ArrayLike<number>) => Answers): Model {
  const [shipped] = shippedModels;
  return {
    id: "pair-1",
    hash: "",
    beliefBefore: shipped.beliefBefore,
    predict: shipped.predict,
    members: {
      kindOf: (competition) => competition.slice(0, 3),
      prior: () => prior,
      opinionBefore(_, values, form) {
        const answers = says(values);
        const home = memberWeights(form, prior, answers).sound as number;
        return { belief: { home, away: 1, dependence: 0, variance: 0 }, answers };
      },
    },
  };
}
const pair = ensemble((values) => ({
  sound: [0.6, 0.25, 0.15],
  broken: (values[0] as number) < 0 ? null : [0.05, 0.25, 0.7],
}));

async function driverOf(model: Model = pair) {
  const driver = await testDriver(predictorTopology({ models: [model], registry: new RegistryTimeline() }), {
    openSerde: fixedSerdes(),
  });
  const at = (id: string) => driver.client.partitionFor(Buffer.from(id), matchFeatures.partitions);
  return {
    driver,
    /** Matches of one task. */
    matches: Array.from({ length: 400 }, (_, i) => `test:${i}`).filter((id) => at(id) === 0),
    async tell(matchId: string, { value = 1, competition = featuresOf().competition } = {}) {
      const values = Array.from({ length: vectorLength }, () => value);
      const { kickOff, asOf } = featuresOf();
      const told: PreMatch = {
        ...{ matchId, competition, kickOff, asOf, values, manifest: manifestHash },
        ...{ revision: 1, complete: true },
      };
      await driver.pipe(matchFeatures, matchId, { schema: "PreMatch", value: told });
    },
    async play(matchId: string, home: number, changes: Partial<Features> = {}) {
      const over = { phase: "FINISHED", period: 2, second: 2_800, fullTime: { home, away: 1 } } as const;
      const value = featuresOf({ matchId, ...over, halfTime: { home: 0, away: 0 }, ...changes });
      await driver.pipe(matchFeatures, matchId, { schema: "Features", value });
      if (driver.crashed) await driver.restart();
    },
    scores: (): MemberScores[] => driver.records(modelScores).map((record) => record.value),
    goals: (matchId: string) => (driver.store("beliefs") as Record<string, Record<string, { home: number }>>)[matchId],
  };
}

const weightsOf = ({ members }: MemberScores) => Object.fromEntries(members.map(({ name, weight }) => [name, weight]));

describe("the members of an ensemble", () => {
  test("lose weight in the matches that follow where they do worse, and what they lost is told", async () => {
    const { matches, tell, play, scores, goals } = await driverOf();
    const [next, ...over] = matches as [string, ...string[]];
    await tell(next);
    expect(goals(next)).toMatchObject({ "pair-1": { home: 0.6 } });
    for (const match of over.slice(0, 20)) {
      await tell(match);
      await play(match, 2);
    }
    const [first] = scores();
    expect(first).toMatchObject({ matchId: over[0], modelId: "pair-1", kind: "ENG", outcome: 0 });
    expect(first?.members.map(({ logLoss }) => logLoss)).toEqual([-Math.log(0.6), -Math.log(0.05)]);
    expect(scores()).toHaveLength(20);
    const last = weightsOf(scores().at(-1) as MemberScores);
    expect(last.broken).toBeLessThan(0.05);
    await tell(next);
    expect(goals(next)?.["pair-1"]?.home).toBeCloseTo(last.sound as number, 12);
  });

  test("are dropped with the first answer that they fail to give", async () => {
    const { matches, tell, play, scores } = await driverOf();
    const [first, second] = matches as [string, string];
    await tell(first, { value: -1 });
    await play(first, 0);
    expect(scores()[0]?.members[1]).toMatchObject({ name: "broken", logLoss: null, weight: 0 });
    await tell(second);
    await play(second, 0);
    expect(weightsOf(scores()[1] as MemberScores)).toEqual({ sound: 1, broken: 0 });
  });

  test("are scored once a match, after 90 minutes, however often its end is told; of a match called off never", async () => {
    const { matches, tell, play, scores } = await driverOf();
    const [match, off] = matches as [string, string];
    await tell(match);
    await play(match, 1, { phase: "BREAK", fullTime: null });
    expect(scores()).toEqual([]);
    for (const home of [1, 1, 3]) await play(match, home);
    expect(scores().map(({ outcome }) => outcome)).toEqual([1]);
    await tell(off);
    await play(off, 2, { phase: "CALLED_OFF", fullTime: null });
    expect(scores()).toHaveLength(1);
  });

  test("have a form of each kind of competition", async () => {
    const { matches, tell, play, goals, driver } = await driverOf();
    const [match, here, elsewhere] = matches as [string, string, string];
    await tell(match);
    await play(match, 2);
    await tell(here);
    await tell(elsewhere, { competition: "ESP-La Liga" });
    expect(goals(here)?.["pair-1"]?.home).toBeGreaterThan(0.8);
    expect(goals(elsewhere)?.["pair-1"]?.home).toBe(0.6);
    expect(Object.keys(driver.store("form"))).toEqual(["pair-1|ENG"]);
    expect(Object.keys(driver.store("answers")).toSorted()).toEqual([here, elsewhere].toSorted());
  });

  test("weigh the same after a crash at any step of a commit", async () => {
    const run = async (step?: (typeof commitSteps)[number]) => {
      const { driver, matches, tell, play } = await driverOf();
      for (const [i, match] of matches.slice(0, 6).entries()) {
        await tell(match);
        if (i === 3 && step !== undefined) driver.crashAt(step);
        await play(match, i % 3);
      }
      return [driver.bytes(modelScores.name).map(({ value }) => value?.toString("base64")), driver.store("form")];
    };
    const quiet = await run();
    for (const step of commitSteps) expect(await run(step)).toEqual(quiet);
  });
});

test("the ensembles that ship are scored: their members' answers are kept until a match is over", async () => {
  const [shipped] = shippedModels;
  const { matches, tell, play, scores, driver } = await driverOf(shipped);
  const match = matches[0] as string;
  await tell(match);
  const said = (driver.store("answers") as Record<string, Record<string, object>>)[match]?.[shipped.id] ?? {};
  expect(Object.keys(said)).toContain("strengths");
  await play(match, 2);
  const { members } = scores()[0] as MemberScores;
  expect(members.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
});

test("models of the same members ask them once a match, and have one belief and one form", async () => {
  let asked = 0;
  const first = ensemble(() => {
    asked++;
    return { sound: [0.6, 0.25, 0.15], broken: [0.05, 0.25, 0.7] };
  });
  const second: Model = { ...first, id: "pair-1 and more" };
  const topology = predictorTopology({ models: [first, second], registry: new RegistryTimeline() });
  const driver = await testDriver(topology, { openSerde: fixedSerdes() });
  const { competition, kickOff, asOf } = featuresOf();
  const known = { matchId: "test:1", competition, kickOff, asOf, manifest: manifestHash, revision: 1, complete: true };
  const value: PreMatch = { ...known, values: Array.from({ length: vectorLength }, () => 1) };
  await driver.pipe(matchFeatures, "test:1", { schema: "PreMatch", value });
  expect(asked).toBe(1);
  const over = { phase: "FINISHED", period: 2, second: 2_800, fullTime: { home: 2, away: 1 } } as const;
  const played = featuresOf({ matchId: "test:1", ...over, halfTime: { home: 0, away: 0 } });
  await driver.pipe(matchFeatures, "test:1", { schema: "Features", value: played });
  expect(driver.records(modelScores).map(({ value: { modelId } }) => modelId)).toEqual(["pair-1"]);
});
