import { execFile } from "node:child_process";
import { root } from "@touchline/local";
import { changeRegistry } from "@touchline/model-registry/log";
import { shippedModels } from "@touchline/models";
import { featuresOf } from "@touchline/models/testing";
import { manifestHash, placeOf, vectorLength } from "@touchline/prematch";
import type { Features, Prediction, PreMatch } from "@touchline/schemas";
import { openView, type Producer, type Serde, type View } from "@touchline/streams";
import { matchFeatures, matchPredictions, modelShadow } from "@touchline/topics";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { System } from "./system.ts";

const [shipped, other] = shippedModels.map(({ id }) => id) as [string, string];

let system: System;
let producer: Producer;
let serde: Serde<typeof matchFeatures.schemas>;
let views: View[];
const live = new Map<string, Prediction[]>();
const shadow = new Map<string, Prediction[]>();

beforeAll(async () => {
  system = await System.start(["predictor", "edge"]);
  const { client, openSerde } = system;
  producer = await client.producer();
  serde = await openSerde(matchFeatures);
  views = await Promise.all(
    (
      [
        [matchPredictions, live],
        [modelShadow, shadow],
      ] as const
    ).map(([topic, kept]) =>
      openView(topic, {
        client,
        openSerde,
        apply: ({ key, value }) => {
          if (value !== null) kept.set(key, [...(kept.get(key) ?? []), value]);
        },
        onFailure: (error) => {
          throw error;
        },
      }),
    ),
  );
});

afterAll(async () => {
  await Promise.all((views ?? []).map((view) => view.close()));
  await producer?.close();
  await system?.stop();
});

