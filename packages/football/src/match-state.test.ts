import { describe, expect, it } from "vitest";
import { event, fixture, lineUp, MatchLog, player, revised, stateOf, whistles } from "./match.fixture.ts";
import type { MatchEntry } from "./match-entry.ts";

const level = [fixture(), ...whistles(1, 2)];
const drawnCupTie = [fixture({ knockout: true }), ...whistles(1, 2)];
const homeGoal = event("goal", { type: "GOAL", period: 2, second: 1_000 });

describe("the phase of a match", () => {
  it("is before the match until a period begins", () => {
    expect(stateOf(fixture(), lineUp("HOME"))).toMatchObject({
      phase: "PRE_MATCH",
      period: 0,
      second: 0,
      halfTime: null,
    });
  });

  it("is live in a half and a break between the halves", () => {
    const said = [fixture(), ...whistles(1, 2)];
    const phases = [2, 3, 4].map((count) => stateOf(...said.slice(0, count)).phase);
    expect(phases).toEqual(["LIVE", "BREAK", "LIVE"]);
  });

  it("is finished after the second half, drawn or not, where a draw stands", () => {
    expect(stateOf(...level).phase).toBe("FINISHED");
    expect(stateOf(...level, homeGoal).phase).toBe("FINISHED");
  });

  it("is a break after a drawn second half of a knockout match, and finished where it is decided", () => {
    expect(stateOf(...drawnCupTie).phase).toBe("BREAK");
    expect(stateOf(...drawnCupTie, homeGoal).phase).toBe("FINISHED");
  });

  it("follows a correction of the score back and forth", () => {
    const log = new MatchLog([...drawnCupTie, homeGoal]);
    log.put(revised(homeGoal, { status: "CANCELLED" }));
    expect(log.state.phase).toBe("BREAK");
  });

  it("goes on in extra time even where no draw was thought to need it", () => {
    const extra = event("start-3", { type: "PERIOD_START", period: 3, second: 0 });
    expect(stateOf(...level, extra).phase).toBe("LIVE");
  });

  it("is a break between the halves of extra time and before a shoot-out, and finished after either decides", () => {
    expect(stateOf(...drawnCupTie, ...whistles(3)).phase).toBe("BREAK");
    expect(stateOf(...drawnCupTie, ...whistles(3, 4)).phase).toBe("BREAK");
    expect(stateOf(...drawnCupTie, ...whistles(3, 4), homeGoal).phase).toBe("FINISHED");
    expect(stateOf(...drawnCupTie, ...whistles(3, 4, 5)).phase).toBe("FINISHED");
  });

  it("waits in the break after a drawn second half where the fixture is not known", () => {
    expect(stateOf(...whistles(1, 2)).phase).toBe("BREAK");
  });

  it("is called off where the fixture says so, whatever was played", () => {
    for (const status of ["POSTPONED", "CANCELLED", "ABANDONED"] as const) {
      expect(stateOf(...whistles(1), fixture({ status })).phase).toBe("CALLED_OFF");
    }
  });

  it("stays a break where something of the ended half bears a later second than its end", () => {
    const late = event("late", { type: "YELLOW", period: 1, second: 3_000 });
    expect(stateOf(fixture(), ...whistles(1), late)).toMatchObject({ phase: "BREAK", second: 3_000 });
  });
});

describe("what a side did of late", () => {
  const shot = (id: string, period: number, second: number, side: "HOME" | "AWAY" = "HOME") =>
    event(id, { type: "SHOT", period, second, side, expectedGoals: 0.4 });
  const tick = (period: number, second: number) => event(`at ${period} ${second}`, { type: "CLOCK", period, second });
  const recentOf = (...said: MatchEntry[]) => {
    const { recentShots, recentExpectedGoals } = stateOf(fixture(), ...said).home.counts;
    return [recentShots, recentExpectedGoals];
  };

  it("counts half after a quarter of an hour of play, however often the clock was told", () => {
    expect(recentOf(shot("a", 1, 600))).toEqual([1, 0.4]);
    expect(recentOf(shot("a", 1, 600), tick(1, 1_500))).toEqual([0.5, 0.2]);
    const [shots, expected] = recentOf(shot("a", 1, 600), tick(1, 700), tick(1, 1_111), tick(1, 1_500));
    expect(shots).toBeCloseTo(0.5, 12);
    expect(expected).toBeCloseTo(0.2, 12);
    expect(recentOf(shot("a", 1, 600), shot("b", 1, 1_500))[0]).toBe(1.5);
  });

  it("does not fade in the break, and does while the other side shoots", () => {
    const half = [shot("a", 1, 2_700), event("end", { type: "PERIOD_END", period: 1, second: 2_700 })];
    expect(recentOf(...half, tick(2, 0))).toEqual([1, 0.4]);
    expect(recentOf(...half, shot("b", 2, 900, "AWAY"))).toEqual([0.5, 0.2]);
  });

  it("is as if a shot that is taken back had never been", () => {
    const [first, second] = [shot("a", 1, 600), shot("b", 1, 900)];
    const log = new MatchLog([fixture(), first, second, tick(1, 1_500)]);
    log.put(revised(second, { status: "CANCELLED" }));
    expect(log.state.home.counts.recentShots).toBe(0.5);
  });
});

