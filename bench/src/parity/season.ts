import type { MatchEntry } from "@touchline/football";
import { dayOf } from "@touchline/prematch";
import type { Fixture, Odds, Result } from "@touchline/schemas";
import { pricesOf } from "./season-prices.ts";

const dayMs = 86_400_000;
/** Fixtures are told so many days ahead. */
const aheadDays = 3;
/** Parts of a season; whatever a part learns too late becomes known when it is over. */
const partCount = 4;

/** How the result of a match becomes known. */
type Way =
  /** On the evening of its day. */
  | "on time"
  /** The next day, after the line-ups of that day's matches. */
  | "late"
  /** With a wrong score, corrected the next day. */
  | "corrected"
  /** When the part of the season is over: until then nobody knows it, though history says that it is complete. */
  | "overdue"
  /** With a wrong score, corrected when the part of the season is over. */
  | "wrong for long";

/** A day of a season, in the order in which things are told. */
export interface SeasonDay {
  readonly day: number;
  /** Of matches some days later. */
  readonly fixtures: readonly Fixture[];
  /** What books have said of the day's matches. */
  readonly prices: readonly Odds[];
  /** The first whistles of the day's matches: each brings what is known before kick-off. */
  readonly whistles: readonly MatchEntry[];
  /** Results of the day before that came late, and corrections. */
  readonly late: readonly Result[];
  /** After these, every result with a kick-off before this has been told as far as its source knows, ms since the epoch. */
  readonly completeTo: number;
  /** Results of the day. */
  readonly onTime: readonly Result[];
}

export interface SeasonPart {
  /** What is learnt too late, of the part before. */
  readonly overdue: readonly Result[];
  readonly days: readonly SeasonDay[];
  /** Matches of the part, ... */
  readonly matches: readonly Result[];
  /** ... and all results as they are known in it; those of days to come are among them, as nothing may depend on them. */
  readonly known: readonly Result[];
}

/** A season as it would be lived through: all that was before, then the last matches of the results, day by day. */
export interface Season {
  readonly before: readonly Result[];
  readonly parts: readonly SeasonPart[];
}

/** The season that the last so many matches of some results make. `results`: one a match, in the order of time. */
export function seasonOf(results: readonly Result[], matches: number): Season {
  const before = results.slice(0, -matches);
  const played = results.slice(-matches);
  const partOf = new Map<number, number>();
  played.forEach(({ kickOff }, i) => {
    // a day is of one part, whichever its first match falls into
    if (!partOf.has(dayOf(kickOff))) partOf.set(dayOf(kickOff), Math.floor((i * partCount) / played.length));
  });
  const all = played.map((result, i) => ({
    result,
    n: i,
    way: wayOf(i),
    part: partOf.get(dayOf(result.kickOff)) ?? 0,
  }));
  const parts = Array.from({ length: partCount }, (_, part) => all.filter((match) => match.part === part));
  const days = new Map<number, typeof all>();
  for (const match of all)
    days.set(dayOf(match.result.kickOff), [...(days.get(dayOf(match.result.kickOff)) ?? []), match]);
  const on = (day: number) => days.get(day) ?? [];
  const first = Math.min(...days.keys());
  const told = new Set<number>();
  return {
    before,
    parts: parts.map((own, part) => {
      const last = Math.max(...own.map(({ result }) => dayOf(result.kickOff)));
      const dayNumbers: number[] = [];
      for (let day = first - aheadDays; day <= last; day++) if (!told.has(day)) dayNumbers.push(day);
      for (const day of dayNumbers) told.add(day);
      return {
        overdue: all.filter((match) => match.part === part - 1 && isOverdue(match.way)).map(finally_),
        matches: own.map(({ result }) => result),
        known: [
          ...before,
          ...all.flatMap(({ result, way, part: of }) => {
            if (of !== part || !isOverdue(way)) return [result];
            return way === "overdue" ? [] : [wrong(result)];
          }),
        ],
        days: dayNumbers.map((day) => ({
          day,
          fixtures: on(day + aheadDays).map(({ result }) => announced(result)),
          prices: on(day).flatMap(({ result, n }) => pricesOf(announced(result), n)),
          whistles: on(day).map(({ result }) => whistleOf(result)),
          late: on(day - 1).flatMap(({ result, way }) => {
            if (way === "late") return [result];
            return way === "corrected" ? [{ ...result, revision: result.revision + 1 }] : [];
          }),
          completeTo: day * dayMs,
          onTime: on(day).flatMap(({ result, way }) => {
            if (way === "on time") return [result];
            return way === "corrected" || way === "wrong for long" ? [wrong(result)] : [];
          }),
        })),
      };
    }),
  };
}

/** Identity of a match in match.events. */
export const matchIdOf = (result: Result): string => `fixtures:${result.matchId}`;

function wayOf(i: number): Way {
  if (i % 101 === 50) return "overdue";
  if (i % 101 === 100) return "wrong for long";
  if (i % 20 === 7) return "corrected";
  return i % 7 === 3 ? "late" : "on time";
}

const isOverdue = (way: Way): boolean => way === "overdue" || way === "wrong for long";

const finally_ = ({ result, way }: { result: Result; way: Way }): Result =>
  way === "overdue" ? result : { ...result, revision: result.revision + 1 };

function wrong(result: Result): Result {
  return { ...result, score: { home: result.score.away, away: result.score.home + 1 }, halfTime: null };
}

/** As it is announced. */
export function announced(result: Result): Fixture {
  const { competition, season, kickOff, home, away, neutral, referee } = result;
  const unknown = { round: null, venue: null, knockout: false } as const;
  const said = { provider: "fixtures", matchId: matchIdOf(result), revision: 1, status: "SCHEDULED" } as const;
  const providerTime = kickOff - aheadDays * dayMs;
  return { ...said, ...unknown, competition, season, kickOff, home, away, neutral, referee, providerTime };
}

function whistleOf(result: Result): MatchEntry {
  const said = { provider: "fixtures", matchId: matchIdOf(result), eventId: "first-whistle", revision: 1 } as const;
  const nothing = { side: null, player: null, playerOff: null, expectedGoals: null, shotOutcome: null } as const;
  const nothingElse = { situation: null, subject: null, stoppage: null, score: null } as const;
  const what = { status: "CONFIRMED", type: "PERIOD_START", period: 1, second: 0 } as const;
  const value = { ...said, ...nothing, ...nothingElse, ...what, providerTime: result.kickOff };
  return { schema: "MatchEvent", value };
}