/** Runs the command beside the system, as its script does. */
function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL } = system.platform.environment;
  const env = { ...process.env, KAFKA_BROKERS, SCHEMA_REGISTRY_URL };
  return new Promise((resolve) => {
    execFile(process.execPath, [`${root}cli/src/main.ts`, "registry", ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

async function send(values: readonly (Features | PreMatch)[]): Promise<void> {
  await producer.send(
    values.map((value) => {
      const key = Buffer.from(value.matchId);
      const partition = system.client.partitionFor(key, matchFeatures.partitions);
      const record =
        "values" in value ? ({ schema: "PreMatch", value } as const) : ({ schema: "Features", value } as const);
      return { topic: matchFeatures.name, partition, key, value: serde.encode(record) };
    }),
  );
}

const revisions = new Map<string, number>();
/** The match's next moment; gives the prediction that it leads to. */
async function play(matchId: string): Promise<Prediction> {
  const revision = (revisions.get(matchId) ?? 0) + 1;
  revisions.set(matchId, revision);
  await send([featuresOf({ matchId, revision, phase: "LIVE", period: 1, second: 60 * revision })]);
  return await predicted(matchId, revision);
}

async function predicted(matchId: string, revision: number): Promise<Prediction> {
  return await vi.waitFor(
    () => {
      const found = live.get(matchId)?.find(({ featuresRevision }) => featuresRevision === revision);
      if (found === undefined) throw new Error(`no prediction of revision ${revision} of ${matchId} yet`);
      return found;
    },
    { timeout: 30_000, interval: 20 },
  );
}

function preMatchOf(matchId: string): PreMatch {
  const values = Array.from({ length: vectorLength }, () => 1);
  for (const side of ["home", "away"]) values[placeOf(`strengths.market.${side}`)] = side === "home" ? 2.5 : 0.6;
  const { competition, kickOff, asOf } = featuresOf();
  return { ...{ matchId, competition, kickOff, asOf, values, manifest: manifestHash }, revision: 1, complete: true };
}

test("the predictor tells the models that it has, and the shipped one answers", async () => {
  const { code, out } = await command("list", "--json");
  expect(code).toBe(0);
  const { live: answers, models, revision } = JSON.parse(out);
  expect([answers, revision]).toEqual([shipped, 0]);
  expect(models.map(({ id, hash, stage }: Record<string, string>) => ({ id, hash, stage }))).toEqual(
    shippedModels.map(({ id, hash }, i) => ({ id, hash, stage: i === 0 ? "live" : "candidate" })),
  );
});

test("in a match that is played the next prediction is the promoted model's, and after a roll back the former one's", async () => {
  const match = "test:promoted";
  await send([preMatchOf(match)]);
  expect((await play(match)).modelId).toBe(shipped);

  const tooSoon = await command("promote", other);
  expect(tooSoon.code).toBe(1);
  expect(tooSoon.err).toMatch(/^TRANSITION_REFUSED: .*have it shadow first\.\n$/);

  expect((await command("shadow", other, "--by", "Ada")).code).toBe(0);
  const beside = await play(match);
  expect(beside.modelId).toBe(shipped);
  await vi.waitFor(() => expect(shadow.get(match)).toHaveLength(1), { timeout: 10_000 });
  expect(shadow.get(match)?.[0]).toMatchObject({ modelId: other, sequence: 1, featuresRevision: 2 });
  expect(shadow.get(match)?.[0]?.matchResult).not.toEqual(beside.matchResult);

  const promoted = await command("promote", other, "--why", "better on past odds", "--json");
  expect(JSON.parse(promoted.out)).toMatchObject({
    live: other,
    models: [{ why: "better on past odds", share: 1 }, {}, {}, {}],
  });
  const after = await play(match);
  const hash = shippedModels[1]?.hash;
  expect(after).toMatchObject({ modelId: other, modelHash: hash, sequence: 3 });
  // it goes on from its own belief, told before it answered
  expect(after.matchResult.home - beside.matchResult.home).toBeGreaterThan(0.1);

  expect(JSON.parse((await command("rollback", "--json")).out).live).toBe(shipped);
  expect(await play(match)).toMatchObject({ modelId: shipped, sequence: 4 });
  expect(JSON.parse((await command("rollback", "--json")).out)).toMatchObject({ code: "NOTHING_TO_ROLL_BACK" });
});

test("matches are split about as asked, and a predictor that was killed comes back with the same choice", async () => {
  const split = await command("split", other, "--share", "0.3", "--json");
  expect(JSON.parse(split.out).models.map(({ share }: { share: number }) => share)).toEqual([0.7, 0.3, 0, 0]);
  const matches = Array.from({ length: 400 }, (_, i) => `test:split-${i}`);
  const round = async (revision: number) => {
    await send(matches.map((matchId) => featuresOf({ matchId, revision })));
    return Promise.all(matches.map(async (matchId) => (await predicted(matchId, revision)).modelId));
  };
  const chosen = await round(1);
  const share = chosen.filter((id) => id === other).length / matches.length;
  expect(share).toBeGreaterThan(0.23);
  expect(share).toBeLessThan(0.37);

  await system.service("predictor").kill();
  await system.startService("predictor");
  expect(await round(2)).toEqual(chosen);
});

test("of two changes at a time none is lost: the second is made on the first, or refused", async () => {
  const log = { client: system.client, openSerde: system.openSerde };
  const before = JSON.parse((await command("list", "--json")).out).revision;
  const outcomes = await Promise.allSettled([
    changeRegistry(log, { action: "SPLIT", modelId: other, share: 0.4, by: "Ada" }),
    changeRegistry(log, { action: "SPLIT", modelId: other, share: 0.2, by: "Bo" }),
  ]);
  const made = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "REVISION_CONFLICT" });
  }
  expect(made.length).toBeGreaterThan(0);
  const { revision, models } = JSON.parse((await command("list", "--json")).out);
  expect(revision).toBe(before + made.length);
  expect(models[1].share).toBe(made.toSorted((a, b) => a.revision - b.revision).at(-1)?.share);
});

test("the edge tells where models stand and how many predictions each has made", async () => {
  const ask = async (path: string) => {
    const answer = await fetch(`${system.service("edge").address}/v1/${path}`);
    // biome-ignore lint/suspicious/noExplicitAny: whatever the edge answers
    return { status: answer.status, body: (await answer.json()) as any };
  };
  const made = (id: string) => [...live.values()].flat().filter(({ modelId }) => modelId === id).length;
  const { models } = (await ask("models")).body;
  expect(models).toMatchObject([
    { id: shipped, stage: "live", predictions: made(shipped) },
    { id: other, stage: "canary", predictions: made(other), hash: shippedModels[1]?.hash },
    { id: shippedModels[2]?.id, stage: "candidate", predictions: 0 },
    { id: shippedModels[3]?.id, stage: "candidate", predictions: 0 },
  ]);
  expect((await ask(`models/${other}`)).body).toEqual(models[1]);
  expect(await ask("models/nobody")).toMatchObject({ status: 404, body: { code: "MODEL_UNKNOWN" } });
});
