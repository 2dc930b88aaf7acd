import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { LineUp, MatchEvent, Player } from "@touchline/schemas";
import { beforeEach, describe, expect, it } from "vitest";
import { MatchGuard } from "./admission.ts";
import type { MatchEntry } from "./match-entry.ts";
import { parseTeamAliases, TeamIdentities } from "./team-identity.ts";
import { parseTimeline, type Timeline } from "./timeline.ts";

const data = (name: string): Buffer => readFileSync(fileURLToPath(new URL(`../../../data/${name}`, import.meta.url)));
const teams = new TeamIdentities(parseTeamAliases(data("team_aliases.csv").toString()));
const timelines = gunzipSync(data("timelines_wyscout.jsonl.gz"))
  .toString()
  .trimEnd()
  .split("\n")
  .map((line) => parseTimeline(line, teams));

/** Croatia v England, 2018: England lead from the 5th minute, Croatia level in the 68th. */
const { fixture, entries } = timelines.find(({ matchId }) => matchId === "wyscout:2058015") as Timeline;
const fixtureEntry: MatchEntry = { schema: "Fixture", value: fixture };
const [home, away] = entries.flatMap((entry) => (entry.schema === "LineUp" ? [entry.value] : [])) as [LineUp, LineUp];

let guard: MatchGuard;
beforeEach(() => {
  guard = new MatchGuard(teams);
});
const event = (value: MatchEvent): MatchEntry => ({ schema: "MatchEvent", value });
const lineUp = (value: LineUp): MatchEntry => ({ schema: "LineUp", value });
const admit = (entry: MatchEntry): string => {
  const admission = guard.admit(entry);
  return admission.outcome === "rejected" ? admission.code : admission.outcome;
};
const admitAll = (some: readonly MatchEntry[]): void => {
  for (const entry of some) expect(admit(entry)).toBe("accepted");
};
const admitUntil = (type: MatchEvent["type"], side: MatchEvent["side"] = null): MatchEvent => {
  const index = entries.findIndex(
    ({ schema, value }) => schema === "MatchEvent" && value.type === type && (side === null || value.side === side),
  );
  admitAll(entries.slice(0, index + 1));
  return entries[index]?.value as MatchEvent;
};

describe("the shipped matches", () => {
  it("are accepted whole, all 1,273 of them, with nothing odd about them", () => {
    const refused = timelines.flatMap(({ matchId, entries }) => {
      const guard = new MatchGuard(teams);
      return entries
        .map((entry) => guard.admit(entry))
        .filter((admission) => admission.outcome !== "accepted" || admission.suspicions.length > 0)
        .map((admission) => ({ matchId, ...admission }));
    });
    expect(refused).toEqual([]);
  });

  it("change nothing when they come a second time", () => {
    admitAll(entries);
    expect(new Set(entries.map(admit))).toEqual(new Set(["duplicate"]));
  });
});

describe("revisions", () => {
  it("replace what is known when higher, and change nothing when lower or the same again", () => {
    const goal = admitUntil("GOAL");
    const corrected = { ...goal, revision: 3, second: 290 };
    expect(admit(event(corrected))).toBe("accepted");
    expect(admit(event({ ...corrected }))).toBe("duplicate");
    expect(admit(event({ ...corrected, revision: 2 }))).toBe("stale");
    expect(admit(event(goal))).toBe("stale");
  });

  it("conflict where the same one comes with other content", () => {
    const goal = admitUntil("GOAL");
    expect(admit(event({ ...goal, side: "HOME" }))).toBe("REVISION_CONFLICT");
    expect(admit(event(goal))).toBe("duplicate");
  });

  it.each([0, -1, 1.5, Number.NaN])("of %d are invalid", (revision) => {
    expect(admit({ schema: "Fixture", value: { ...fixture, revision } })).toBe("REVISION_INVALID");
  });
});

