import type { Fixture, LineUp, MatchEvent, Player, Side } from "@touchline/schemas";
import { entryId, type MatchEntry } from "./match-entry.ts";
import { compareEntries } from "./match-order.ts";
import { foldMatch, type MatchState, matchAtStart } from "./match-state.ts";
import { judgeRevision, type Verdict } from "./revision.ts";

/** Crystal Palace - West Bromwich Albion of 13 May 2018, and things said of it. */
const kickOff = Date.UTC(2018, 4, 13, 14);

export function fixture(change: Partial<Fixture> = {}): MatchEntry {
  const value: Fixture = {
    provider: "wyscout",
    matchId: "wyscout:2500090",
    revision: 1,
    status: "SCHEDULED",
    competition: "ENG-Premier League",
    season: "2017/18",
    round: 38,
    kickOff,
    home: { id: "club:crystal-palace", name: "Crystal Palace" },
    away: { id: "club:west-brom", name: "West Bromwich Albion" },
    neutral: false,
    knockout: false,
    venue: "Selhurst Park",
    referee: "381851",
    providerTime: kickOff - 86_400_000,
    ...change,
  };
  return { schema: "Fixture", value };
}

export function player(name: string, id: string | null = null): Player {
  return { id, name, position: null };
}

export function lineUp(side: Side, change: Partial<LineUp> = {}): MatchEntry {
  const named = (role: string, count: number) =>
    Array.from({ length: count }, (_, i) => player(`${side} ${role} ${i + 1}`, `${side}-${role}-${i + 1}`));
  const value: LineUp = {
    provider: "wyscout",
    matchId: "wyscout:2500090",
    revision: 1,
    side,
    announced: true,
    formation: null,
    starting: named("starter", 11),
    bench: named("substitute", 7),
    providerTime: kickOff - 3_600_000,
    ...change,
  };
  return { schema: "LineUp", value };
}

export type EventSketch = Partial<MatchEvent> & Pick<MatchEvent, "type">;

/** An event; unless told otherwise confirmed, of the home side, in its first revision. */
export function event(eventId: string, sketch: EventSketch): MatchEntry {
  const { period = 1, second = 600 } = sketch;
  const value: MatchEvent = {
    provider: "wyscout",
    matchId: "wyscout:2500090",
    eventId,
    revision: 1,
    status: "CONFIRMED",
    period,
    second,
    side: sidelessTypes.has(sketch.type) ? null : "HOME",
    player: null,
    playerOff: null,
    expectedGoals: null,
    shotOutcome: null,
    situation: null,
    subject: null,
    stoppage: null,
    score: null,
    providerTime: kickOff + (Math.max(0, period - 1) * 3_600 + second) * 1_000,
    ...sketch,
  };
  return { schema: "MatchEvent", value };
}

const sidelessTypes: ReadonlySet<MatchEvent["type"]> = new Set(["PERIOD_START", "PERIOD_END", "CLOCK"] as const);

/** A later revision of an entry. */
export function revised(entry: MatchEntry, change: Partial<MatchEvent> = {}, revision = entry.value.revision + 1) {
  return { ...entry, value: { ...entry.value, ...change, revision } } as MatchEntry;
}

export const whistles = (...periods: number[]): MatchEntry[] =>
  periods.flatMap((period) => [
    event(`start-${period}`, { type: "PERIOD_START", period, second: 0 }),
    event(`end-${period}`, { type: "PERIOD_END", period, second: period > 2 ? 900 : 2_760 }),
  ]);

/** A match's entries as they come in: judged, the highest revision kept, folded in the match's order. */
export class MatchLog {
  readonly #entries = new Map<string, MatchEntry>();

  constructor(entries: readonly MatchEntry[] = []) {
    for (const entry of entries) this.put(entry);
  }

  put(entry: MatchEntry): Verdict {
    const verdict = judgeRevision(this.#entries.get(entryId(entry)), entry);
    if (verdict === "new" || verdict === "replaces") this.#entries.set(entryId(entry), entry);
    return verdict;
  }

  get state(): MatchState {
    return [...this.#entries.values()].sort(compareEntries).reduce(foldMatch, matchAtStart);
  }
}

export function stateOf(...entries: readonly MatchEntry[]): MatchState {
  return new MatchLog(entries).state;
}
