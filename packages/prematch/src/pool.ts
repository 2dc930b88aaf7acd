import { coldStart } from "./cold-start.ts";
import { MatchList } from "./match-list.ts";
import type { Played } from "./played.ts";
import { PoolStrengths } from "./pool-strengths.ts";

/**
 * Name of the pool that a competition belongs to: teams that meet often enough to be measured against each other. A league
 * is one of its own; all that nations play is one, friendlies and finals alike.
 */
export function poolOf(competition: string): string {
  return competition.startsWith("INT-") ? "nations" : competition;
}

/** A pool's strengths are fitted anew when the last fit is so many days old. */
export const fitEveryDays = { league: 7, nations: 28 } as const;

/** Teams that are measured against each other: their strengths, and who is present. */
export class Pool {
  readonly strengths: PoolStrengths;
  readonly #matches = new MatchList();

  constructor(name: string) {
    this.strengths = new PoolStrengths(name === "nations" ? fitEveryDays.nations : fitEveryDays.league);
  }

  get isEmpty(): boolean {
    return this.#matches.isEmpty;
  }

  add(place: number, match: Played): void {
    this.#matches.add(place, match);
    this.strengths.add(place, match);
  }

  endDay(place: number, day: number): void {
    this.strengths.endDay(place, day);
  }

  cut(place: number): void {
    this.#matches.cut(place);
    this.strengths.cut(place);
  }

  /** Whether it had been played for most of a season on a day. */
  isEstablished(day: number): boolean {
    return !this.isEmpty && this.#matches.match(0).day <= day - coldStart.establishedAfterDays;
  }

  /** Teams that played in it in the last year or so before a place. */
  presentTeams(place: number, day: number): string[] {
    const teams = new Set<string>();
    for (let i = this.#matches.countBefore(place) - 1; i >= 0; i--) {
      const match = this.#matches.match(i);
      if (match.day < day - coldStart.presentForDays) break;
      teams.add(match.home).add(match.away);
    }
    return [...teams];
  }
}
