import type { FastifyInstance } from "fastify";
import { errorSchema, featuresSchema, lineageSchema, matchParam, replaySchema } from "./api-schemas.ts";
import { compressed } from "./compressed.ts";
import { EdgeError, unknownMatch } from "./errors.ts";
import type { FeaturesService } from "./features-service.ts";
import type { Lineages } from "./lineage.ts";
import type { MatchImages } from "./match-images.ts";
import type { Replays } from "./replay.ts";

export interface LookUps {
  readonly features: Pick<FeaturesService, "features" | "teams" | "team">;
  readonly lineages: Pick<Lineages, "of">;
  readonly replays: Pick<Replays, "of">;
}

/** The part of the API that asks further than this process: what was known of a match, where a prediction comes from, and all that were made. */
export function matchLookUps(
  http: FastifyInstance,
  images: MatchImages,
  { features, lineages, replays }: LookUps,
): void {
  const refusals = { "4xx": errorSchema, "5xx": errorSchema };

  const asOfSchema = {
    summary: "What was known of a match at a moment: its fixture, its state, and every feature by name",
    description:
      "What providers said counts by their clocks. Features are as of the moment or the kick-off, whichever is earlier, and by " +
      "event time: a result counts from 24 h after the noon UTC of its day, as it is known now.",
    params: { type: "object", required: ["matchId"], properties: { matchId: matchParam } },
    querystring: {
      type: "object",
      properties: {
        asOf: {
          type: "string",
          maxLength: 40,
          description: "ISO time, e.g. 2018-05-13T14:30:00Z, or ms since the epoch; now if not given",
        },
      },
    },
    response: { 200: featuresSchema, ...refusals },
  };
  http.get<{ Params: { matchId: string }; Querystring: { asOf?: string } }>(
    "/features/:matchId",
    { schema: asOfSchema },
    ({ params: { matchId }, query: { asOf } }) => features.features(matchId, asOf),
  );

  const lineageOptions = {
    summary: "Everything that a prediction was made from, by where it stands in Kafka",
    params: {
      type: "object",
      required: ["matchId", "prediction"],
      properties: {
        matchId: matchParam,
        prediction: {
          type: "string",
          pattern: "^\\d{1,9}(:\\d{1,18})?$",
          description: "sequence of a prediction that is kept, or the token of any: <partition>:<offset>",
        },
      },
    },
    response: { 200: lineageSchema, ...refusals },
  };
  http.get<{ Params: { matchId: string; prediction: string } }>(
    "/matches/:matchId/predictions/:prediction/lineage",
    { schema: lineageOptions },
    ({ params: { matchId, prediction } }) => {
      const token = prediction.includes(":") ? prediction : tokenOf(images, matchId, Number(prediction));
      const [partition = "", offset = ""] = token.split(":");
      return lineages.of(matchId, { partition: Number(partition), offset: BigInt(offset) });
    },
  );

  const replayOptions = {
    summary: "Every prediction of a match that is kept, whole, as an image and what changed in it",
    description: "Read from the log, which takes a moment; compressed where the request accepts br or gzip.",
    params: { type: "object", required: ["matchId"], properties: { matchId: matchParam } },
    response: { 200: replaySchema, ...refusals },
  };
  http.get<{ Params: { matchId: string } }>(
    "/matches/:matchId/replay",
    { schema: replayOptions },
    async ({ params: { matchId }, headers }, reply) => {
      const points = images.history(matchId) ?? unknownMatch(matchId);
      const json = await replays.of(matchId, points);
      return compressed(reply.type("application/json; charset=utf-8"), json, headers["accept-encoding"]);
    },
  );
}

function tokenOf(images: MatchImages, matchId: string, sequence: number): string {
  const point = images.history(matchId)?.find((each) => each.sequence === sequence);
  if (point !== undefined) return point.token;
  throw new EdgeError(
    "PREDICTION_UNKNOWN",
    `Prediction ${sequence} of ${matchId} is not kept: name it by its token, <partition>:<offset> in match.predictions.`,
  );
}