describe("the last goal", () => {
  it("is the latest of the match, whoever scored it and whenever it was told, and no kick of a shoot-out", () => {
    const first = event("first", { type: "GOAL", period: 1, second: 300 });
    const own = event("own", { type: "OWN_GOAL", period: 2, second: 100, side: "AWAY" });
    const kick = event("kick", { type: "PENALTY_SCORED", period: 5, second: 30 });
    expect(stateOf(fixture()).lastGoal).toBeNull();
    expect(stateOf(own, first).lastGoal).toEqual({ period: 2, second: 100 });
    expect(stateOf(first, own, kick).lastGoal).toEqual({ period: 2, second: 100 });
    expect(stateOf(first, own, revised(own, { status: "CANCELLED" })).lastGoal).toEqual({ period: 1, second: 300 });
  });
});

describe("the score", () => {
  it("counts goals, own goals and penalties for the side they are credited to, and no shots", () => {
    const { home, away } = stateOf(
      event("a", { type: "GOAL" }),
      event("b", { type: "OWN_GOAL", side: "AWAY" }),
      event("c", { type: "PENALTY_SCORED", side: "AWAY" }),
      event("d", { type: "PENALTY_MISSED" }),
      event("e", { type: "SHOT", shotOutcome: "GOAL", expectedGoals: 0.4 }),
    );
    expect([home.counts.goals, away.counts.goals]).toEqual([1, 2]);
  });

  it("keeps the score at half-time, after 90 minutes and of the shoot-out apart", () => {
    const goals = [1, 2, 2, 3, 5, 5, 5].map((period, i) => event(`g${i}`, { type: "GOAL", period, second: 100 + i }));
    const state = stateOf(...drawnCupTie, ...whistles(3, 4, 5), ...goals);
    expect(state).toMatchObject({
      halfTime: { home: 1, away: 0 },
      fullTime: { home: 3, away: 0 },
      shootOut: { home: 3, away: 0 },
      home: { counts: { goals: 4 } },
    });
  });

  it("is over without a shoot-out score where its kicks are not told, and counts from the first that is, scored or not", () => {
    const untold = [...drawnCupTie, ...whistles(3, 4, 5)];
    expect(stateOf(...untold)).toMatchObject({ phase: "FINISHED", shootOut: null });
    const missed = event("kick", { type: "PENALTY_MISSED", period: 5, second: 30, side: "AWAY" });
    expect(stateOf(...untold, missed).shootOut).toEqual({ home: 0, away: 0 });
  });

  it("says nothing of half-time before it, and takes a missed whistle from the next period", () => {
    const first = event("first", { type: "GOAL" });
    expect(stateOf(first).halfTime).toBeNull();
    expect(stateOf(first, homeGoal).halfTime).toEqual({ home: 1, away: 0 });
    expect(stateOf(first, homeGoal).fullTime).toBeNull();
  });

  it("loses a goal that is cancelled, wholly", () => {
    const rest = [fixture(), event("clock", { type: "CLOCK", second: 1_200 })];
    const goal = event("goal", { type: "GOAL", second: 1_300 });
    expect(stateOf(...rest, goal, revised(goal, { status: "CANCELLED" }))).toEqual(stateOf(...rest));
  });

  it("is not moved by a VAR decision about it, only by the goal's own revision", () => {
    const goal = event("goal", { type: "GOAL", second: 700 });
    const decision = event("var", { type: "VAR_DECISION", second: 700, subject: "goal" });
    expect(stateOf(goal, decision)).toEqual(stateOf(goal));
  });
});

