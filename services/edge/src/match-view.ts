import type { MatchView, PredictionPoint } from "@touchline/client";
import type { Prediction } from "@touchline/schemas";
import type { Headers, Origin } from "@touchline/streams";
import { marketsView, perSide, threeWay } from "./markets-view.ts";

/** Where and when a prediction was written: what a view takes from the record around the value. */
export type Published = Pick<Origin, "partition" | "offset"> & {
  /** Record timestamp, ms since the epoch. */
  readonly timestamp: number;
  readonly headers: Headers;
};

/** A prediction as clients see it: quantities rounded to 5 decimals, the cause by its correlation id. */
export function matchView(prediction: Prediction, record: Published): MatchView {
  const { cause } = prediction;
  return {
    matchId: prediction.matchId,
    sequence: prediction.sequence,
    modelId: prediction.modelId,
    modelHash: prediction.modelHash,
    competition: prediction.competition,
    season: prediction.season,
    kickOff: prediction.kickOff,
    homeTeam: { id: prediction.homeTeam.id, name: prediction.homeTeam.name },
    awayTeam: { id: prediction.awayTeam.id, name: prediction.awayTeam.name },
    phase: prediction.phase,
    period: prediction.period,
    second: prediction.second,
    score: { home: prediction.score.home, away: prediction.score.away },
    shootOut: prediction.shootOut && { home: prediction.shootOut.home, away: prediction.shootOut.away },
    men: { home: prediction.men.home, away: prediction.men.away },
    expectedGoals: perSide(prediction.expectedGoals),
    suspended: prediction.suspended,
    ...marketsView(prediction),
    cause: {
      record: cause.record,
      correlationId:
        record.headers["correlation-id"] ?? `${cause.provider}/${prediction.matchId}/${cause.id}/${cause.revision}`,
      id: cause.id,
      revision: cause.revision,
      status: cause.status,
      type: cause.type,
      side: cause.side,
      player: cause.player,
      period: cause.period,
      second: cause.second,
      statement: cause.statement,
    },
    change: prediction.change === null ? null : threeWay(prediction.change),
    changeParts: prediction.changeParts.map((part) => ({ of: part.of, ...threeWay(part) })),
    asOf: prediction.asOf,
    publishedAt: published(record),
    token: `${record.partition}:${record.offset}`,
  };
}

/** What of a view is kept of each moment of a match. */
export function predictionPoint(view: MatchView): PredictionPoint {
  const { sequence, modelId, phase, period, second, score, men, expectedGoals, suspended } = view;
  const { matchResult, interval, cause, change, changeParts, asOf, publishedAt, token } = view;
  return {
    sequence,
    modelId,
    phase,
    period,
    second,
    score,
    men,
    expectedGoals,
    suspended,
    matchResult,
    interval,
    cause,
    change,
    changeParts,
    asOf,
    publishedAt,
    token,
  };
}

/** The top-level members of `after` that differ from `before`; identity and sequence travel beside them. */
export function changedMembers(before: MatchView, after: MatchView): Partial<MatchView> {
  const changed: Record<string, unknown> = {};
  for (const member of Object.keys(after) as (keyof MatchView)[]) {
    if (member === "matchId" || member === "sequence") continue;
    if (!same(before[member], after[member])) changed[member] = after[member];
  }
  return changed as Partial<MatchView>;
}

/** The runtime says in a header when it wrote the record; anything else wrote it when the broker says so. */
function published(record: Published): number {
  const processedAt = Number(record.headers["processed-at"]);
  return Number.isFinite(processedAt) ? processedAt : record.timestamp;
}

/** Equality of plain data, members in the same order, as views are built. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const member in left) if (!same(left[member], right[member])) return false;
  for (const member in right) if (!(member in left)) return false;
  return true;
}
