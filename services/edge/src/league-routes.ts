import type { FastifyInstance } from "fastify";
import { errorSchema, leagueTableSchema } from "./api-schemas.ts";
import type { LeagueTables } from "./league-tables.ts";
import { time } from "./read-request.ts";

const text = { type: "string", minLength: 1, maxLength: 200 } as const;

/** Leagues' tables, now and in the end. */
export function leagueRoutes(http: FastifyInstance, tables: Pick<LeagueTables, "of">): void {
  const schema = {
    summary: "A league's table as it stands, and how it may end: the rest of the season played out 10,000 times",
    params: {
      type: "object",
      required: ["competition"],
      properties: { competition: { ...text, description: "id or name, e.g. ENG-Premier League" } },
    },
    querystring: {
      type: "object",
      properties: {
        season: { ...text, description: "as 2015/16; the last one that had begun if left out" },
        asOf: {
          type: "string",
          maxLength: 40,
          description: "day or ISO time: only results that were known then count; all that are known if left out",
        },
      },
    },
    response: { 200: leagueTableSchema, "4xx": errorSchema, "5xx": errorSchema },
  };
  http.get<{ Params: { competition: string }; Querystring: { season?: string; asOf?: string } }>(
    "/leagues/:competition/table",
    { schema },
    ({ params: { competition }, query: { season, asOf } }) =>
      tables.of(competition, {
        ...(season !== undefined && { season }),
        ...(asOf !== undefined && { asOf: String(time("asOf", asOf)) }),
      }),
  );
}