describe("play", () => {
  const live = [fixture(), event("on", { type: "PERIOD_START", period: 1, second: 0 })];
  const tick = (second: number) => event(`tick ${second}`, { type: "CLOCK", second, side: null });

  it.each([
    "GOAL",
    "OWN_GOAL",
    "PENALTY_SCORED",
    "PENALTY_MISSED",
    "YELLOW",
    "SECOND_YELLOW",
    "RED",
    "VAR_DECISION",
  ] as const)("stops at a %s, until something after it shows that it goes on", (type) => {
    const stop = event("stop", { type, second: 600 });
    expect(stateOf(...live, tick(540)).stopped).toBe(false);
    expect(stateOf(...live, tick(540), stop).stopped).toBe(true);
    expect(stateOf(...live, stop, event("sub", { type: "SUBSTITUTION", second: 640 })).stopped).toBe(true);
    expect(stateOf(...live, stop, tick(660)).stopped).toBe(false);
    expect(stateOf(...live, stop, event("shot", { type: "SHOT", second: 640 })).stopped).toBe(false);
    expect(stateOf(...live, stop, event("end", { type: "PERIOD_END", second: 2_750 })).stopped).toBe(false);
  });

  it("stops where its feed falls silent, which moves nothing else, until something shows that it is back", () => {
    const silence = event("silence", { type: "SILENCE", second: 600, providerTime: 9e12 });
    const before = stateOf(...live, tick(600));
    expect(stateOf(...live, tick(600), silence)).toEqual({ ...before, stopped: true });
    expect(stateOf(...live, tick(600), silence, tick(660)).stopped).toBe(false);
    const sub = event("sub", { type: "SUBSTITUTION", second: 640 });
    expect(stateOf(...live, tick(600), silence, sub).stopped).toBe(true);
  });

  it("is not stopped by a silence that stood on a tick which was taken back", () => {
    const [wrong, silence] = [tick(2_400), event("silence", { type: "SILENCE", second: 2_400 })];
    expect(stateOf(...live, tick(600), wrong, silence, tick(660)).stopped).toBe(true);
    const cancelled = { ...wrong, value: { ...wrong.value, revision: 2, status: "CANCELLED" } } as MatchEntry;
    expect(stateOf(...live, tick(600), cancelled, silence, tick(660))).toEqual(stateOf(...live, tick(600), tick(660)));
  });

  it("goes on where a player is injured, which moves the clock alone", () => {
    const injury = event("injury", { type: "INJURY", second: 640, side: "HOME" });
    const { toldAt } = stateOf(...live, injury);
    expect(stateOf(...live, injury)).toEqual({ ...stateOf(...live, tick(540)), second: 640, toldAt });
  });

  it("goes on as before where what stopped it is cancelled", () => {
    const before = [...live, tick(540)];
    const goal = event("goal", { type: "GOAL", second: 600 });
    expect(stateOf(...before, goal, revised(goal, { status: "CANCELLED" }))).toEqual(stateOf(...before));
  });

  it("has gone on since a goal that is told late", () => {
    expect(stateOf(...live, tick(660), event("late", { type: "GOAL", second: 600 })).stopped).toBe(false);
  });
});

describe("a tentative event", () => {
  it("suspends the match and moves nothing else", () => {
    const rest = [fixture(), event("clock", { type: "CLOCK", second: 1_200 })];
    const goal = event("goal", { type: "GOAL", second: 1_300, status: "TENTATIVE" });
    expect(stateOf(...rest, goal)).toEqual({ ...stateOf(...rest), tentative: 1 });
  });

  it("counts once it is confirmed, and leaves nothing behind once it is cancelled", () => {
    const goal = event("goal", { type: "GOAL", status: "TENTATIVE" });
    expect(stateOf(goal, revised(goal, { status: "CONFIRMED" }))).toMatchObject({
      tentative: 0,
      home: { counts: { goals: 1 } },
    });
    expect(stateOf(goal, revised(goal, { status: "CANCELLED" }))).toEqual(stateOf());
  });
});

