import type { Fixture, LineUp, MatchEvent, Score, Side } from "@touchline/schemas";
import { sharedPlayer } from "./line-up-rules.ts";
import { type Refusal, refusal } from "./reason-codes.ts";

/** Which teams may play. */
export interface TeamKnowledge {
  knows(teamId: string): boolean;
}

/** What the checks remember of the records that were accepted. */
export interface MatchSoFar {
  readonly hasFixture: boolean;
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

export function checkFixture(soFar: MatchSoFar, fixture: Fixture, teams: TeamKnowledge): MatchSoFar | Refusal {
  for (const team of [fixture.home, fixture.away]) {
    if (!teams.knows(team.id)) return refusal("UNKNOWN_TEAM", `no team is known as "${team.name}" (${team.id})`);
  }
  return { ...soFar, hasFixture: true };
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
  if (
    clock !== null &&
    (period < clock.period || (period === clock.period && second < clock.second - clockToleranceSeconds))
  ) {
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

function isBefore(a: Moment, b: Moment): boolean {
  return a.period < b.period || (a.period === b.period && a.second < b.second);
}

function shown({ period, second }: Moment): string {
  return `second ${second} of period ${period}`;
}
