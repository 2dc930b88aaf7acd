import type { Filter } from "./protocol.ts";

/** What a client follows: kept here so that it can be asked for again after a reconnect. */
export class Followed {
  readonly #matches = new Set<string>();
  readonly #teams = new Set<string>();
  readonly #competitions = new Set<string>();
  #all = false;

  add(filter: Filter): void {
    for (const id of filter.matches ?? []) this.#matches.add(id);
    for (const id of filter.teams ?? []) this.#teams.add(id);
    for (const name of filter.competitions ?? []) this.#competitions.add(name);
    if (filter.all === true) this.#all = true;
  }

  remove(filter: Filter): void {
    for (const id of filter.matches ?? []) this.#matches.delete(id);
    for (const id of filter.teams ?? []) this.#teams.delete(id);
    for (const name of filter.competitions ?? []) this.#competitions.delete(name);
    if (filter.all === true) this.#all = false;
  }

  /** True where the match was asked for by its own id. */
  names(matchId: string): boolean {
    return this.#matches.has(matchId);
  }

  /** All of it as one filter; undefined where there is nothing. */
  filter(): Filter | undefined {
    const filter = {
      ...(this.#matches.size > 0 ? { matches: [...this.#matches] } : {}),
      ...(this.#teams.size > 0 ? { teams: [...this.#teams] } : {}),
      ...(this.#competitions.size > 0 ? { competitions: [...this.#competitions] } : {}),
      ...(this.#all ? { all: true } : {}),
    };
    return Object.keys(filter).length > 0 ? filter : undefined;
  }
}
