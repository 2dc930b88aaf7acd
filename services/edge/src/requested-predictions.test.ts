import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { RulesTimeline } from "@touchline/alerts";
import type { PredictionRequest } from "@touchline/client";
import { predict } from "@touchline/client";
import { ensembleNone, type Model } from "@touchline/models";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { AlertRules } from "./alert-rules.ts";
import { api } from "./api.ts";
import { FeaturesService, type VectorRequest } from "./features-service.ts";
import { MatchImages } from "./match-images.ts";
import type { ChoosableModel } from "./model-choice.ts";
import { view } from "./prediction.fixture.ts";
import { type PredictionOutcome, RequestedPredictions } from "./requested-predictions.ts";

const known = "wyscout:2500090";
const now = Date.UTC(2026, 10, 21);
const fixture: PredictionRequest = { home: "Arsenal", away: "Chelsea", date: "2026-11-28" };

const open: FastifyInstance[] = [];
afterEach(() => Promise.all(open.splice(0).map((http) => http.close())));

/** A model that gives back a vector's first two numbers as goals, with what is told of it. */
function modelOf(id: string, believed: () => void = () => {}): Model {
  return {
    ...ensembleNone,
    ...{ id, hash: createHash("sha256").update(id).digest("hex") },
    beliefBefore(_, values) {
      believed();
      if (values[0] === 0) throw new Error("no goals");
      return { home: values[0] as number, away: values[1] as number, dependence: 0, variance: 0 };
    },
  };
}

/** A process of the features service whose history is one number, the goals that are expected of any home side; its address. */
async function features() {
  const state = { goals: 1.5, asked: [] as VectorRequest[][], status: 200 };
  const http = Fastify();
  open.push(http);
  http.post<{ Body: { fixtures: VectorRequest[] } }>("/v1/vectors", ({ body: { fixtures } }, reply) => {
    state.asked.push(fixtures);
    if (state.status !== 200) return reply.code(state.status).send({ code: "HISTORY_READING", message: "not yet" });
    return {
      manifest: "ab",
      readings: [{ "match.results": [10 * state.goals] }],
      fixtures: fixtures.map(({ home, away, kickOff, neutral, tag: given }) => {
        if (home === "Arsenall") return { code: "TEAM_UNKNOWN", message: "no.", candidates: ["club:arsenal"] };
        const tag = `${state.goals}`;
        const goals = home === "Broken" ? 0 : state.goals;
        const values = given === tag ? null : Buffer.from(new Float64Array([goals, 1]).buffer).toString("base64");
        const teams = { home: { id: `club:${home}`, name: home }, away: { id: `club:${away}`, name: away } };
        const meant = { competition: "L", season: "2026/27", kickOff, neutral: neutral ?? false, ...teams };
        return { fixture: meant, asOf: now, complete: true, tag, values, reading: 0 };
      }),
    };
  });
  return { state, address: await http.listen({ host: "127.0.0.1", port: 0 }) };
}

async function served({ keptMax = 100, models }: { keptMax?: number; models?: readonly ChoosableModel[] } = {}) {
  const service = await features();
  const outcomes: PredictionOutcome[] = [];
  const errors: unknown[] = [];
  let believed = 0;
  const alone = [{ model: modelOf("live-1", () => believed++), odds: "none" } as const];
  const images = new MatchImages({ matchesMax: 10, finishedMax: 10, pointsMax: 10 });
  const options = {
    images,
    features: new FeaturesService([service.address]),
    models: () => models ?? alone,
    keptMax,
    observe: (outcome: PredictionOutcome) => outcomes.push(outcome),
    onError: (error: unknown) => errors.push(error),
  };
  const requested = new RequestedPredictions(options);
  const http = Fastify();
  open.push(http);
  const unreachable = { of: () => expect.unreachable() };
  const lookUps = { features: options.features, lineages: unreachable, replays: unreachable };
  await http.register(
    (v1) =>
      api(v1, {
        images,
        feeds: { list: () => [] },
        lookUps,
        requested,
        models: { list: () => [] },
        tables: { of: () => expect.unreachable() },
        alerts: { list: () => [] },
        rules: new AlertRules({ open: true, timeline: new RulesTimeline(), change: () => expect.unreachable() }),
        onError: options.onError,
      }),
    {
      prefix: "/v1",
    },
  );
  const address = await http.listen({ host: "127.0.0.1", port: 0 });
  const ask = async (...requests: unknown[]) =>
    (await predict(address, requests as PredictionRequest[])).predictions.map(({ prediction, error }) => ({
      prediction: prediction as NonNullable<typeof prediction>,
      error: error as NonNullable<typeof error>,
    }));
  const told = () => outcomes.splice(0);
  return { ...service, images, requested, ask, told, errors, address, believed: () => believed };
}

