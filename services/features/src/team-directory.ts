import { slugOf, type TeamAlias } from "@touchline/football";
import { likenessOf } from "@touchline/quality";
import type { Team } from "@touchline/schemas";

const likenessMin = 0.5;

/**
 * Teams that results name, for people who ask by name: any name that a source has for a team finds it, accents, case and
 * punctuation aside. A likeness is only ever a suggestion.
 */
export class TeamDirectory {
  readonly #teams = new Map<string, Team>();
  /** Teams' ids by the names that mean them. */
  readonly #ids = new Map<string, Set<string>>();
  readonly #aliases = new Map<string, string[]>();

  constructor(aliases: Iterable<TeamAlias>) {
    for (const { teamId, name } of aliases) {
      const names = this.#aliases.get(teamId);
      if (names === undefined) this.#aliases.set(teamId, [name]);
      else names.push(name);
    }
  }

  get size(): number {
    return this.#teams.size;
  }

  /** A result named this team. */
  told({ id, name }: Team): void {
    if (this.#teams.get(id)?.name === name) return;
    this.#teams.set(id, { id, name });
    const ownWords = id.slice(id.indexOf(":") + 1);
    for (const each of [name, ownWords, ...(this.#aliases.get(id) ?? [])]) {
      const slug = slugOf(each);
      const ids = this.#ids.get(slug);
      if (ids === undefined) this.#ids.set(slug, new Set([id]));
      else ids.add(id);
    }
  }

  get(id: string): Team | undefined {
    return this.#teams.get(id);
  }

  all(): Iterable<Team> {
    return this.#teams.values();
  }

  /** The team with this id, or all that are called so. */
  find(text: string): readonly Team[] {
    const team = this.#teams.get(text);
    if (team !== undefined) return [team];
    return this.#teamsOf(this.#ids.get(slugOf(text)) ?? []);
  }

  /** Teams whose names are like this one, the likeliest first. A pass over all names: some milliseconds. */
  like(text: string, most: number): readonly Team[] {
    const wanted = slugOf(text);
    const best = new Map<string, number>();
    for (const [slug, ids] of this.#ids) {
      const likeness = likenessTo(wanted, slug);
      if (likeness < likenessMin) continue;
      for (const id of ids) if (likeness > (best.get(id) ?? 0)) best.set(id, likeness);
    }
    const ranked = [...best].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return this.#teamsOf(ranked.slice(0, most).map(([id]) => id));
  }

  #teamsOf(ids: Iterable<string>): readonly Team[] {
    return [...ids].map((id) => this.#teams.get(id) as Team);
  }
}

/** Above 1 where one name contains the other: it is what somebody types who knows the team. */
function likenessTo(wanted: string, slug: string): number {
  if (slug === wanted) return 3;
  if (slug.startsWith(wanted)) return 2;
  return `-${slug}`.includes(`-${wanted}`) ? 1.5 : likenessOf(wanted, slug);
}