describe("a fixture", () => {
  it("of an unknown team is refused, and so is all that follows", () => {
    const unknown = { ...fixture, home: { id: "nation:croatai", name: "Croatai" } };
    expect(admit({ schema: "Fixture", value: unknown })).toBe("UNKNOWN_TEAM");
    expect(admit(lineUp(home))).toBe("UNKNOWN_FIXTURE");
    expect(admit(entries[3] as MatchEntry)).toBe("UNKNOWN_FIXTURE");
  });

  it("of a team against itself, or at no time, is refused", () => {
    expect(admit({ schema: "Fixture", value: { ...fixture, away: fixture.home } })).toBe("IMPOSSIBLE_FIXTURE");
    expect(admit({ schema: "Fixture", value: { ...fixture, kickOff: Number.NaN } })).toBe("IMPOSSIBLE_FIXTURE");
  });
});

describe("a line-up", () => {
  const [first, second, ...others] = home.starting as [Player, Player, ...Player[]];
  const rest = [second, ...others];
  const [ofOtherSide] = away.starting as [Player, ...Player[]];
  const [substitute] = home.bench as [Player, ...Player[]];
  const allAs = (position: Player["position"], players: readonly Player[]) =>
    players.map((player) => ({ ...player, position }));

  it.each<[string, LineUp]>([
    ["of ten", { ...home, starting: rest }],
    ["of twelve", { ...home, starting: [...home.starting, substitute] }],
    ["with a player twice", { ...home, starting: [second, ...rest] }],
    ["with a starter on the bench", { ...home, bench: [first] }],
    ["with a player of the other side", { ...home, starting: [ofOtherSide, ...rest] }],
    [
      "with three goalkeepers",
      { ...home, starting: [...allAs("GOALKEEPER", home.starting.slice(0, 3)), ...home.starting.slice(3)] },
    ],
    [
      "without any goalkeeper",
      { ...home, starting: allAs("FORWARD", home.starting), bench: allAs("FORWARD", home.bench) },
    ],
  ])("%s is impossible", (_, impossible) => {
    admitAll([fixtureEntry, lineUp(away)]);
    expect(admit(lineUp(impossible))).toBe("IMPOSSIBLE_LINE_UP");
    expect(admit(lineUp(home))).toBe("accepted");
  });

  it("that is only expected, or tells no positions, may be incomplete", () => {
    admitAll([fixtureEntry]);
    expect(admit(lineUp({ ...home, announced: false, starting: rest }))).toBe("accepted");
    expect(admit(lineUp({ ...away, starting: allAs(null, away.starting), bench: [] }))).toBe("accepted");
  });
});

describe("an event", () => {
  it.each<[string, Partial<MatchEvent>, string]>([
    ["in a period that there is not", { period: 6 }, "CLOCK_OUT_OF_RANGE"],
    ["before its period", { second: -1 }, "CLOCK_OUT_OF_RANGE"],
    ["after two hours of a half", { second: 7200 }, "CLOCK_OUT_OF_RANGE"],
    ["with stoppage that was never played", { stoppage: 1e12 }, "BAD_STOPPAGE"],
    ["with less than no stoppage", { stoppage: -50 }, "BAD_STOPPAGE"],
    ["with 17 expected goals", { expectedGoals: 17 }, "BAD_EXPECTED_GOALS"],
    ["with expected goals that are no number", { expectedGoals: Number.NaN }, "BAD_EXPECTED_GOALS"],
    ["with half a goal", { score: { home: 0.5, away: 0 } }, "BAD_SCORE"],
  ])("%s is refused", (_, change, code) => {
    const shot = admitUntil("SHOT");
    expect(admit(event({ ...shot, eventId: "another", ...change }))).toBe(code);
  });

  it("may be told late, but the clock does not go back by more than two minutes", () => {
    const whistle = admitUntil("PERIOD_END");
    const clock = (second: number): MatchEntry =>
      event({ ...whistle, type: "CLOCK", eventId: `tick-${second}`, second, score: null });
    expect(admit(clock(whistle.second - 100))).toBe("accepted");
    expect(admit(clock(2500))).toBe("MINUTE_WENT_BACK");
    expect(admit(event({ ...whistle, type: "YELLOW", side: "HOME", eventId: "late", second: 60, score: null }))).toBe(
      "accepted",
    );
  });

  it.each<[string, Partial<MatchEvent>]>([
    ["a clock", { second: 2400 }],
    ["a start of a period", { type: "PERIOD_START", period: 2, second: 0 }],
  ])("of the clock is held no longer to %s that was taken back, or corrected", (_, change) => {
    const tick = admitUntil("CLOCK");
    const at = (second: number, eventId = `tick-${second}`): MatchEvent => ({ ...tick, eventId, second, score: null });
    const wrong = { ...at(600, "wrong"), ...change };
    admitAll([event(at(600)), event(wrong)]);
    expect(admit(event(at(660)))).toBe("MINUTE_WENT_BACK");
    admitAll([event({ ...wrong, revision: 2, status: "CANCELLED" }), event(at(660))]);
    expect(admit(event(at(400)))).toBe("MINUTE_WENT_BACK");
    admitAll([event({ ...wrong, revision: 3, status: "CONFIRMED" })]);
    expect(admit(event(at(720)))).toBe("MINUTE_WENT_BACK");
    admitAll([event({ ...at(720, "wrong"), revision: 4 }), event(at(720))]);
  });

  it("of the clock in an earlier period has gone back", () => {
    const tick = admitUntil("CLOCK");
    admitAll([event({ ...tick, eventId: "kick-off-2", type: "PERIOD_START", period: 2, second: 0, score: null })]);
    expect(admit(event({ ...tick, eventId: "tick", second: 2700 }))).toBe("MINUTE_WENT_BACK");
  });
});