describe("predictions that are asked for", () => {
  it("come in the order of the requests, a bad one with its error in its place", async () => {
    const { ask, images, told } = await served();
    const image = view({ matchId: known });
    images.apply(image);
    const bad = [
      { home: "Arsenal" },
      7,
      { ...fixture, home: "Arsenall" },
      { matchId: "x" },
      { ...fixture, odds: "past" },
    ];
    const answers = await ask(fixture, ...bad, { matchId: known }, { ...fixture, home: "Leeds" });
    expect(answers.map(({ prediction, error }) => prediction?.homeTeam.id ?? error.code)).toEqual([
      "club:Arsenal",
      ...["REQUEST_INVALID", "REQUEST_INVALID", "TEAM_UNKNOWN", "MATCH_UNKNOWN", "MODEL_UNKNOWN"],
      image.homeTeam.id,
      "club:Leeds",
    ]);
    expect(answers[3]?.error.candidates).toEqual(["club:arsenal"]);
    for (const { error } of answers) if (error !== null) expect(error.message).toMatch(/\.$/);
    expect(told().sort()).toEqual([...Array(1).fill("match"), "miss", "miss", ...Array(5).fill("refused")].sort());
  });

  it("have every market, the model and what to make them again from", async () => {
    const { ask } = await served();
    const [answer] = await ask({ ...fixture, scoreGrid: true, neutral: true });
    const { prediction } = answer as Awaited<ReturnType<typeof ask>>[number];
    const { matchResult, overUnder, scoreGrid, lineage } = prediction;
    expect(matchResult.home + matchResult.draw + matchResult.away).toBeCloseTo(1, 4);
    expect(overUnder.map(({ line }) => line)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5]);
    expect(scoreGrid?.probabilities).toHaveLength(64);
    expect(prediction).toMatchObject({
      ...{ matchId: null, kickOff: Date.UTC(2026, 10, 28, 12), neutral: true, phase: "PRE_MATCH", asOf: now },
      ...{ remainingGoals: { home: 1.5, away: 1 }, modelId: "live-1", modelHash: modelOf("live-1").hash },
    });
    const hash = createHash("sha256")
      .update(Buffer.from(new Float64Array([1.5, 1]).buffer))
      .digest("hex");
    expect(lineage).toEqual({ token: null, vector: { manifest: "ab", hash, complete: true, reading: 0 } });
  });

  it("are the latest of a match that is known, with the way to its lineage", async () => {
    const { ask, images } = await served();
    images.apply(view({ matchId: known, sequence: 1 }));
    const image = view({ matchId: known, sequence: 2, second: 1500 });
    images.apply(image);
    const [plain, whole] = await ask({ matchId: known }, { matchId: known, scoreGrid: true });
    const { matchResult, modelHash, second, token } = image;
    expect(plain?.prediction).toMatchObject({ matchResult, modelHash, second, scoreGrid: null });
    expect(plain?.prediction.lineage).toEqual({ token, vector: null });
    expect(whole?.prediction.scoreGrid).toEqual(image.scoreGrid);
  });

  it("lose no member on their way", async () => {
    const { address, requested, images } = await served();
    images.apply(view({ matchId: known }));
    const asked = [{ ...fixture, scoreGrid: true } as const, { matchId: known, scoreGrid: true }, { matchId: "x" }];
    const made = await requested.answer(asked);
    expect(await predict(address, asked)).toEqual(JSON.parse(JSON.stringify(made)));
  });

  it("may be one alone", async () => {
    const { address } = await served();
    const { predictions, readings } = await predict(address, fixture);
    expect([predictions.length, predictions[0]?.error]).toEqual([1, null]);
    expect(readings).toEqual([{ "match.results": [15] }]);
  });

  it("fail alone where the model fails, and the log hears of it", async () => {
    const { ask, errors } = await served();
    const answers = await ask(fixture, { ...fixture, home: "Broken" }, { ...fixture, away: "Leeds" });
    expect(answers.map(({ error }) => error?.code)).toEqual([undefined, "INTERNAL", undefined]);
    expect(errors).toEqual([new Error("no goals")]);
  });

  it.each([
    [{ date: "soon" }, "date"],
    [{ date: "28.11.2026" }, "date"],
    [{ date: 1e18 }, "date"],
    [{ home: "" }, "home"],
    [{ away: "x".repeat(201) }, "away"],
    [{ neutral: "yes" }, "neutral"],
    [{ odds: "all" }, "odds"],
    [{ asOf: {} }, "asOf"],
    [{ matchId: known }, "matchId"],
    [{ venue: "x" }, "venue"],
  ])("are refused one by one: %j", async (change, name) => {
    const [answer] = await (await served()).ask({ ...fixture, ...change });
    expect(answer?.error).toMatchObject({ code: "REQUEST_INVALID", message: expect.stringContaining(name) });
  });

  it.each([
    [Array(501).fill(fixture), 413, "TOO_MANY_ITEMS"],
    [[], 400, "REQUEST_INVALID"],
  ])("are refused together %#", async (requests, status, code) => {
    const { address } = await served();
    await expect(predict(address, requests)).rejects.toMatchObject({ status, code });
  });

  it("are refused together while the features service cannot answer", async () => {
    const { address, state } = await served();
    state.status = 503;
    await expect(predict(address, fixture)).rejects.toMatchObject({ status: 503, code: "FEATURES_RESTORING" });
    await expect(predict("http://127.0.0.1:1", fixture)).rejects.toMatchObject({ status: 0, code: "UNREACHABLE" });
  });

  it("are refused where as many batches are under way as may be", async () => {
    const { address, requested } = await served();
    const codes = await Promise.all(
      Array.from({ length: 12 }, () =>
        requested.answer([fixture]).then(
          () => "answered",
          ({ code }) => code,
        ),
      ),
    );
    expect(new Set(codes)).toEqual(new Set(["answered", "TOO_MANY_LOOK_UPS"]));
    expect((await predict(address, fixture)).predictions).toHaveLength(1);
  });

  it("let others have their turn in between", async () => {
    const { requested, believed } = await served();
    const many = Array.from({ length: 500 }, (_, i) => ({ ...fixture, home: `team ${i}` }));
    const answering = requested.answer(many);
    const seen = new Set<number>();
    let isOver = false;
    void answering.then(() => {
      isOver = true;
    });
    while (!isOver) {
      seen.add(believed());
      await setImmediate();
    }
    expect(believed()).toBe(500);
    expect(seen.size).toBeGreaterThan(3);
  });
});

