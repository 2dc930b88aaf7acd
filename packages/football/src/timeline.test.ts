import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { MatchEvent } from "@touchline/schemas";
import { describe, expect, it } from "vitest";
import { foldMatch, type MatchEntry, matchAtStart, parseTeamAliases, parseTimeline, TeamIdentities } from "./index.ts";
import { compareEntries } from "./match-order.ts";

const data = (name: string): Buffer => readFileSync(fileURLToPath(new URL(`../../../data/${name}`, import.meta.url)));
const teams = new TeamIdentities(parseTeamAliases(data("team_aliases.csv").toString()));
const lines = gunzipSync(data("timelines_wyscout.jsonl.gz")).toString().trimEnd().split("\n");
const lineOf = (id: string): string => lines.find((line) => line.includes(`"id":"wyscout:${id}"`)) ?? "";

/** Croatia v England, World Cup semi-final of 2018, decided in extra time. */
const semiFinal = lineOf("2058015");

const eventsOf = (entries: readonly MatchEntry[]): MatchEvent[] =>
  entries.flatMap((entry) => (entry.schema === "MatchEvent" ? [entry.value] : []));
const changed = (line: string, change: (match: Record<string, unknown>) => void): string => {
  const match = JSON.parse(line);
  change(match);
  return JSON.stringify(match);
};

