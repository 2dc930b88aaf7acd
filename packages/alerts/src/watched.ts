import type { Alert, Cause, MatchResultProbabilities, Phase, Prediction, Score, Team } from "@touchline/schemas";
import { type ChancePoint, nextPoints, type PlayedLengths, playedAt, withLength } from "./chance-points.ts";

/** What is kept of a match to judge its next record by. Plain data, worked out from its predictions and nothing else. */
export interface WatchedMatch {
  readonly matchId: string;
  readonly competition: string;
  readonly kickOff: number;
  readonly homeTeam: Team;
  readonly awayTeam: Team;
  readonly sequence: number;
  /** Place of the last prediction: <partition>:<offset>. */
  readonly token: string;
  readonly modelHash: string;
  readonly phase: Phase;
  readonly period: number;
  readonly second: number;
  readonly score: Score;
  readonly men: Score;
  readonly suspended: boolean;
  readonly matchResult: MatchResultProbabilities;
  /** Lower ends of its intervals, null where there are none. */
  readonly low: MatchResultProbabilities | null;
  readonly overUnder: Prediction["overUnder"];
  readonly bothTeamsToScore: number;
  readonly cause: Cause;
  /** The feed's clock, the latest told so far, ms since the epoch. */
  readonly asOf: number;
  /** Chances before kick-off; null where nobody told them. */
  readonly before: MatchResultProbabilities | null;
  /** The latest clock at which the match was suspended, the feed's or of the book that led to it; null where it never was. */
  readonly suspendedAt: number | null;
  /** The same of the last change of score or men. */
  readonly brokenAt: number | null;
  /** Events that alerts rest on and that are being checked again: until that has ended nothing is known of those alerts. */
  readonly checked: readonly CheckedEvent[];
  /** True while nothing has been predicted for too long: nothing is recommended until the next prediction. */
  readonly silent: boolean;
  readonly lengths: PlayedLengths;
  readonly points: readonly ChancePoint[];
  /** Alerts that hold, in the order in which they were raised. */
  readonly alerts: readonly Alert[];
  /** Alerts raised so far. */
  readonly raised: number;
  /** The same of each rule that is in force for the match and has raised any. */
  readonly raisedBy: Readonly<Record<string, number>>;
}

/** An event that was confirmed and is tentative now, with its moment. */
export type CheckedEvent = Pick<Cause, "id" | "period" | "second">;

/** True of a match in which nothing is raised any more. */
export function isOver({ phase }: Pick<WatchedMatch, "phase">): boolean {
  return phase === "FINISHED" || phase === "CALLED_OFF";
}

/** True of a prediction that is not behind the last one in the log, and of one that was told twice. A lower sequence further on is none: the predictor has begun the match anew. */
export function isKnown(match: WatchedMatch | undefined, { sequence }: Prediction, token: string): boolean {
  if (match === undefined) return false;
  const [[partition, offset], [nextPartition, nextOffset]] = [match.token.split(":"), token.split(":")];
  return sequence === match.sequence || (partition === nextPartition && Number(nextOffset) <= Number(offset));
}

/** The match after one more prediction, its alerts as they were. */
export function afterPrediction(last: WatchedMatch | undefined, prediction: Prediction, token: string): WatchedMatch {
  const isAnew = last !== undefined && prediction.sequence < last.sequence;
  const before = isAnew ? undefined : last;
  const { period, second, score, men, matchResult, cause } = prediction;
  const asOf = feedClock(before, prediction);
  const broke = before !== undefined && !(same(before.score, score) && same(before.men, men));
  const lengths = withLength(before?.lengths ?? [], period, second);
  const began = period > 0;
  const sameModel = before !== undefined && before.modelHash === prediction.modelHash;
  const chances = { home: matchResult.home, draw: matchResult.draw, away: matchResult.away };
  return {
    matchId: prediction.matchId,
    competition: prediction.competition,
    kickOff: prediction.kickOff,
    homeTeam: { id: prediction.homeTeam.id, name: prediction.homeTeam.name },
    awayTeam: { id: prediction.awayTeam.id, name: prediction.awayTeam.name },
    sequence: prediction.sequence,
    token,
    modelHash: prediction.modelHash,
    phase: prediction.phase,
    period,
    second,
    score: { home: score.home, away: score.away },
    men: { home: men.home, away: men.away },
    suspended: prediction.suspended,
    matchResult: chances,
    low: prediction.interval && { ...prediction.interval.low },
    overUnder: prediction.overUnder.map(({ line, over }) => ({ line, over })),
    bothTeamsToScore: prediction.bothTeamsToScore,
    cause: { ...cause },
    asOf,
    before: began ? (before?.before ?? beliefAtKickOff(prediction)) : chances,
    suspendedAt: suspendedAt(before, prediction, asOf),
    brokenAt: broke ? asOf : (before?.brokenAt ?? null),
    checked: checkedEvents(before, prediction),
    silent: false,
    lengths,
    points:
      began && !isOver(prediction)
        ? nextPoints(sameModel ? before.points : [], {
            played: playedAt(lengths, period, second),
            home: matchResult.home,
            away: matchResult.away,
            causeId: isEvent(cause) ? cause.id : null,
            causePlayed: isEvent(cause) ? playedAt(lengths, cause.period, cause.second) : null,
          })
        : [],
    alerts: last?.alerts ?? [],
    raised: last?.raised ?? 0,
    raisedBy: last?.raisedBy ?? {},
  };
}

/** What a book or a forecaster says, or a silence, bears another clock than the feed's. */
function feedClock(before: WatchedMatch | undefined, { asOf, cause }: Prediction): number {
  if (before === undefined) return asOf;
  return isEvent(cause) || cause.record !== "EVENT" ? Math.max(asOf, before.asOf) : before.asOf;
}

/** Events under check after one more prediction. One that is not suspended says that none is. */
function checkedEvents(before: WatchedMatch | undefined, { suspended, cause }: Prediction): readonly CheckedEvent[] {
  const checked = before?.checked ?? [];
  if (!suspended) return [];
  if (!isEvent(cause)) return checked;
  const others = checked.filter(({ id }) => id !== cause.id);
  const { id, revision, period, second } = cause;
  return cause.status === "TENTATIVE" && revision > 1 ? [...others, { id, period, second }] : others;
}

/** Whether an alert was raised by an event, or at its moment or later. */
export function restsOn(alert: Pick<Alert, "cause" | "period" | "second">, event: CheckedEvent): boolean {
  if (isEvent(alert.cause) && alert.cause.id === event.id) return true;
  return event.period < alert.period || (event.period === alert.period && event.second <= alert.second);
}

/** A book that suspends its market bears a clock beyond the feed's: what was said until then is from before. */
function suspendedAt(before: WatchedMatch | undefined, { suspended, asOf }: Prediction, feed: number): number | null {
  const last = before?.suspendedAt ?? null;
  return suspended ? Math.max(asOf, feed, last ?? feed) : last;
}

/** True of what happened on the pitch; what is said of a match besides takes nothing back. */
export function isEvent({ record, statement, type }: Cause): boolean {
  return record === "EVENT" && statement === null && type !== "SILENCE";
}

/** Where nothing was told before kick-off, what is believed within its first minute stands for it. */
function beliefAtKickOff({ period, second, score, matchResult }: Prediction): MatchResultProbabilities | null {
  const { home, draw, away } = matchResult;
  return period === 1 && second <= 60 && score.home + score.away === 0 ? { home, draw, away } : null;
}

function same(a: Score, b: Score): boolean {
  return a.home === b.home && a.away === b.away;
}
