import type { Fixture } from "@touchline/schemas";
import { type Suspicion, suspicion } from "./suspicions.ts";

const hourMs = 3_600_000;
/** Two matches of the same teams this close are one under two ids: replays and second legs come later. */
const sameFixtureMs = 36 * hourMs;
/** Nobody plays twice within this, ms. */
const betweenMatchesMs = 12 * hourMs;
/** A year of a few leagues. */
const fixturesMax = 50_000;

type Planned = Pick<Fixture, "provider" | "matchId" | "kickOff"> & { readonly home: string; readonly away: string };

/**
 * Who plays when, by what each provider tells, to notice what no fixture shows by itself. Each provider's matches are held
 * against its own: another one tells the same match under an id of its own. Called-off matches are no longer in it.
 */
export class FixtureCalendar {
  readonly #byId = new Map<string, Planned>();
  readonly #byTeam = new Map<string, Set<Planned>>();
  readonly #max: number;

  constructor(max: number = fixturesMax) {
    this.#max = max;
  }

  /** Takes a fixture in; tells what is odd about it beside the others. */
  told({ provider, matchId, kickOff, home, away, status }: Fixture): Suspicion[] {
    this.#forget(matchId);
    if (status === "CANCELLED" || status === "POSTPONED" || status === "ABANDONED") return [];
    const planned: Planned = { provider, matchId, kickOff, home: home.id, away: away.id };
    const found = this.#oddBeside(planned);
    this.#byId.set(matchId, planned);
    for (const team of teamsOf(planned)) this.#matchesOf(keyOf(provider, team)).add(planned);
    if (this.#byId.size > this.#max) this.#forgetEldest();
    return found;
  }

  #oddBeside(planned: Planned): Suspicion[] {
    const found: Suspicion[] = [];
    for (const team of teamsOf(planned)) {
      for (const other of this.#byTeam.get(keyOf(planned.provider, team)) ?? []) {
        const apartMs = Math.abs(other.kickOff - planned.kickOff);
        const isSame = other.home === planned.home && other.away === planned.away;
        if (isSame && apartMs <= sameFixtureMs) {
          if (team === planned.home) {
            found.push(
              suspicion("FIXTURE_TWICE", `${planned.matchId} is ${other.matchId}: ${other.home}, ${other.away}`),
            );
          }
        } else if (apartMs < betweenMatchesMs) {
          const hours = Math.round(apartMs / hourMs);
          const message = `${team} plays ${other.matchId} and ${planned.matchId}, ${hours} hours apart`;
          found.push(suspicion("TEAM_TWICE_A_DAY", message));
        }
      }
    }
    return found;
  }

  #matchesOf(key: string): Set<Planned> {
    let matches = this.#byTeam.get(key);
    if (matches !== undefined) return matches;
    matches = new Set();
    this.#byTeam.set(key, matches);
    return matches;
  }

  /** Half of all at once: one by one, a map is slow to find its eldest. */
  #forgetEldest(): void {
    for (const matchId of [...this.#byId.keys()].slice(0, Math.ceil(this.#max / 2))) this.#forget(matchId);
  }

  #forget(matchId: string): void {
    const planned = this.#byId.get(matchId);
    if (planned === undefined) return;
    this.#byId.delete(matchId);
    for (const team of teamsOf(planned)) {
      const key = keyOf(planned.provider, team);
      this.#byTeam.get(key)?.delete(planned);
      if (this.#byTeam.get(key)?.size === 0) this.#byTeam.delete(key);
    }
  }
}

const teamsOf = ({ home, away }: Planned): readonly string[] => [home, away];

const keyOf = (provider: string, team: string): string => `${provider}\n${team}`;