describe("the shipped file of 1,273 matches", () => {
  const timelines = lines.map((line) => parseTimeline(line, teams));

  it("folds to the score that the file states, in every match", () => {
    const wrong = timelines.filter(({ entries, final }) => {
      const state = entries.reduce(foldMatch, matchAtStart);
      return state.home.counts.goals !== final?.home || state.away.counts.goals !== final?.away;
    });
    expect(timelines).toHaveLength(1273);
    expect(wrong.map(({ matchId }) => matchId)).toEqual([]);
  });

  it("names no team that the table of aliases does not know", () => {
    expect(timelines.flatMap(({ newTeams }) => newTeams)).toEqual([]);
  });

  it("is told in the order of the fold, with unique ids and a provider's clock that never goes back", () => {
    for (const { matchId, entries } of timelines) {
      expect([...entries].sort(compareEntries), matchId).toEqual(entries);
      const events = eventsOf(entries);
      expect(new Set(events.map((event) => event.eventId)).size, matchId).toBe(events.length);
      const times = events.map((event) => event.providerTime);
      expect(times, matchId).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it("ticks each full minute of play and keeps every shot, card and substitution", () => {
    const count = (type: string) =>
      timelines.reduce((sum, { entries }) => sum + eventsOf(entries).filter((event) => event.type === type).length, 0);
    expect({
      goals: count("GOAL") + count("OWN_GOAL") + count("PENALTY_SCORED"),
      yellow: count("YELLOW"),
      secondYellow: count("SECOND_YELLOW"),
      red: count("RED"),
      substitutions: count("SUBSTITUTION"),
      shots: count("SHOT"),
      missedPenalties: count("PENALTY_MISSED"),
    }).toMatchInlineSnapshot(`
      {
        "goals": 3423,
        "missedPenalties": 99,
        "red": 119,
        "secondYellow": 112,
        "shots": 29907,
        "substitutions": 7264,
        "yellow": 4900,
      }
    `);
    const played = eventsOf(timelines[0]?.entries ?? []);
    expect(played.filter((event) => event.type === "CLOCK" && event.period === 1)).toHaveLength(46);
  });
});

describe("a match", () => {
  it("that went to extra time has four periods with their real breaks", () => {
    const { fixture, entries } = parseTimeline(semiFinal, teams);
    const minutes = eventsOf(entries)
      .filter((event) => event.type === "PERIOD_START")
      .map((event) => Math.round((event.providerTime - fixture.kickOff) / 60_000));
    expect(minutes).toEqual([0, 61, 114, 135]);
    expect(fixture).toMatchObject({ knockout: true, neutral: true, home: { id: "nation:croatia" } });
  });

  it("shows the shot before its goal, and the new score from the goal on", () => {
    const events = eventsOf(parseTimeline(semiFinal, teams).entries);
    const goal = events.findIndex((event) => event.type === "GOAL");
    expect(events[goal - 1]).toMatchObject({ type: "SHOT", shotOutcome: "GOAL", player: { name: "K. Trippier" } });
    expect(events[goal - 2]?.score ?? { home: 0, away: 0 }).toEqual({ home: 0, away: 0 });
    expect(events[goal]).toMatchObject({
      side: "AWAY",
      second: 285.7,
      score: { home: 0, away: 1 },
      situation: "FREE_KICK",
      player: { id: "8945", name: "K. Trippier", position: "DEFENDER" },
    });
  });

  it("whose events lack a goal of its score gets it at the end of its period, without a scorer", () => {
    const events = eventsOf(parseTimeline(lineOf("2576181"), teams).entries);
    const goals = events.filter((event) => event.score !== null && event.type.endsWith("GOAL"));
    expect(goals.map(({ period, side, player }) => [period, side, player?.name ?? null])).toEqual([
      [1, "AWAY", "A. Mirante"],
      [1, "HOME", null],
      [2, "AWAY", "F. Chiesa"],
    ]);
  });

  it("keeps to its goals where the stated half-time score is wrong but the final one is right", () => {
    const events = eventsOf(parseTimeline(lineOf("2500001"), teams).entries);
    expect(events.at(-1)?.score).toEqual({ home: 2, away: 3 });
  });

  it("that went to penalties without kicks in the file ends with an empty shoot-out", () => {
    const events = eventsOf(parseTimeline(lineOf("2058009"), teams).entries);
    expect(events.filter((event) => event.period === 5).map((event) => event.type)).toEqual([
      "PERIOD_START",
      "PERIOD_END",
    ]);
  });

  it("takes shoot-out kicks that a file does tell, in their order, without moving the score", () => {
    const kick = (side: string) => ({ p: 5, s: null, min: 120, type: "goal", kind: "penalty", side, player: null });
    const line = changed(lineOf("2058009"), (match) => (match.events as unknown[]).push(kick("home"), kick("away")));
    const events = eventsOf(parseTimeline(line, teams).entries);
    const kicks = events.filter((event) => event.period === 5 && event.type === "PENALTY_SCORED");
    expect(kicks.map(({ side, score }) => [side, score])).toEqual([
      ["HOME", { home: 1, away: 1 }],
      ["AWAY", { home: 1, away: 1 }],
    ]);
  });

  it("is told without line-ups, shots, links and referee where the file has none", () => {
    const bare = changed(lineOf("2500090"), (match) => {
      for (const field of ["lineups", "shots", "fd", "referee_id", "venue", "round", "ht", "ft90", "goals_ok"]) {
        match[field] = null;
      }
    });
    const { entries, fixture } = parseTimeline(bare, teams);
    expect(fixture.home).toEqual({ id: "club:crystal-palace", name: "Crystal Palace" });
    expect(entries.filter((entry) => entry.schema === "LineUp")).toEqual([]);
    expect(eventsOf(entries).at(-1)).toMatchObject({ type: "PERIOD_END", score: { home: 2, away: 0 } });
  });

  it("places an event that has a minute only in the middle of it, and a change in the break at the restart", () => {
    const events = eventsOf(parseTimeline(lineOf("2500090"), teams).entries);
    expect(events.find((event) => event.playerOff?.name === "G. Krychowiak")?.second).toBe(16 * 60 + 30);
    const atHalfTime = changed(lineOf("2500090"), (match) => {
      match.events = [{ p: 2, s: null, min: 46, add: 0, type: "sub", side: "home", player_in: null, player_out: null }];
    });
    const change = eventsOf(parseTimeline(atHalfTime, teams).entries).find((event) => event.type === "SUBSTITUTION");
    expect(change).toMatchObject({ second: 0, player: null, playerOff: null });
  });

  it("of an unknown team takes the football-data link, and otherwise makes a new identity from the name alone", () => {
    const linked = changed(lineOf("2500090"), (match) => (match.home = "CPFC"));
    expect(parseTimeline(linked, teams)).toMatchObject({
      fixture: { home: { id: "club:crystal-palace" } },
      newTeams: [],
    });
    const unknown = changed(lineOf("2500090"), (match) => Object.assign(match, { home: "Crystal Palais", fd: null }));
    expect(parseTimeline(unknown, teams).newTeams).toEqual([{ id: "club:crystal-palais", name: "Crystal Palais" }]);
  });
});

describe("a broken line", () => {
  it.each([
    ["cut off", semiFinal.slice(0, 500), "TIMELINE_NOT_JSON"],
    ["of another form", '{"fixture":{"id":7}}', "TIMELINE_FIELD_MISSING"],
    [
      "without a day",
      changed(semiFinal, (match) => Object.assign(match, { date: null, ko_utc: null })),
      "TIMELINE_FIELD_MISSING",
    ],
    [
      "with a goal at no time",
      changed(semiFinal, (match) => (match.events as unknown[]).push({ p: 2, s: null, min: null, type: "goal" })),
      "TIMELINE_EVENT_WITHOUT_TIME",
    ],
    [
      "with a second of the match where one of the period belongs",
      changed(semiFinal, (match) => (match.events as unknown[]).push({ p: 4, s: 6900, type: "yellow" })),
      "TIMELINE_CLOCK_OUT_OF_RANGE",
    ],
  ])("%s is refused with a code and says what to do", (_, line, code) => {
    expect(() => parseTimeline(line, teams)).toThrow(expect.objectContaining({ code }));
  });
});
