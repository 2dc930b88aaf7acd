import { entryId, type MatchEntry, type MatchState } from "@touchline/football";
import type { Statement } from "@touchline/prematch";
import type { Cause, Features, Fixture } from "@touchline/schemas";
import { type Books, doSuspend } from "./books.ts";
import type { MatchForm } from "./form-look-up.ts";
import { statementName } from "./lineage.ts";

export interface FeaturesCause {
  readonly cause: MatchEntry | Statement;
  /** The provider's clock of an entry; of a statement the moment of all that counts by then, which may be later, ms since the epoch. */
  readonly asOf: number;
  readonly revision: number;
}

/** The model's whole input: the state of a match, its bookmakers and both sides' form, after what led there: an entry of it, or what was said of it. */
export function featuresOf(
  state: MatchState,
  fixture: Fixture,
  form: MatchForm,
  books: Books,
  { cause, asOf, revision }: FeaturesCause,
): Features {
  return {
    matchId: fixture.matchId,
    revision,
    phase: state.phase,
    period: state.period,
    second: state.second,
    stoppage: state.stoppage,
    suspended: isSuspended(state, books),
    competition: fixture.competition,
    season: fixture.season,
    kickOff: fixture.kickOff,
    neutral: fixture.neutral,
    knockout: fixture.knockout,
    homeTeam: fixture.home,
    awayTeam: fixture.away,
    home: state.home.counts,
    away: state.away.counts,
    halfTime: state.halfTime,
    fullTime: state.fullTime,
    shootOut: state.shootOut,
    lastGoal: state.lastGoal,
    homeForm: form.home,
    awayForm: form.away,
    formComplete: form.complete,
    cause: causeOf(cause, state, fixture),
    asOf,
  };
}

/** Whether nothing should be bet: something waits or has stopped play, or the books take no bets on a match that is played. */
export function isSuspended(state: MatchState, books: Books): boolean {
  const { phase, tentative, stopped, toldAt } = state;
  if (tentative > 0 || (stopped && phase === "LIVE")) return true;
  return (phase === "LIVE" || phase === "BREAK") && doSuspend(books, toldAt);
}

/** Fixtures and line-ups have no clock of the match: they stand at its beginning. Statements stand where it is. */
function causeOf(entry: MatchEntry | Statement, { period, second }: MatchState, { home }: Fixture): Cause {
  if (!isMatchEntry(entry)) {
    const { provider } = entry.value;
    const team = "teamId" in entry.value ? entry.value.teamId : null;
    return {
      ...{ record: "EVENT", provider, id: statementName(entry), status: "CONFIRMED", type: null, period, second },
      // forecasts, stories and prices have no revisions
      revision: entry.schema === "Availability" ? entry.value.revision : 1,
      side: team === null ? null : team === home.id ? "HOME" : "AWAY",
      player: entry.schema === "Availability" ? entry.value.player.name : null,
      statement: kinds[entry.schema],
    };
  }
  const { provider, revision } = entry.value;
  switch (entry.schema) {
    case "Fixture":
      return { ...beforeKickOff, record: "FIXTURE", provider, id: entryId(entry), revision, side: null };
    case "LineUp":
      return { ...beforeKickOff, record: "LINE_UP", provider, id: entryId(entry), revision, side: entry.value.side };
    case "MatchEvent": {
      const { eventId, status, type, side, player, period, second } = entry.value;
      return {
        record: "EVENT",
        provider,
        id: eventId,
        revision,
        status,
        type,
        side,
        player: player?.name ?? null,
        period,
        second,
        statement: null,
      };
    }
  }
}

const kinds = { Odds: "ODDS", Availability: "AVAILABILITY", NewsItem: "NEWS", Weather: "WEATHER" } as const;

function isMatchEntry(entry: MatchEntry | Statement): entry is MatchEntry {
  return entry.schema === "Fixture" || entry.schema === "LineUp" || entry.schema === "MatchEvent";
}

const beforeKickOff = { status: "CONFIRMED", type: null, player: null, period: 0, second: 0, statement: null } as const;
