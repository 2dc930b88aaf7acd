import type { Filter, MatchView } from "@touchline/client";
import { EdgeError } from "./errors.ts";

/** What one client follows: every filter that it sent, added up. */
export class Subscription {
  readonly #entriesMax: number;
  readonly #matches = new Set<string>();
  readonly #teams = new Set<string>();
  readonly #competitions = new Set<string>();
  #all = false;

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }

  /** Throws an `EdgeError` FILTER_TOO_LARGE, and adds nothing, where it would hold too much. */
  add(filter: Filter): void {
    const { matches = [], teams = [], competitions = [] } = filter;
    const entries =
      new Set([...this.#matches, ...matches]).size +
      new Set([...this.#teams, ...teams]).size +
      new Set([...this.#competitions, ...competitions]).size;
    if (entries > this.#entriesMax) {
      throw new EdgeError(
        "FILTER_TOO_LARGE",
        `A connection may name ${this.#entriesMax} matches, teams and competitions: follow whole competitions, or all.`,
      );
    }
    for (const id of matches) this.#matches.add(id);
    for (const id of teams) this.#teams.add(id);
    for (const name of competitions) this.#competitions.add(name);
    if (filter.all === true) this.#all = true;
  }

  remove(filter: Filter): void {
    for (const id of filter.matches ?? []) this.#matches.delete(id);
    for (const id of filter.teams ?? []) this.#teams.delete(id);
    for (const name of filter.competitions ?? []) this.#competitions.delete(name);
    if (filter.all === true) this.#all = false;
  }

  covers(view: MatchView): boolean {
    return (
      this.#all ||
      this.#matches.has(view.matchId) ||
      this.#competitions.has(view.competition) ||
      this.#teams.has(view.homeTeam.id) ||
      this.#teams.has(view.awayTeam.id)
    );
  }
}

/** True where one message's filter covers a match. */
export function filterCovers(filter: Filter, view: MatchView): boolean {
  return (
    filter.all === true ||
    (filter.matches?.includes(view.matchId) ?? false) ||
    (filter.competitions?.includes(view.competition) ?? false) ||
    (filter.teams?.some((id) => id === view.homeTeam.id || id === view.awayTeam.id) ?? false)
  );
}

/** True where a filter covers nothing but the matches that it names. */
export function namesMatchesOnly(filter: Filter): boolean {
  return filter.all !== true && filter.teams === undefined && filter.competitions === undefined;
}
