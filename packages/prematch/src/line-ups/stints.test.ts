import type { Fixture, LineUp, MatchEvent } from "@touchline/schemas";
import { describe, expect, it } from "vitest";
import { elevenWithout, lineUpOf } from "./squad.fixture.ts";
import { linedUpMatch } from "./stints.ts";

const fixture: Fixture = {
  provider: "p",
  matchId: "p:1",
  revision: 1,
  status: "SCHEDULED",
  competition: "L",
  season: "1",
  round: null,
  kickOff: Date.UTC(2018, 4, 13, 14),
  home: { id: "A", name: "A" },
  away: { id: "B", name: "B" },
  neutral: false,
  knockout: false,
  venue: null,
  referee: null,
  providerTime: 0,
};

const eleven = { HOME: elevenWithout("A"), AWAY: elevenWithout("B") };
const lineUps = (change: Partial<LineUp> = {}) => ({
  home: lineUpOf(0, "HOME", eleven.HOME, change),
  away: lineUpOf(0, "AWAY", eleven.AWAY),
});
const player = (key: string) => ({ id: key.slice(2), name: key, position: null });

let count = 0;
function event(type: MatchEvent["type"], period: number, minute: number, change: Partial<MatchEvent> = {}): MatchEvent {
  return {
    provider: "p",
    matchId: "p:1",
    eventId: String(count++),
    revision: 1,
    status: "CONFIRMED",
    type,
    period,
    second: minute * 60,
    side: "HOME",
    player: null,
    playerOff: null,
    expectedGoals: null,
    shotOutcome: null,
    situation: null,
    subject: null,
    stoppage: null,
    score: null,
    providerTime: 0,
    ...change,
  };
}

const whistles = [event("PERIOD_END", 1, 46, { side: null }), event("PERIOD_END", 2, 49, { side: null })];
const on = "p/A:FORWARD:3";
const off = "p/A:FORWARD:1";
const change = event("SUBSTITUTION", 2, 14, { player: player(on), playerOff: player(off) });

describe("the parts of a match", () => {
  it("begin and end with changes, and last as long as the match together", () => {
    const red = event("RED", 2, 30, { side: "AWAY", player: player("p/B:DEFENDER:2") });
    const match = linedUpMatch(fixture, lineUps(), [red, change, ...whistles]);
    expect(match?.stints.map(({ minutes }) => minutes)).toEqual([60, 16, 19]);
    const [first, second, third] = match?.stints ?? [];
    expect(first?.home.players).toEqual(eleven.HOME);
    expect(second?.home.players).toEqual([...eleven.HOME.filter((key) => key !== off), on]);
    expect(second?.away.players).toEqual(eleven.AWAY);
    expect(third?.away.players).toEqual(eleven.AWAY.filter((key) => key !== "p/B:DEFENDER:2"));
    expect(match?.day).toBe(fixture.kickOff / 86_400_000 - 14 / 24);
    expect(match?.positions.get(off)).toBe("FORWARD");
  });

  it("count goals and shots of the part that they fell in, those of the moment of a change before it", () => {
    const events = [
      event("GOAL", 1, 46),
      event("OWN_GOAL", 2, 14),
      event("PENALTY_SCORED", 2, 49, { side: "AWAY" }),
      event("GOAL", 5, 1),
      event("GOAL", 2, 20, { status: "CANCELLED" }),
      event("SHOT", 1, 46, { expectedGoals: 0.25 }),
      event("SHOT", 2, 40, { expectedGoals: 0.5, side: "AWAY" }),
    ];
    const match = linedUpMatch(fixture, lineUps(), [...events, change, ...whistles]);
    expect(match?.stints.map(({ home, away }) => [home.goals, away.goals])).toEqual([
      [2, 0],
      [0, 1],
    ]);
    expect(match?.stints.map(({ home, away }) => [home.expectedGoals, away.expectedGoals])).toEqual([
      [0.25, 0],
      [0, 0.5],
    ]);
    expect(linedUpMatch(fixture, lineUps(), whistles)?.stints[0]?.home.expectedGoals).toBeNull();
  });

  it("tell who scored, own goals left out", () => {
    const by = player("p/A:FORWARD:2");
    const events = [event("GOAL", 1, 3, { player: by }), event("PENALTY_SCORED", 1, 5, { player: by })];
    const own = event("OWN_GOAL", 1, 9, { player: player("p/B:DEFENDER:1") });
    const match = linedUpMatch(fixture, lineUps(), [...events, own, ...whistles]);
    expect([...(match?.scorers ?? [])]).toEqual([["p/A:FORWARD:2", 2]]);
  });

  it("lose no time and no goal to changes of one moment or one second", () => {
    const more = event("SUBSTITUTION", 2, 14, { player: player("p/A:FORWARD:4"), playerOff: player("p/A:FORWARD:2") });
    const straightAfter = event("RED", 2, 14 + 0.5 / 60, { player: player("p/A:DEFENDER:1") });
    const goal = event("GOAL", 2, 14 + 0.4 / 60);
    const match = linedUpMatch(fixture, lineUps(), [change, more, straightAfter, goal, ...whistles]);
    expect(match?.stints.map(({ minutes }) => minutes)).toEqual([60, 35]);
    expect(match?.stints.map(({ home }) => [home.players.length, home.goals])).toEqual([
      [11, 0],
      [10, 1],
    ]);
  });

  it("end with the match, even where somebody comes on in its last second", () => {
    const late = event("SUBSTITUTION", 2, 49 - 0.5 / 60, { player: player(on), playerOff: player(off) });
    const goal = event("GOAL", 2, 49 - 0.2 / 60);
    const match = linedUpMatch(fixture, lineUps(), [late, goal, ...whistles]);
    expect(match?.stints.map(({ minutes, home }) => [minutes, home.goals])).toEqual([[95, 1]]);
  });

  it("are none where the match contradicts itself", () => {
    const again = event("SUBSTITUTION", 2, 20, { player: player("p/A:FORWARD:4"), playerOff: player(off) });
    expect(linedUpMatch(fixture, lineUps(), [change, ...whistles])).not.toBeNull();
    expect(linedUpMatch(fixture, lineUps(), [change, again, ...whistles])).toBeNull();
    expect(linedUpMatch(fixture, lineUps({ starting: [] }), whistles)).toBeNull();
  });
});
