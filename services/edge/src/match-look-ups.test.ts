import { fixedSerdes } from "@touchline/schemas";
import { placeOf } from "@touchline/streams";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import { matchPredictions } from "@touchline/topics";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { answerErrors } from "./api.ts";
import { FeaturesService } from "./features-service.ts";
import { Lineages } from "./lineage.ts";
import { MatchImages } from "./match-images.ts";
import { matchLookUps } from "./match-look-ups.ts";
import { matchView } from "./match-view.ts";
import { prediction } from "./prediction.fixture.ts";
import { Replays } from "./replay.ts";

const id = "wyscout:2500090";
const input = { topic: "match.events", partition: 3, offset: 7, id: "fixture", version: 1, revision: 1 };
const lineage = {
  revision: 5,
  form: { revision: 1, complete: false, readTo: { "match.results": [3, 9] } },
  preMatch: { revision: 2, manifest: "ab", complete: true, readTo: { "match.results": [4, 9] } },
  inputs: [{ ...input, superseded: false }],
};

const open: FastifyInstance[] = [];
afterEach(() => Promise.all(open.splice(0).map((http) => http.close())));

/** A process of the features service that answers every question so; its address. */
async function process(status: number, body: object, asked: string[] = []): Promise<string> {
  const http = Fastify();
  open.push(http);
  http.get("/*", ({ url }, reply) => {
    asked.push(url);
    return reply.code(status).send(body);
  });
  return http.listen({ host: "127.0.0.1", port: 0 });
}

const elsewhere = { code: "TASK_ELSEWHERE", message: "task 3 is not here" };

/** The look-ups of an edge, over a log that holds one prediction, its fifth. */
async function served(addresses: readonly string[], pointsMax = 10) {
  const log = new MemoryLog();
  log.createTopic(matchPredictions.name, matchPredictions.partitions);
  const client = new MemoryClient(log);
  const openSerde = fixedSerdes();
  const images = new MatchImages({ matchesMax: 10, finishedMax: 10, pointsMax });
  const value = prediction({ sequence: 5, featuresRevision: 5 });
  const headers = { origin: placeOf({ topic: "match.features", partition: 3, offset: 12n }) };
  const bytes = (await openSerde(matchPredictions)).encode({ schema: "Prediction", value });
  log.append([{ topic: matchPredictions.name, partition: 3, key: Buffer.from(id), value: bytes, headers }]);
  images.apply(matchView(value, { partition: 3, offset: 0n, timestamp: 1, headers }));
  const features = new FeaturesService(addresses);
  const http = Fastify();
  open.push(http);
  answerErrors(http, (error) => expect.unreachable(String(error)));
  const lineages = new Lineages({ client, openSerde, features });
  matchLookUps(http, images, { features, lineages, replays: new Replays({ client, openSerde }) });
  const get = async (path: string) => {
    const answer = await http.inject(path);
    return { status: answer.statusCode, body: answer.json() };
  };
  return { get };
}

describe("the lineage of a prediction", () => {
  it.each(["5", "3:0"])("by %s tells its place, its features', its inputs', and both hashes", async (name) => {
    const asked: string[] = [];
    const { get } = await served([await process(200, lineage, asked)]);
    const { status, body } = await get(`/matches/${id}/predictions/${name}/lineage`);
    expect(status).toBe(200);
    expect(body).toEqual({
      matchId: id,
      prediction: { topic: "match.predictions", partition: 3, offset: 0, sequence: 5 },
      features: { revision: 5, place: { topic: "match.features", partition: 3, offset: 12 } },
      model: { id: "poisson-1", hash: "0f".repeat(32) },
      form: {
        ...{ revision: 1, complete: false },
        readTo: [
          { topic: "match.results", partition: 0, offset: 3 },
          { topic: "match.results", partition: 1, offset: 9 },
        ],
      },
      preMatch: {
        ...{ revision: 2, manifest: "ab", complete: true },
        readTo: [
          { topic: "match.results", partition: 0, offset: 4 },
          { topic: "match.results", partition: 1, offset: 9 },
        ],
      },
      inputs: lineage.inputs,
    });
    expect(asked).toEqual([`/v1/lineage/${encodeURIComponent(id)}?revision=5`]);
  });

  it.each([
    [`/matches/${id}/predictions/4/lineage`, 404, "PREDICTION_UNKNOWN"],
    [`/matches/${id}/predictions/3:1/lineage`, 404, "PREDICTION_UNKNOWN"],
    [`/matches/${id}/predictions/99:0/lineage`, 404, "PREDICTION_UNKNOWN"],
    ["/matches/wyscout:1/predictions/3:0/lineage", 404, "PREDICTION_UNKNOWN"],
    [`/matches/${id}/predictions/last/lineage`, 400, "REQUEST_INVALID"],
  ])("%s is refused with %i %s", async (path, status, code) => {
    const { get } = await served([await process(200, lineage)]);
    expect(await get(path)).toMatchObject({ status, body: { code } });
  });

  it("is refused where as many are looked up as may be, and given again thereafter", async () => {
    const { get } = await served([await process(200, lineage)]);
    const ask = () => get(`/matches/${id}/predictions/5/lineage`);
    const codes = (await Promise.all(Array.from({ length: 12 }, ask))).map(({ body }) => body.code ?? "answered");
    expect(codes.filter((code) => code === "answered")).toHaveLength(8);
    expect(codes.filter((code) => code === "TOO_MANY_LOOK_UPS")).toHaveLength(4);
    expect((await ask()).status).toBe(200);
  });
});

describe("what the features service is asked", () => {
  const nobody = "http://127.0.0.1:1";

  it("is asked of one process after another, until one has the match", async () => {
    const addresses = [nobody, await process(421, elsewhere), await process(200, lineage)];
    const { get } = await served(addresses);
    expect((await get(`/matches/${id}/predictions/5/lineage`)).status).toBe(200);
  });

  it.each([
    [404, "KEY_UNKNOWN", 404, "MATCH_UNKNOWN"],
    [404, "NOT_KNOWN_YET", 404, "NOT_KNOWN_YET"],
    [404, "REVISION_UNKNOWN", 404, "LINEAGE_UNKNOWN"],
    [400, "QUERY_INVALID", 400, "REQUEST_INVALID"],
    [503, "TASK_RESTORING", 503, "FEATURES_RESTORING"],
    [421, "TASK_ELSEWHERE", 503, "FEATURES_UNREACHABLE"],
    [500, "whatever", 503, "FEATURES_UNREACHABLE"],
  ])("and answered with %i %s is refused here with %i %s", async (said, theirs, status, code) => {
    const { get } = await served([await process(said, { code: theirs, message: "so it is" }), nobody]);
    expect(await get(`/features/${id}?asOf=2018-05-13T14:00:00Z`)).toMatchObject({ status, body: { code } });
  });

  it("cannot be asked where no process of it is named, and the answer says which variable names them", async () => {
    const { get } = await served([]);
    expect(await get(`/features/${id}`)).toMatchObject({
      status: 503,
      body: { code: "FEATURES_UNREACHABLE", message: expect.stringContaining("FEATURES_URLS") },
    });
  });

  it("is told the moment as it was asked about", async () => {
    const asked: string[] = [];
    const { get } = await served([await process(404, { code: "KEY_UNKNOWN", message: "" }, asked)]);
    await get("/features/a%2Fb?asOf=2018-05-13T14:00:00%2B01:00");
    expect(asked).toEqual(["/v1/features/a%2Fb?asOf=2018-05-13T14%3A00%3A00%2B01%3A00"]);
  });
});
