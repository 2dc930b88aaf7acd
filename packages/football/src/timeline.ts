import type { Fixture, LineUp, Score, Side, Team } from "@touchline/schemas";
import type { MatchEntry } from "./match-entry.ts";
import type { TeamIdentities } from "./team-identity.ts";
import { timelineEvents } from "./timeline-events.ts";
import { readTimelineLine, type TimelineLine, type TimelineTeam } from "./timeline-line.ts";

/** A recorded match as a provider would have told it: its entries in order, all confirmed, all of revision 1. */
export interface Timeline {
  readonly matchId: string;
  readonly fixture: Fixture;
  /** The fixture, the line-ups that are known, then the events in the order that a fold sees them in. */
  readonly entries: readonly MatchEntry[];
  /** Score that the file states, shoot-out not counted; null where it states none. */
  readonly final: Score | null;
  /** Teams whose names the table of aliases does not know. */
  readonly newTeams: readonly Team[];
}

const hourMs = 3_600_000;

/**
 * Host nations, who play at home; everybody else at a tournament plays on neutral ground. Where the file lists the host
 * as away (four of the shipped matches), neutral is the best that a fixture can say: not neutral would put the other
 * side at home, and the sides cannot be changed under events that name them.
 */
const hosts: Readonly<Record<string, string>> = {
  "INT-World Cup 2018": "nation:russia",
  "INT-Euro 2016": "nation:france",
};

/**
 * Script of one line of a timeline file. The same line gives the same entries, ids and times included. Throws a
 * `TimelineError`. Goals that the file's score has and its events lack come at the end of their period, without a
 * scorer; a shoot-out that the file does not tell kick by kick begins and ends without kicks.
 */
export function parseTimeline(text: string, teams: TeamIdentities): Timeline {
  const line = readTimelineLine(text);
  const home = teamOf(line, line.home, teams);
  const away = teamOf(line, line.away, teams);
  const fixture = fixtureOf(line, home.team, away.team);
  const entries: MatchEntry[] = [
    { schema: "Fixture", value: fixture },
    ...(["HOME", "AWAY"] as const).flatMap((side) => lineUpOf(line, side)),
    ...timelineEvents(line),
  ];
  const newTeams = [home, away].filter((found) => found.isNew).map((found) => found.team);
  return { matchId: line.id, fixture, entries, final: line.final, newTeams };
}

function teamOf(line: TimelineLine, named: TimelineTeam, teams: TeamIdentities): { team: Team; isNew: boolean } {
  const { name, footballDataName } = named;
  const linked = footballDataName === null ? undefined : teams.find("football-data", footballDataName);
  const known = teams.find(line.provider, name) ?? linked;
  if (known !== undefined) return { team: known, isNew: false };
  const kind = line.competition.startsWith("INT-") ? "nation" : "club";
  const { isNew, ...team } = teams.identify(line.provider, name, kind);
  return { team, isNew };
}

function fixtureOf(line: TimelineLine, home: Team, away: Team): Fixture {
  const international = line.competition.startsWith("INT-");
  return {
    provider: line.provider,
    matchId: line.id,
    revision: 1,
    status: "SCHEDULED",
    competition: line.competition,
    season: line.season,
    round: line.round === 0 ? null : line.round,
    kickOff: line.kickOff,
    home,
    away,
    neutral: international && hosts[line.competition] !== home.id,
    knockout: line.decided !== "REGULAR" || (international && line.round === 0),
    venue: line.venue,
    referee: line.referee,
    providerTime: line.kickOff - 24 * hourMs,
  };
}

function lineUpOf(line: TimelineLine, side: Side): MatchEntry[] {
  const squad = line.lineUps[side];
  if (squad === null) return [];
  const value: LineUp = {
    provider: line.provider,
    matchId: line.id,
    revision: 1,
    side,
    announced: true,
    formation: null,
    starting: squad.starting,
    bench: squad.bench,
    providerTime: line.kickOff - hourMs,
  };
  return [{ schema: "LineUp", value }];
}
