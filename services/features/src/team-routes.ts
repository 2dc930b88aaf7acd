import { answerRead, readQuery, StoreReadError } from "@touchline/platform";
import type { History } from "@touchline/prematch";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { seasonAnswer } from "./season-answer.ts";
import { teamAnswer, teamsAnswer } from "./team-answers.ts";
import type { TeamDirectory } from "./team-directory.ts";

const text = z.string().min(1).max(200);
const moment = z
  .string()
  .transform((value) => (/^-?\d+$/.test(value) ? Number(value) : Date.parse(value)))
  .pipe(z.number("expected a day, an ISO time or ms since the epoch"));
const teamsQuery = z.object({
  name: text.optional(),
  competition: text.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
const strengthsQuery = z.object({
  from: moment.optional(),
  to: moment.optional(),
  every: z.enum(["match", "month"]).default("match"),
});

const seasonQuery = z.object({ season: text.optional(), asOf: moment.optional() });

export interface TeamRoutes {
  readonly history: {
    settled(signal: AbortSignal): Promise<void>;
    /** Nations' strengths learn last, and in slices. */
    workedAhead(): Promise<void>;
    past(): History;
  };
  readonly teams: TeamDirectory;
  readonly isCaughtUp: () => boolean;
}

/**
 * Teams, and how strong they were over time.
 *
 *   GET /v1/teams       ?name=&competition=&limit=50
 *   GET /v1/teams/:id   ?from=&to=&every=match|month
 *   GET /v1/leagues/:competition/season   ?season=&asOf=, for the edge, which plays it out
 *
 * Refusals: 404 TEAM_UNKNOWN and COMPETITION_UNKNOWN, 400 QUERY_INVALID, 503 HISTORY_READING.
 */
export function teamRoutes(http: FastifyInstance, { history, teams, isCaughtUp }: TeamRoutes): void {
  const past = async (signal: AbortSignal): Promise<History> => {
    if (!isCaughtUp()) {
      throw new StoreReadError("HISTORY_READING", "the results in the log are still being read: ask again in a moment");
    }
    await history.settled(signal);
    return history.past();
  };

  http.get("/v1/teams", ({ query, signal }, reply) =>
    answerRead(reply, async () => teamsAnswer(await past(signal), teams, readQuery(teamsQuery, query))),
  );

  http.get<{ Params: { competition: string } }>(
    "/v1/leagues/:competition/season",
    ({ params: { competition }, query, signal }, reply) =>
      answerRead(reply, async () => {
        const answer = seasonAnswer(await past(signal), teams, competition, readQuery(seasonQuery, query));
        if (!("code" in answer)) return answer;
        const meant = answer.candidates.length > 0 ? ` Perhaps: ${answer.candidates.join(", ")}` : "";
        throw new StoreReadError("COMPETITION_UNKNOWN", `${answer.message}${meant}`);
      }),
  );

  http.get<{ Params: { id: string } }>("/v1/teams/:id", ({ params: { id }, query, signal }, reply) =>
    answerRead(reply, async () => {
      const wanted = readQuery(strengthsQuery, query);
      if (isCaughtUp()) await history.workedAhead();
      return teamAnswer(await past(signal), teams, id, wanted);
    }),
  );
}
