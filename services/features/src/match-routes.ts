import { answerRead, readQuery } from "@touchline/platform";
import type { StoreReader } from "@touchline/streams";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { FormLookUp } from "./form-look-up.ts";
import { featuresAnswer, lineageAnswer } from "./match-answers.ts";

/** Moments that a date can tell, ms since the epoch. */
const timeMax = 8.64e15;

const asOfQuery = z.object({
  asOf: z
    .string()
    .transform((text) => (/^-?\d+$/.test(text) ? Number(text) : Date.parse(text)))
    .pipe(z.number("expected ms since the epoch or an ISO time").min(-timeMax).max(timeMax))
    .optional(),
});
const revisionQuery = z.object({ revision: z.coerce.number().int().min(1).optional() });

export interface MatchRoutes {
  /** Throws until the topology runs. */
  readonly reader: () => StoreReader;
  readonly history: FormLookUp & { settled(signal: AbortSignal): Promise<void> };
  /** Ms since the epoch. */
  readonly now?: () => number;
}

/**
 * What this process knows of its matches.
 *
 *   GET /v1/features/:matchId   ?asOf=<ISO time or ms since the epoch>, now if not given
 *   GET /v1/lineage/:matchId    ?revision=<of the features>, the last if not given
 *
 * Refusals are those of the stores, and 404 NOT_KNOWN_YET and REVISION_UNKNOWN.
 */
export function matchRoutes(http: FastifyInstance, { reader, history, now = Date.now }: MatchRoutes): void {
  http.get<{ Params: { matchId: string } }>("/v1/features/:matchId", ({ params: { matchId }, query, signal }, reply) =>
    answerRead(reply, async () => {
      const { asOf = now() } = readQuery(asOfQuery, query);
      await history.settled(signal);
      return featuresAnswer(reader(), history, matchId, asOf);
    }),
  );

  http.get<{ Params: { matchId: string } }>("/v1/lineage/:matchId", ({ params: { matchId }, query }, reply) =>
    answerRead(reply, () => lineageAnswer(reader(), matchId, readQuery(revisionQuery, query).revision)),
  );
}
