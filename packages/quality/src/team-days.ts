import type { Result } from "@touchline/schemas";

const dayMs = 86_400_000;

export interface Doubled {
  readonly code: "TEAM_TWICE_A_DAY" | "FIXTURE_TWICE";
  readonly message: string;
  readonly place: string;
}

interface Match {
  readonly day: number;
  readonly id: string;
  readonly score: string;
  readonly place: string;
}

/** On which days each team has played. Times of a day are mostly unknown, so a day is what it is in UTC. */
export class TeamDays {
  readonly #byTeam = new Map<string, Map<string, Match>>();
  readonly #byPair = new Map<string, Map<string, Match>>();

  /** The same match told again is the same. */
  take({ matchId, kickOff, home, away, score }: Result, place: string): void {
    const match = { day: Math.floor(kickOff / dayMs), id: matchId, score: `${score.home}-${score.away}`, place };
    for (const { id } of [home, away]) put(this.#byTeam, id, match);
    put(this.#byPair, `${home.id}\n${away.id}`, match);
  }

  daysOf(teamId: string): ReadonlySet<number> {
    return new Set([...(this.#byTeam.get(teamId)?.values() ?? [])].map(({ day }) => day));
  }

  /** Teams with two matches on a day, and pairings with the same score on a day and the next: on tour, teams do meet twice. */
  doubled(): Doubled[] {
    const found: Doubled[] = [];
    for (const [pair, matches] of this.#byPair) {
      for (const [first, second] of neighbours(matches)) {
        if (second.day - first.day > 1 || second.score !== first.score) continue;
        const message = `${pair.replace("\n", " - ")} ${first.score}: ${first.id} (${first.place}) and ${second.id}`;
        found.push({ code: "FIXTURE_TWICE", message, place: second.place });
      }
    }
    for (const [team, matches] of this.#byTeam) {
      for (const [first, second] of neighbours(matches)) {
        if (second.day !== first.day) continue;
        const message = `${team}: ${first.id} (${first.place}) and ${second.id}`;
        found.push({ code: "TEAM_TWICE_A_DAY", message, place: second.place });
      }
    }
    return found;
  }
}

function put(into: Map<string, Map<string, Match>>, key: string, match: Match): void {
  const known = into.get(key);
  if (known === undefined) into.set(key, new Map([[match.id, match]]));
  else if (!known.has(match.id)) known.set(match.id, match);
}

function neighbours(matches: ReadonlyMap<string, Match>): (readonly [Match, Match])[] {
  const sorted = [...matches.values()].sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  return sorted.slice(1).map((second, index) => [sorted[index] as Match, second] as const);
}
