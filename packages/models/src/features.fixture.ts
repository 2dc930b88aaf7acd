import type { Features, FormVenue, SideState, TeamForm } from "@touchline/schemas";

/** Crystal Palace v West Bromwich Albion, 13 May 2018, before kick-off; tests change what they are about. */
export function featuresOf(changes: Partial<Features> = {}): Features {
  return {
    matchId: "wyscout:2500090",
    revision: 1,
    phase: "PRE_MATCH",
    period: 0,
    second: 0,
    stoppage: null,
    suspended: false,
    competition: "ENG-Premier League",
    season: "2017/18",
    kickOff: Date.UTC(2018, 4, 13, 14),
    neutral: false,
    knockout: false,
    homeTeam: { id: "club:crystal-palace", name: "Crystal Palace" },
    awayTeam: { id: "club:west-brom", name: "West Bromwich Albion" },
    home: sideOf(),
    away: sideOf(),
    halfTime: null,
    fullTime: null,
    shootOut: null,
    lastGoal: null,
    homeForm: formOf("club:crystal-palace", [20, 28, 26], [20, 27, 25], [20, 19, 33]),
    awayForm: formOf("club:west-brom", [20, 17, 27], [20, 21, 26], [20, 13, 32]),
    formComplete: true,
    cause: {
      record: "FIXTURE",
      provider: "wyscout",
      id: "fixture",
      revision: 1,
      status: "CONFIRMED",
      type: null,
      side: null,
      player: null,
      period: 0,
      second: 0,
      statement: null,
    },
    asOf: Date.UTC(2018, 4, 12),
    ...changes,
  };
}

export function sideOf(changes: Partial<SideState> = {}): SideState {
  return {
    goals: 0,
    yellowCards: 0,
    redCards: 0,
    men: 11,
    substitutions: 0,
    shots: 0,
    shotsOnTarget: 0,
    expectedGoals: 0,
    lineUpKnown: true,
    recentShots: 0,
    recentExpectedGoals: 0,
    ...changes,
  };
}

type Window = readonly [matches: number, goalsFor: number, goalsAgainst: number];

/** Form of a team from its windows of 20 matches: in all, at home, away. */
export function formOf(teamId: string, all: Window, home: Window, away: Window): TeamForm {
  const windows: [FormVenue, Window][] = [
    ["ALL", all],
    ["HOME", home],
    ["AWAY", away],
  ];
  return {
    teamId,
    lastPlayed: Date.UTC(2018, 4, 5, 12),
    windows: windows.map(([venue, [matches, goalsFor, goalsAgainst]]) => ({
      last: 20,
      venue,
      matches,
      points: 0,
      goalsFor,
      goalsAgainst,
    })),
  };
}