describe("a prediction that was asked for before", () => {
  it("is not made again while it stands", async () => {
    const { ask, told, believed, state } = await served();
    const first = await ask(fixture);
    expect(await ask(fixture)).toEqual(first);
    expect([told(), believed()]).toEqual([["miss", "hit"], 1]);
    expect(state.asked.map(([each]) => each?.tag)).toEqual([undefined, "1.5"]);
  });

  it("is never given once a result is known that changes it", async () => {
    const { ask, told, state } = await served();
    const goals = async () => (await ask(fixture))[0]?.prediction.remainingGoals.home;
    for (const each of [1.5, 1.5, 1.8, 1.8, 1.5]) {
      state.goals = each;
      expect(await goals()).toBe(each);
    }
    expect(told()).toEqual(["miss", "hit", "stale", "hit", "stale"]);
  });

  it("is not given where another model is live", async () => {
    const models: ChoosableModel[] = [{ model: modelOf("live-1"), odds: "none" }];
    const { ask, told } = await served({ models });
    await ask(fixture);
    models[0] = { model: modelOf("live-2"), odds: "none" };
    expect((await ask(fixture))[0]?.prediction.modelId).toBe("live-2");
    models.push({ model: modelOf("past-1"), odds: "past" });
    expect((await ask({ ...fixture, odds: "past" }))[0]?.prediction.modelId).toBe("past-1");
    expect((await ask({ ...fixture, model: "past-1" }))[0]?.prediction.modelId).toBe("past-1");
    expect(told()).toEqual(["miss", "miss", "miss", "hit"]);
  });

  it("is made once for several of one request that ask the same", async () => {
    const { ask, told, state } = await served();
    const answers = await ask(fixture, { ...fixture, scoreGrid: true }, fixture);
    expect(answers.map(({ prediction }) => prediction.scoreGrid !== null)).toEqual([false, true, false]);
    expect([told(), state.asked.map((each) => each.length)]).toEqual([["miss"], [1]]);
  });

  it("makes room where too many are kept, the one that was not asked for longest first", async () => {
    const { ask, told, requested } = await served({ keptMax: 2 });
    for (const away of ["a", "b", "a", "c", "a", "b"]) await ask({ ...fixture, away });
    expect(told()).toEqual(["miss", "miss", "hit", "miss", "hit", "miss"]);
    expect(requested.size).toBe(2);
  });
});
