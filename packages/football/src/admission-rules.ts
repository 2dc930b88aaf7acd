import type { Fixture, LineUp, MatchEvent, Score, Side } from "@touchline/schemas";
import { sharedPlayer } from "./line-up-rules.ts";
import { type Refusal, refusal } from "./reason-codes.ts";
import { isInSeason } from "./season-span.ts";
import { type Suspicion, suspicion } from "./suspicions.ts";

/** Which teams may play. */
export interface TeamKnowledge {
  knows(teamId: string): boolean;
}

/** What the checks remember of the records that were accepted. */
export interface MatchSoFar {
  readonly hasFixture: boolean;
  /** Kick-off of the fixture, ms since the epoch; null before it is known. */
  readonly kickOff: number | null;
  /** Latest moment that the provider's clock has shown; null before kick-off. */
  readonly clock: Moment | null;
  /** Latest scoreboard; null before the first. */
  readonly board: (Moment & { readonly score: Score; readonly mayFall: boolean }) | null;
  readonly lineUps: Readonly<Record<Side, LineUp | null>>;
}

interface Moment {
  readonly period: number;
  readonly second: number;
}

/** A clock message may come this much late, seconds, before it means that something is wrong. */
const clockToleranceSeconds = 120;

const dayMs = 86_400_000;
/** Farthest that a kick-off can be moved, days: Euro 2020 was by 364. */
const movedDaysMax = 400;
/** Farthest from its kick-off that a fixture is told, days. */
const toldAheadDaysMax = 3 * 365;
/** Earliest that play is told before the kick-off that was planned, ms. */
const earlyMs = 3 * 3_600_000;

/** `before` is the version known so far. */
export function checkFixture(
  soFar: MatchSoFar,
  fixture: Fixture,
  teams: TeamKnowledge,
  before?: Fixture,
): MatchSoFar | Refusal {
  for (const team of [fixture.home, fixture.away]) {
    if (!teams.knows(team.id)) return refusal("UNKNOWN_TEAM", `no team is known as "${team.name}" (${team.id})`);
  }
  if (before !== undefined && Math.abs(fixture.kickOff - before.kickOff) > movedDaysMax * dayMs) {
    const [from, to] = [before, fixture].map(({ kickOff }) => new Date(kickOff).toISOString());
    return refusal("KICK_OFF_MOVED", `from ${from} to ${to}`);
  }
  return { ...soFar, hasFixture: true, kickOff: fixture.kickOff };
}

/** What is odd about a fixture that can be used, by itself. */
export function suspiciousFixture({ competition, season, kickOff, providerTime }: Fixture): Suspicion[] {
  const found: Suspicion[] = [];
  const day = new Date(kickOff).toISOString().slice(0, 10);
  if (competition.trim() === "" || season.trim() === "") {
    found.push(suspicion("CONTEXT_MISSING", `competition "${competition}", season "${season}"`));
  }
  if (Math.abs(kickOff - providerTime) > toldAheadDaysMax * dayMs) {
    found.push(suspicion("KICK_OFF_FAR", `${day}, told on ${new Date(providerTime).toISOString().slice(0, 10)}`));
  }
  if (!isInSeason(kickOff, season)) found.push(suspicion("SEASON_MISMATCH", `${day} in season ${season}`));
  return found;
}

export function checkLineUp(soFar: MatchSoFar, lineUp: LineUp): MatchSoFar | Refusal {
  if (!soFar.hasFixture) return refusal("UNKNOWN_FIXTURE", `a line-up of ${lineUp.matchId} came before its fixture`);
  const shared = sharedPlayer(lineUp, soFar.lineUps[lineUp.side === "HOME" ? "AWAY" : "HOME"]);
  if (shared !== undefined) {
    return refusal("IMPOSSIBLE_LINE_UP", `${shared.name} (${shared.id}) plays for both sides`);
  }
  return { ...soFar, lineUps: { ...soFar.lineUps, [lineUp.side]: lineUp } };
}

/** `before` is the version known so far, where the event corrects one. */
export function checkEvent(soFar: MatchSoFar, event: MatchEvent, before?: MatchEvent): MatchSoFar | Refusal {
  if (!soFar.hasFixture) return refusal("UNKNOWN_FIXTURE", `an event of ${event.matchId} came before its fixture`);
  const clock = clockAfter(soFar.clock, event, before !== undefined);
  if (clock !== null && "code" in clock) return clock;
  const board = boardAfter(soFar.board, event, before);
  if (board !== null && "code" in board) return board;
  return { ...soFar, clock, board };
}

