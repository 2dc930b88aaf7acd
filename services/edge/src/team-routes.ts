import type { FastifyInstance } from "fastify";
import { errorSchema, teamSchema, teamsSchema } from "./api-schemas.ts";
import type { FeaturesService } from "./features-service.ts";

const text = { type: "string", minLength: 1, maxLength: 200 } as const;
const moment = { type: "string", maxLength: 40 } as const;

type Query = Readonly<Record<string, string>>;

/** Teams and their strengths, which the features service knows. */
export function teamRoutes(http: FastifyInstance, features: Pick<FeaturesService, "teams" | "team">): void {
  const refusals = { "4xx": errorSchema, "5xx": errorSchema };

  const teams = {
    summary: "Teams that results name",
    querystring: {
      type: "object",
      properties: {
        name: { ...text, description: "part of a name, or one like it: the likeliest first" },
        competition: { ...text, description: "id of the competition that it played in last" },
        limit: { type: "integer", minimum: 1, maximum: 500, default: 50 },
      },
    },
    response: { 200: teamsSchema, ...refusals },
  };
  http.get<{ Querystring: Query }>("/teams", { schema: teams }, ({ query }) => features.teams(query));

  const team = {
    summary: "How strong a team was over time, its form and its last matches",
    params: {
      type: "object",
      required: ["teamId"],
      properties: { teamId: { ...text, description: "id, e.g. club:crystal-palace, or any name" } },
    },
    querystring: {
      type: "object",
      properties: {
        from: {
          ...moment,
          description: "day, ISO time or ms since the epoch; a year before its last match if left out",
        },
        to: { ...moment, description: "the same; no end if left out" },
        every: { type: "string", enum: ["match", "month"], default: "match" },
      },
    },
    response: { 200: teamSchema, ...refusals },
  };
  http.get<{ Params: { teamId: string }; Querystring: Query }>(
    "/teams/:teamId",
    { schema: team },
    ({ params: { teamId }, query }) => features.team(teamId, query),
  );
}
