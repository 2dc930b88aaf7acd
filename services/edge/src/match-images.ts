import type { MatchView, PhaseName, PredictionPoint } from "@touchline/client";
import { changedMembers, predictionPoint } from "./match-view.ts";

export interface ImageLimits {
  /** Matches kept in all; beyond it the one longest without news goes. */
  readonly matchesMax: number;
  /** Finished matches kept; beyond it the one that finished first goes. */
  readonly finishedMax: number;
  /** Points of history kept a match; beyond it the oldest goes. */
  readonly pointsMax: number;
}

/** A match moved on. `delta` is null where it does not follow on the image before: then the whole image is sent. */
export interface Update {
  readonly view: MatchView;
  readonly delta: Partial<MatchView> | null;
  /** True where the match is new or has other teams or another competition, so that other filters may cover it. */
  readonly identityChanged: boolean;
}

export interface MatchFilter {
  readonly competition?: string | undefined;
  /** Team id. */
  readonly team?: string | undefined;
  readonly phase?: PhaseName | undefined;
}

interface Kept {
  readonly view: MatchView;
  readonly points: PredictionPoint[];
}

/** The latest image of every match with its history, bounded. Pure memory: a restart reads it from the log again. */
export class MatchImages {
  readonly #limits: ImageLimits;
  readonly #onEvicted: (matchId: string) => void;
  /** In order of last news: the first has been silent longest. */
  readonly #kept = new Map<string, Kept>();
  /** In order of finishing. */
  readonly #finished = new Set<string>();

  /** `onEvicted` is told of each match that made room for others. */
  constructor(limits: ImageLimits, onEvicted: (matchId: string) => void = () => {}) {
    this.#limits = limits;
    this.#onEvicted = onEvicted;
  }

  /** Takes a match's next view in. Undefined where it is a record that was read before. */
  apply(view: MatchView): Update | undefined {
    const before = this.#kept.get(view.matchId);
    if (before !== undefined && isKnown(before.view, view)) return undefined;
    // A lower sequence: the predictor has begun this match anew, and the old history is of another run.
    const points = before !== undefined && view.sequence > before.view.sequence ? before.points : [];
    points.push(predictionPoint(view));
    if (points.length > this.#limits.pointsMax) points.shift();
    this.#kept.delete(view.matchId);
    this.#kept.set(view.matchId, { view, points });
    this.#evict(view);
    const follows = before !== undefined && view.sequence === before.view.sequence + 1;
    return {
      view,
      delta: follows ? changedMembers(before.view, view) : null,
      identityChanged: before === undefined || !sameIdentity(before.view, view),
    };
  }

  delete(matchId: string): void {
    this.#kept.delete(matchId);
    this.#finished.delete(matchId);
  }

  get size(): number {
    return this.#kept.size;
  }

  get(matchId: string): MatchView | undefined {
    return this.#kept.get(matchId)?.view;
  }

  /** History of a match in order, the latest last; undefined where the match is not known. */
  history(matchId: string): readonly PredictionPoint[] | undefined {
    return this.#kept.get(matchId)?.points;
  }

  *views(): Generator<MatchView> {
    for (const { view } of this.#kept.values()) yield view;
  }

  /** Matches that pass the filter: those being played first, then those to come, then those over; by kick-off. */
  list(filter: MatchFilter = {}): MatchView[] {
    const found: MatchView[] = [];
    for (const view of this.views()) if (passes(view, filter)) found.push(view);
    return found.sort(
      (a, b) => rank[a.phase] - rank[b.phase] || a.kickOff - b.kickOff || (a.matchId < b.matchId ? -1 : 1),
    );
  }

  #evict(view: MatchView): void {
    if (view.phase !== "FINISHED" && view.phase !== "CALLED_OFF") this.#finished.delete(view.matchId);
    else this.#finished.add(view.matchId);
    if (this.#finished.size > this.#limits.finishedMax) this.#drop(first(this.#finished));
    if (this.#kept.size > this.#limits.matchesMax) this.#drop(first(this.#kept.keys()));
  }

  #drop(matchId: string): void {
    this.delete(matchId);
    this.#onEvicted(matchId);
  }
}

const rank: Readonly<Record<PhaseName, number>> = { LIVE: 0, BREAK: 0, PRE_MATCH: 1, FINISHED: 2, CALLED_OFF: 3 };

function passes(view: MatchView, { competition, team, phase }: MatchFilter): boolean {
  if (competition !== undefined && view.competition !== competition) return false;
  if (team !== undefined && view.homeTeam.id !== team && view.awayTeam.id !== team) return false;
  return phase === undefined || view.phase === phase;
}

/** True of a record that is not behind the last one in the log, and of a second record with the same prediction. */
function isKnown(last: MatchView, next: MatchView): boolean {
  const [partition, offset] = last.token.split(":");
  const [nextPartition, nextOffset] = next.token.split(":");
  return next.sequence === last.sequence || (partition === nextPartition && Number(nextOffset) <= Number(offset));
}

function sameIdentity(a: MatchView, b: MatchView): boolean {
  return a.homeTeam.id === b.homeTeam.id && a.awayTeam.id === b.awayTeam.id && a.competition === b.competition;
}

function first(ids: Iterable<string>): string {
  for (const id of ids) return id;
  throw new Error("nothing to evict");
}