/** What is odd about an event that can be used, beside what was known before it. `corrects` where it is a revision. */
export function suspiciousEvent(
  { clock, board, kickOff }: MatchSoFar,
  event: MatchEvent,
  corrects: boolean,
): Suspicion[] {
  if (event.status !== "CONFIRMED") return [];
  const found: Suspicion[] = [];
  const { period, providerTime, score } = event;
  if (kickOff !== null && providerTime < kickOff - earlyMs) {
    const [told, planned] = [providerTime, kickOff].map((time) => new Date(time).toISOString());
    found.push(suspicion("BEFORE_KICK_OFF", `${event.type} told at ${told}, kick-off at ${planned}`));
  }
  if (corrects) return found;
  const isBehind = clock !== null && isFarBehind(event, clock);
  if (isBehind)
    found.push(suspicion("TOLD_LATE", `${event.type} of ${shown(event)}, the clock was at ${shown(clock)}`));
  if (score !== null && period < 5 && !isBehind) {
    const from = board?.score ?? { home: 0, away: 0 };
    const rise = Math.max(0, score.home - from.home) + Math.max(0, score.away - from.away);
    if (rise > 1) {
      const message = `from ${from.home}-${from.away} to ${score.home}-${score.away} at ${shown(event)}`;
      found.push(suspicion("SCORE_JUMPED", message));
    }
  }
  return found;
}

/** True of what a match's clock is read from: a goal or a card may well be told late. */
export function tellsTime({ type }: MatchEvent): boolean {
  return type === "CLOCK" || type === "PERIOD_START";
}

/** The clock as confirmed events show it, the latest of them; null where none does. What was taken back shows nothing. */
export function clockOf(events: Iterable<MatchEvent>): Moment | null {
  let clock: Moment | null = null;
  for (const event of events) {
    if (!tellsTime(event) || event.status !== "CONFIRMED" || (clock !== null && isBefore(event, clock))) continue;
    clock = { period: event.period, second: event.second };
  }
  return clock;
}

/** Only what tells the time is held to the clock. A correction speaks of the past. */
function clockAfter(clock: Moment | null, event: MatchEvent, corrects: boolean): Moment | null | Refusal {
  if (!tellsTime(event) || corrects || event.status !== "CONFIRMED") return clock;
  const { period, second } = event;
  if (clock !== null && isFarBehind(event, clock)) {
    return refusal("MINUTE_WENT_BACK", `from ${shown(clock)} to ${shown({ period, second })}`);
  }
  return clock !== null && isBefore({ period, second }, clock) ? clock : { period, second };
}

const scoring: ReadonlySet<MatchEvent["type"]> = new Set(["GOAL", "OWN_GOAL", "PENALTY_SCORED"] as const);

/** The score may fall once after anything that can take a goal back. A late message shows an old score rightly. */
function boardAfter(
  board: MatchSoFar["board"],
  event: MatchEvent,
  before: MatchEvent | undefined,
): MatchSoFar["board"] | Refusal {
  const takesBack =
    event.type === "VAR_DECISION" ||
    event.status === "CANCELLED" ||
    (before !== undefined && (scoring.has(before.type) || scoring.has(event.type)));
  const mayFall = takesBack || (board?.mayFall ?? false);
  const { score, period, second } = event;
  if (score === null) return board === null ? null : { ...board, mayFall };
  const late = board !== null && isBefore({ period, second }, board) && !takesBack;
  if (late || event.status === "TENTATIVE") return board === null ? null : { ...board, mayFall };
  const fell = board !== null && (score.home < board.score.home || score.away < board.score.away);
  if (fell && !mayFall) {
    const from = `${board.score.home}-${board.score.away}`;
    return refusal("SCORE_FELL", `from ${from} to ${score.home}-${score.away} at ${shown({ period, second })}`);
  }
  return { period, second, score, mayFall: mayFall && !fell };
}

function isFarBehind({ period, second }: Moment, clock: Moment): boolean {
  return period < clock.period || (period === clock.period && second < clock.second - clockToleranceSeconds);
}

function isBefore(a: Moment, b: Moment): boolean {
  return a.period < b.period || (a.period === b.period && a.second < b.second);
}

function shown({ period, second }: Moment): string {
  return `second ${second} of period ${period}`;
}
