import type { Result } from "@touchline/schemas";

const dayMs = 86_400_000;

/** A result from one team's side of it. */
export interface PlayedMatch {
  readonly resultId: string;
  /** Day it was played, days since the epoch, UTC. */
  readonly day: number;
  /** Null on neutral ground. */
  readonly venue: "HOME" | "AWAY" | null;
  readonly goalsFor: number;
  readonly goalsAgainst: number;
}

/**
 * Every team's results in the order they were played, whatever order they became known in. A result that comes again
 * with the same or a higher revision replaces the one known; one with a lower revision is passed over.
 *
 * Dates count to the day: most of history knows no hour, and the same match told once with its hour and once without
 * must give the same windows.
 */
export class TeamHistory {
  readonly #results = new Map<string, Result>();
  readonly #played = new Map<string, PlayedMatch[]>();

  /** Results known. */
  get size(): number {
    return this.#results.size;
  }

  put(result: Result): void {
    const known = this.#results.get(result.matchId);
    if (known !== undefined && known.revision > result.revision) return;
    if (known !== undefined) this.#forget(known);
    this.#results.set(result.matchId, result);
    this.#insert(result.home.id, playedBy("HOME", result));
    this.#insert(result.away.id, playedBy("AWAY", result));
  }

  remove(resultId: string): void {
    const known = this.#results.get(resultId);
    if (known === undefined) return;
    this.#results.delete(resultId);
    this.#forget(known);
  }

  /** Matches that a team played, the oldest first. */
  playedBy(teamId: string): readonly PlayedMatch[] {
    return this.#played.get(teamId) ?? [];
  }

  #insert(teamId: string, match: PlayedMatch): void {
    const matches = this.#played.get(teamId);
    if (matches === undefined) {
      this.#played.set(teamId, [match]);
      return;
    }
    let at = matches.length;
    while (at > 0 && isBefore(match, matches[at - 1] as PlayedMatch)) at--;
    matches.splice(at, 0, match);
  }

  #forget(result: Result): void {
    for (const teamId of [result.home.id, result.away.id]) {
      const left = this.playedBy(teamId).filter((match) => match.resultId !== result.matchId);
      if (left.length > 0) this.#played.set(teamId, left);
      else this.#played.delete(teamId);
    }
  }
}

/** Day of a moment, days since the epoch, UTC. */
function dayOf(timeMs: number): number {
  return Math.floor(timeMs / dayMs);
}

/** Noon UTC of a day, ms since the epoch: the moment that stands for a match of which only the day is known. */
export function noonOf(day: number): number {
  return day * dayMs + dayMs / 2;
}

function isBefore(a: PlayedMatch, b: PlayedMatch): boolean {
  return a.day !== b.day ? a.day < b.day : a.resultId < b.resultId;
}

function playedBy(side: "HOME" | "AWAY", result: Result): PlayedMatch {
  const { home, away } = result.score;
  return {
    resultId: result.matchId,
    day: dayOf(result.kickOff),
    venue: result.neutral ? null : side,
    goalsFor: side === "HOME" ? home : away,
    goalsAgainst: side === "HOME" ? away : home,
  };
}
