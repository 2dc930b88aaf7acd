import { setTimeout as sleep } from "node:timers/promises";
import { featuresTopology } from "@touchline/features/topology";
import { ingestMatch } from "@touchline/ingest/ingest-match";
import { type ConsumedRecord, consoleConsumer } from "@touchline/local";
import { type Belief, ensembleNone } from "@touchline/models";
import { groups, History, manifestHash, ToldResults, teamFormAsOf, vectorOf } from "@touchline/prematch";
import { shippedFiles } from "@touchline/results";
import type { Features, Prediction, PreMatch, Result } from "@touchline/schemas";
import type { Schemas, Topic } from "@touchline/streams";
import { testDriver } from "@touchline/streams/testing";
import { matchEvents, matchFeatures, matchPredictions, matchResults } from "@touchline/topics";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { System } from "./system.ts";

const match = "wyscout:2500090";
const kickOff = Date.UTC(2018, 4, 13, 14);
/** They share the tasks; one of them has the match's. */
const instances = ["features-1", "features-2"];

interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

interface Lineage {
  readonly prediction: Place & { readonly sequence: number };
  readonly features: { readonly revision: number; readonly place: Place };
  readonly model: { readonly id: string; readonly hash: string };
  readonly form: { readonly complete: boolean; readonly readTo: readonly Place[] };
  readonly preMatch: { readonly manifest: string; readonly complete: boolean };
  readonly inputs: readonly (Place & { readonly id: string })[];
}

let system: System;
/** All that stands in a topic, as Kafka's own consumer reads it. */
const read = new Map<string, readonly ConsumedRecord[]>();

beforeAll(async () => {
  system = await System.start([]);
  const [, ...features] = await Promise.all([
    system.startService("predictor"),
    ...instances.map((instance) => system.startService("features", { STORES_HTTP: "true" }, instance)),
  ]);
  const { client, openSerde } = system;
  const files = { timelines: shippedFiles.timelines, history: [shippedFiles.results[0]] };
  const { eventsIn } = await ingestMatch({ client, openSerde, match, ...files });
  const addresses = features.map(({ address }) => address);
  // the first is not there, as one of several processes may be
  await system.startService("edge", { FEATURES_URLS: ["http://127.0.0.1:1", ...addresses].join(",") });
  while ((await ask(`matches/${match}`)).body.sequence !== eventsIn) await sleep(50);
  const { brokers } = system.platform.kafka;
  for (const { name } of [matchEvents, matchResults, matchFeatures, matchPredictions]) {
    read.set(name, await consoleConsumer({ brokers, topic: name }));
  }
});

afterAll(() => system?.stop());

async function ask(path: string) {
  const answer = await fetch(`${system.service("edge").address}/v1/${path}`);
  // biome-ignore lint/suspicious/noExplicitAny: whatever the edge answers
  return { status: answer.status, body: (await answer.json()) as any };
}

function recordAt({ topic, partition, offset }: Place): ConsumedRecord {
  const found = read.get(topic)?.find((each) => each.partition === partition && each.offset === BigInt(offset));
  if (found === undefined) throw new Error(`nothing stands at ${topic} ${partition}@${offset}`);
  return found;
}

async function decoded<S extends Schemas>(topic: Topic<S>, { value }: ConsumedRecord) {
  const serde = await system.openSerde(topic);
  await serde.learn(value as Buffer);
  return serde.decode(value as Buffer).value;
}

/** What is believed by the last vector of the match that stands before a record of its features. */
async function beliefAt({ partition, offset }: Place): Promise<Belief> {
  const serde = await system.openSerde(matchFeatures);
  const before = (read.get(matchFeatures.name) ?? []).filter(
    (each) => each.partition === partition && String(each.key) === match && each.offset < BigInt(offset),
  );
  for (const { value } of before.reverse()) {
    await serde.learn(value as Buffer);
    const told = serde.decode(value as Buffer);
    if (told.schema === "PreMatch") return ensembleNone.beliefBefore(told.value.competition, told.value.values);
  }
  throw new Error("no vector stands before it");
}

/** What history knew at a reading: every result that stands below its places, and nothing else. */
async function historyAt(readTo: readonly Place[]) {
  const history = new History();
  const told = new ToldResults(history);
  const ends = readTo.filter(({ topic }) => topic === matchResults.name);
  for (const record of read.get(matchResults.name) ?? []) {
    const end = ends.find(({ partition }) => partition === record.partition)?.offset ?? 0;
    if (record.offset < BigInt(end)) told.put(String(record.key), (await decoded(matchResults, record)) as Result);
  }
  history.settle();
  return {
    history,
    ready: () => undefined,
    isComplete: () => true,
    formAsOf: (team: string, at: number) => teamFormAsOf(history, team, at),
    vectorOf: (fixture: Parameters<typeof vectorOf>[1]) => vectorOf(history, fixture),
    readTo: () => ({}),
  };
}