describe("the score", () => {
  /** After England's goal: 0-1. */
  const tickAfter = (goal: MatchEvent, home: number, away: number, eventId = `${home}-${away}`): MatchEntry =>
    event({
      ...goal,
      type: "CLOCK",
      side: null,
      player: null,
      eventId,
      second: goal.second + 60,
      score: { home, away },
    });

  it("does not fall by itself", () => {
    const goal = admitUntil("GOAL");
    expect(admit(tickAfter(goal, 0, 0))).toBe("SCORE_FELL");
    expect(admit(tickAfter(goal, 0, 1))).toBe("accepted");
  });

  it("falls with the goal that is cancelled, and then not again", () => {
    const goal = admitUntil("GOAL");
    const cancelled = { ...goal, revision: 2, status: "CANCELLED" as const, score: { home: 0, away: 0 } };
    expect(admit(event(cancelled))).toBe("accepted");
    admitAll([tickAfter(goal, 1, 0)]);
    expect(admit(tickAfter(goal, 0, 0))).toBe("SCORE_FELL");
  });

  it("falls after a clock with a wrong one was taken back", () => {
    const goal = admitUntil("GOAL");
    const wrong = tickAfter(goal, 3, 1, "wrong").value as MatchEvent;
    admitAll([event(wrong)]);
    expect(admit(tickAfter(goal, 0, 1))).toBe("SCORE_FELL");
    admitAll([event({ ...wrong, revision: 2, status: "CANCELLED" }), tickAfter(goal, 0, 1)]);
  });

  it("falls after a VAR decision, before the cancellation has come", () => {
    const goal = admitUntil("GOAL");
    const decision = { ...goal, type: "VAR_DECISION" as const, eventId: "var", subject: goal.eventId, score: null };
    admitAll([event(decision), tickAfter(goal, 0, 0)]);
  });

  it("of a tentative goal is not held against the provider", () => {
    const goal = admitUntil("GOAL");
    const tentative = { ...goal, eventId: "offside?", status: "TENTATIVE" as const, score: { home: 0, away: 2 } };
    admitAll([event(tentative), tickAfter(goal, 0, 1)]);
  });

  it("of a late message may be an old one", () => {
    const goal = admitUntil("GOAL", "HOME");
    const late = {
      ...goal,
      type: "YELLOW" as const,
      eventId: "late",
      period: 1,
      second: 60,
      score: { home: 0, away: 0 },
    };
    expect(admit(event(late))).toBe("accepted");
  });
});
