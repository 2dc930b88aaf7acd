import { fastifySwagger } from "@fastify/swagger";
import type { FeedView } from "@touchline/client";
import type { FastifyError, FastifyInstance } from "fastify";
import { type AlertRoutesOptions, alertRoutes } from "./alert-routes.ts";
import {
  errorSchema,
  feedsSchema,
  matchesSchema,
  matchParam,
  matchSchema,
  phase,
  predictionsSchema,
} from "./api-schemas.ts";
import { EdgeError, statusOf, unknownMatch } from "./errors.ts";
import { leagueRoutes } from "./league-routes.ts";
import type { LeagueTables } from "./league-tables.ts";
import type { MatchFilter, MatchImages } from "./match-images.ts";
import { type LookUps, matchLookUps } from "./match-look-ups.ts";
import { predictionRoutes } from "./prediction-routes.ts";
import type { RequestedPredictions } from "./requested-predictions.ts";
import { modelRoutes, type ServedModels } from "./served-models.ts";
import { teamRoutes } from "./team-routes.ts";

export interface ApiOptions {
  readonly images: MatchImages;
  readonly feeds: { list(): readonly FeedView[] };
  readonly lookUps: LookUps;
  readonly requested: Pick<RequestedPredictions, "answer">;
  readonly tables: Pick<LeagueTables, "of">;
  readonly models: Pick<ServedModels, "list">;
  readonly alerts: AlertRoutesOptions["alerts"];
  readonly rules: AlertRoutesOptions["rules"];
  /** Told of errors that are the edge's own fault. */
  readonly onError: (error: unknown) => void;
}

const matchesMax = 500;

/** The REST half of the edge, to be registered under /v1. */
export async function api(http: FastifyInstance, options: ApiOptions): Promise<void> {
  const { images, feeds, lookUps, requested, tables, models, onError } = options;
  answerErrors(http, onError);
  await http.register(fastifySwagger, {
    openapi: {
      openapi: "3.0.3",
      info: {
        title: "Touchline edge",
        version: "1",
        description: "Live predictions of football matches. The stream at /v1/stream is described in packages/client.",
      },
    },
  });

  http.get("/openapi.json", { schema: { hide: true } }, () => http.swagger());

  const params = {
    type: "object",
    required: ["matchId"],
    properties: { matchId: matchParam },
  };
  const refusals = { "4xx": errorSchema };

  const listSchema = {
    summary: "Matches: those being played, those to come, those over",
    querystring: {
      type: "object",
      properties: {
        competition: { type: "string", maxLength: 200 },
        team: { type: "string", maxLength: 200, description: "team id, e.g. club:crystal-palace" },
        phase,
        limit: { type: "integer", minimum: 1, maximum: matchesMax, default: matchesMax },
      },
    },
    response: { 200: matchesSchema, ...refusals },
  };
  http.get<{ Querystring: MatchFilter & { limit: number } }>("/matches", { schema: listSchema }, ({ query }) => {
    const { limit, ...filter } = query;
    return { matches: images.list(filter).slice(0, limit) };
  });

  const imageSchema = {
    summary: "What is expected of a match now",
    params,
    response: { 200: matchSchema, ...refusals },
  };
  http.get<{ Params: { matchId: string } }>(
    "/matches/:matchId",
    { schema: imageSchema },
    ({ params: { matchId } }) => images.get(matchId) ?? unknownMatch(matchId),
  );

  const historySchema = {
    summary: "Every prediction of a match that is kept, the latest last",
    params,
    response: { 200: predictionsSchema, ...refusals },
  };
  http.get<{ Params: { matchId: string } }>(
    "/matches/:matchId/predictions",
    { schema: historySchema },
    ({ params: { matchId } }) => ({ matchId, predictions: images.history(matchId) ?? unknownMatch(matchId) }),
  );

  matchLookUps(http, images, lookUps);
  predictionRoutes(http, requested);
  teamRoutes(http, lookUps.features);
  leagueRoutes(http, tables);
  modelRoutes(http, models);
  alertRoutes(http, { images, alerts: options.alerts, rules: options.rules });

  const healthSchema = { summary: "How the providers' feeds do", response: { 200: feedsSchema } };
  http.get("/feeds", { schema: healthSchema }, () => ({ feeds: feeds.list() }));
}

/** Every answer that is not the thing asked for is `{ code, message }`. */
export function answerErrors(http: FastifyInstance, onError: (error: unknown) => void): void {
  http.setErrorHandler((error: FastifyError | EdgeError, _, reply) => {
    if (error instanceof EdgeError) return reply.code(statusOf(error.code)).send(error.body);
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
      return reply.code(400).send({ code: "REQUEST_INVALID", message: `${error.message}; see /v1/openapi.json.` });
    }
    onError(error);
    return reply.code(500).send({ code: "INTERNAL", message: "The edge failed at this; its log says why." });
  });
  http.setNotFoundHandler((request, reply) =>
    reply.code(statusOf("ROUTE_UNKNOWN")).send({
      code: "ROUTE_UNKNOWN",
      message: `${request.method} ${request.url.slice(0, 200)}: there is no such route; see /v1/openapi.json.`,
    }),
  );
}
