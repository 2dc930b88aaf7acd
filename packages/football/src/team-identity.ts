import type { Team } from "@touchline/schemas";

/** One source's name of one team. The reviewed table is `data/team_aliases.csv`. */
export interface TeamAlias {
  /** Whose name it is, e.g. football-data, wyscout, martj42. */
  readonly source: string;
  readonly name: string;
  readonly teamId: string;
  readonly displayName: string;
}

export type TeamKind = "club" | "nation";

export interface IdentifiedTeam extends Team {
  /** True where the table does not know the name: the id is made from the name alone. */
  readonly isNew: boolean;
}

/**
 * Which team a source means by a name. Names are looked up as they are, never by likeness: a wrong guess would mix two
 * teams' histories for good. An unknown name gets an id of its own, the same whenever it comes, and is flagged.
 */
export class TeamIdentities {
  readonly #teams = new Map<string, Team>();
  readonly #ids = new Map<string, string>();

  /** Throws where two rows contradict each other. */
  constructor(aliases: Iterable<TeamAlias>) {
    for (const { source, name, teamId, displayName } of aliases) {
      const key = keyOf(source, name);
      const known = this.#teams.get(key);
      if (known !== undefined && known.id !== teamId) {
        throw new Error(`${source}'s "${name}" is both ${known.id} and ${teamId}: correct the table of aliases`);
      }
      const shown = this.#ids.get(teamId);
      if (shown !== undefined && shown !== displayName) {
        throw new Error(`${teamId} is shown as "${shown}" and as "${displayName}": correct the table of aliases`);
      }
      this.#teams.set(key, { id: teamId, name: displayName });
      this.#ids.set(teamId, displayName);
    }
  }

  /** Team that a source means by a name, or undefined where the table does not say. */
  find(source: string, name: string): Team | undefined {
    return this.#teams.get(keyOf(source, name));
  }

  identify(source: string, name: string, kind: TeamKind): IdentifiedTeam {
    const known = this.find(source, name);
    return known ? { ...known, isNew: false } : { id: `${kind}:${slugOf(name)}`, name, isNew: true };
  }

  knows(teamId: string): boolean {
    return this.#ids.has(teamId);
  }
}

/** Rows of the aliases' CSV: a header `source,name,team_id,display_name`, no quotes, no commas within a cell. */
export function parseTeamAliases(csv: string): TeamAlias[] {
  const [header, ...lines] = csv.trimEnd().split("\n");
  if (header?.trimEnd() !== "source,name,team_id,display_name") {
    throw new Error(`the table of aliases starts with "${header}" instead of source,name,team_id,display_name`);
  }
  return lines.map((line, index) => {
    const [source, name, teamId, displayName, ...more] = line.trimEnd().split(",");
    if (!source || !name || !teamId || !displayName || more.length > 0 || line.includes('"')) {
      throw new Error(`line ${index + 2} of the table of aliases is not source,name,team_id,display_name: ${line}`);
    }
    return { source, name, teamId, displayName };
  });
}

/**
 * A name in lower-case ASCII with hyphens: "Deportivo Alavés" is deportivo-alaves. A name without a letter or digit of
 * ASCII keeps its code points in hexadecimal, so that no two of them fall together.
 */
export function slugOf(name: string): string {
  const ascii = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return ascii || [...name].map((letter) => letter.codePointAt(0)?.toString(16)).join("-");
}

const keyOf = (source: string, name: string): string => `${source}\n${name}`;