describe("a side", () => {
  const menOf = (...entries: MatchEntry[]) => stateOf(...entries).home.counts.men;
  const starter = player("HOME starter 4", "HOME-starter-4");
  const substitute = player("HOME substitute 2", "HOME-substitute-2");
  const sub = event("sub", { type: "SUBSTITUTION", second: 800, player: substitute, playerOff: starter });
  const red = (who: typeof starter, second = 900) => event("red", { type: "RED", second, player: who });

  it("loses a man to a red card and to a second yellow one", () => {
    expect(menOf(lineUp("HOME"), red(starter))).toBe(10);
    const state = stateOf(
      event("y1", { type: "YELLOW", player: starter }),
      event("y2", { type: "SECOND_YELLOW", second: 700, player: starter }),
    );
    expect(state.home.counts).toMatchObject({ yellowCards: 1, redCards: 1, men: 10 });
  });

  it("loses one man to a second yellow card and a red one that name nobody within a minute, in whatever order they come", () => {
    const yellow = event("y2", { type: "SECOND_YELLOW", second: 890 });
    const red = event("r", { type: "RED", second: 940 });
    const again = event("r2", { type: "RED", second: 945 });
    for (const said of [
      [yellow, red],
      [red, yellow],
    ])
      expect(stateOf(...said).home.counts).toMatchObject({ redCards: 1, men: 10 });
    for (const said of [
      [yellow, red, again],
      [again, red, yellow],
    ])
      expect(menOf(...said)).toBe(9);
    expect(menOf(yellow, event("later", { type: "RED", second: 951 }))).toBe(9);
    expect(menOf(yellow, event("other", { type: "RED", second: 890, side: "AWAY" }))).toBe(10);
    expect(menOf(yellow, event("y3", { type: "SECOND_YELLOW", second: 890 }))).toBe(9);
  });

  it("loses one man where a provider tells both the second yellow card and the red one", () => {
    const second = event("y2", { type: "SECOND_YELLOW", second: 890, player: player("HOME starter 4") });
    expect(stateOf(second, red(starter)).home.counts).toMatchObject({ redCards: 1, men: 10 });
  });

  it("loses two men where two of one name are sent off", () => {
    const brother = event("red-2", { type: "RED", second: 950, player: player(starter.name, "HOME-starter-5") });
    expect(menOf(red(starter), brother)).toBe(9);
  });

  it("loses nobody where a substitute is sent off the bench, or a man who had left the pitch", () => {
    expect(stateOf(lineUp("HOME"), red(substitute)).home.counts).toMatchObject({ redCards: 1, men: 11 });
    expect(stateOf(lineUp("HOME"), sub, red(starter)).home.counts).toMatchObject({ redCards: 1, men: 11 });
  });

  it("loses a substitute who had come on, whether that is told before or after", () => {
    expect(menOf(lineUp("HOME"), sub, red(substitute))).toBe(10);
    expect(menOf(lineUp("HOME"), sub, red(substitute, 780))).toBe(10);
  });

  it("adds up shots, those on target and their expected goals, but none of a shoot-out", () => {
    const shot = (id: string, expectedGoals: number, shotOutcome: "GOAL" | "ON_TARGET" | "BLOCKED", period = 1) =>
      event(id, { type: "SHOT", expectedGoals, shotOutcome, period });
    const { home } = stateOf(
      shot("a", 0.25, "GOAL"),
      shot("b", 0.125, "ON_TARGET"),
      shot("c", 0.5, "BLOCKED"),
      shot("d", 0.75, "GOAL", 5),
    );
    expect(home.counts).toMatchObject({ shots: 3, shotsOnTarget: 2, expectedGoals: 0.875 });
  });

  it("has its line-up known once it is announced, not while it is expected", () => {
    expect(stateOf(lineUp("HOME", { announced: false })).home.counts.lineUpKnown).toBe(false);
    const { home, away } = stateOf(lineUp("HOME", { announced: false }), lineUp("HOME", { revision: 2 }));
    expect([home.counts.lineUpKnown, away.counts.lineUpKnown]).toEqual([true, false]);
  });
});

describe("the clock", () => {
  it("shows the highest second of the highest period and the stoppage announced for that period", () => {
    const announced = event("board", { type: "CLOCK", period: 1, second: 2_700, stoppage: 120 });
    expect(stateOf(announced, event("early", { type: "YELLOW", second: 60 }))).toMatchObject({
      second: 2_700,
      stoppage: 120,
    });
    const restart = event("start-2", { type: "PERIOD_START", period: 2, second: 0 });
    expect(stateOf(announced, restart)).toMatchObject({ period: 2, second: 0, stoppage: null });
  });
});