describe("from any prediction of a real match", () => {
  test.each([1, 60, 129])(
    "one call leads to what number %i was made from, which gives the same bytes again",
    async (sequence) => {
      const { status, body } = await ask(`matches/${match}/predictions/${sequence}/lineage`);
      expect(status).toBe(200);
      const lineage = body as Lineage;
      const { prediction: place, features, model, form, preMatch, inputs } = lineage;

      const prediction = (await decoded(matchPredictions, recordAt(place))) as Prediction;
      expect(prediction).toMatchObject({ matchId: match, sequence, modelId: model.id, modelHash: model.hash });
      expect(model).toEqual({ id: ensembleNone.id, hash: ensembleNone.hash });
      const given = recordAt(features.place);
      const value = (await decoded(matchFeatures, given)) as Features;
      const before = await beliefAt(features.place);
      expect(ensembleNone.predict(value, before).matchResult).toEqual(prediction.matchResult);

      expect(inputs).toHaveLength(features.revision);
      const last = inputs.at(-1) as Place;
      expect(given.headers.origin).toBe(`${last.topic} ${last.partition}@${last.offset}`);
      expect([preMatch.manifest, preMatch.complete, form.complete]).toEqual([manifestHash, true, true]);
      const known = await historyAt(form.readTo);
      expect(known.history.size).toBeGreaterThan(50_000);
      const again = await testDriver(featuresTopology({ history: known }), { openSerde: system.openSerde });
      for (const input of inputs) {
        const { key, value } = recordAt(input);
        again.log.append([{ topic: input.topic, partition: input.partition, key, value }]);
      }
      await again.settle();
      const folded = again.bytes(matchFeatures.name).at(-1)?.value;
      expect(folded?.toString("hex")).toBe(given.value?.toString("hex"));
    },
  );

  test("its place in the log will do for its number, whoever keeps no count of it", async () => {
    const { body } = await ask(`matches/${match}/predictions/60/lineage`);
    const { partition, offset } = (body as Lineage).prediction;
    expect((await ask(`matches/${match}/predictions/${partition}:${offset}/lineage`)).body).toEqual(body);
    expect(await ask(`matches/wyscout:1/predictions/${partition}:${offset}/lineage`)).toMatchObject({
      status: 404,
      body: { code: "PREDICTION_UNKNOWN" },
    });
  });
});

describe("what was known of a match", () => {
  test("at its kick-off is what was published of it, bit for bit", async () => {
    const { body } = await ask(`features/${match}?asOf=${new Date(kickOff).toISOString()}`);
    const records = (read.get(matchFeatures.name) ?? []).filter(({ key }) => String(key) === match);
    const values = await Promise.all(records.map((record) => decoded(matchFeatures, record)));
    const published = values.filter((value): value is PreMatch => "values" in value).at(-1);
    expect([body.manifest, body.complete]).toEqual([published?.manifest, true]);
    const names = groups.flatMap((group) => group.features.map(({ name }) => name));
    expect(Object.keys(body.features)).toEqual(names);
    expect(Object.values(body.features)).toEqual(published?.values);
  });

  test("is told as of half-time, and as of now", async () => {
    const { body } = await ask(`features/${match}?asOf=${kickOff + 50 * 60_000}`);
    expect(body.state).toMatchObject({ phase: "BREAK", period: 1, halfTime: { home: 0, away: 0 }, fullTime: null });
    expect((await ask(`features/${match}`)).body.state).toMatchObject({ phase: "FINISHED", home: { goals: 2 } });
  });

  test("is told by the process that has the match, and the other says who that is", async () => {
    const answers = await Promise.all(
      instances.map(async (instance) => {
        const answer = await fetch(`${system.service(instance).address}/v1/features/${match}`);
        return { instance, status: answer.status, body: await answer.json() };
      }),
    );
    const [has, hasNot] = answers.sort((a, b) => a.status - b.status);
    expect([has?.status, hasNot?.status]).toEqual([200, 421]);
    expect(hasNot?.body).toMatchObject({ code: "TASK_ELSEWHERE", instance: has?.instance });
  });

  test("is refused with a code where it was not told yet, or the features service is gone", async () => {
    const early = await ask(`features/${match}?asOf=2018-01-01`);
    expect(early).toMatchObject({ status: 404, body: { code: "NOT_KNOWN_YET" } });
    expect(await ask("features/wyscout:1")).toMatchObject({ status: 404, body: { code: "MATCH_UNKNOWN" } });
    await Promise.all(instances.map((instance) => system.service(instance).kill()));
    const gone = await ask(`features/${match}`);
    expect(gone).toMatchObject({ status: 503, body: { code: "FEATURES_UNREACHABLE" } });
  });
});
