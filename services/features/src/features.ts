import { entryId, type MatchEntry, type MatchState } from "@touchline/football";
import type { Cause, Features, Fixture } from "@touchline/schemas";
import type { MatchForm } from "./form-look-up.ts";

/** The model's whole input: the state of a match and both sides' form, after the entry that led there. */
export function featuresOf(
  state: MatchState,
  fixture: Fixture,
  form: MatchForm,
  cause: MatchEntry,
  revision: number,
): Features {
  return {
    matchId: fixture.matchId,
    revision,
    phase: state.phase,
    period: state.period,
    second: state.second,
    stoppage: state.stoppage,
    suspended: state.tentative > 0 || (state.stopped && state.phase === "LIVE"),
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
    cause: causeOf(cause),
    asOf: cause.value.providerTime,
  };
}

/** Fixtures and line-ups have no clock of the match: they stand at its beginning. */
function causeOf(entry: MatchEntry): Cause {
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

const beforeKickOff = { status: "CONFIRMED", type: null, player: null, period: 0, second: 0, statement: null } as const;
