import { answerRead, StoreReadError } from "@touchline/platform";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { FixtureVectors } from "./fixture-vectors.ts";

const text = z.string().min(1).max(200);
const time = z.number().int().min(-8.64e15).max(8.64e15);
const vectorRequests = z.object({
  fixtures: z
    .array(
      z.object({
        home: text,
        away: text,
        competition: text.optional(),
        season: text.optional(),
        kickOff: time,
        neutral: z.boolean().optional(),
        asOf: time.optional(),
        tag: z.string().max(1_000).optional(),
      }),
    )
    .max(500),
});

/**
 * Matches that somebody asks about, whether or not anybody has announced them; for the edge, which asks on behalf of users.
 *
 *   POST /v1/vectors   { fixtures: VectorRequest[] } -> FixtureVectorsAnswer
 *
 * Refusals: 400 QUERY_INVALID, 503 HISTORY_READING; what is wrong with one fixture is its answer.
 */
export function fixtureRoutes(http: FastifyInstance, vectors: FixtureVectors): void {
  http.post("/v1/vectors", ({ body, signal }, reply) =>
    answerRead(reply, () => vectors.answer(readBody(body).fixtures, signal)),
  );
}

function readBody(body: unknown): z.output<typeof vectorRequests> {
  const { data, error } = vectorRequests.safeParse(body);
  if (data !== undefined) return data;
  const problems = error.issues.slice(0, 5).map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new StoreReadError("QUERY_INVALID", `correct the body: ${problems.join("; ")}`);
}
