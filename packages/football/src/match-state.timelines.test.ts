import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { MatchLog, revised } from "./match.fixture.ts";
import type { MatchEntry } from "./match-entry.ts";
import { parseTeamAliases, TeamIdentities } from "./team-identity.ts";
import { parseTimeline } from "./timeline.ts";

const data = (name: string): Buffer => readFileSync(new URL(`../../../data/${name}`, import.meta.url));
const teams = new TeamIdentities(parseTeamAliases(data("team_aliases.csv").toString()));
const lines = gunzipSync(data("timelines_wyscout.jsonl.gz")).toString().trimEnd().split("\n");
const matches = lines.map((line) => ({ file: JSON.parse(line), timeline: parseTimeline(line, teams) }));

/** Men left on the pitch by the file itself: eleven less those sent off who were not sitting on the bench. */
function menOf(file: (typeof matches)[number]["file"], side: "home" | "away"): number {
  const own = file.events.filter((event: { side?: string }) => event.side === side);
  const cameOn = own
    .filter((event: { type: string }) => event.type === "sub")
    .map((sub: { player_in: string }) => sub.player_in);
  const starting = file.lineups[side].start.map(({ name }: { name: string }) => name);
  const sentOff = own.filter(({ type }: { type: string }) => type === "red" || type === "second_yellow");
  return 11 - sentOff.filter(({ player }: { player: string }) => [...starting, ...cameOn].includes(player)).length;
}

/** The same permutation each time (a linear congruential generator). */
function shuffled(entries: readonly MatchEntry[], seed: number): MatchEntry[] {
  let state = seed;
  const keyed = entries.map((entry) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return { entry, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry);
}

/** Says 0-0 at half-time of a match whose first goal it dates to the eleventh minute. */
const contradictory = "wyscout:2500001";

describe("the shipped matches", () => {
  it("end finished and with the file's score", () => {
    const wrong = matches.filter(({ file, timeline }) => {
      const { phase, home, away } = new MatchLog(timeline.entries).state;
      return phase !== "FINISHED" || home.counts.goals !== file.final[0] || away.counts.goals !== file.final[1];
    });
    expect(wrong.map(({ file }) => file.id)).toEqual([]);
  });

  it("have the file's score at half-time and after 90 minutes, where the file has all goals", () => {
    const whole = matches.filter(({ file }) => file.goals_ok && file.id !== contradictory);
    expect(whole).toHaveLength(1_269);
    const wrong = whole.flatMap(({ file, timeline }) => {
      const { halfTime, fullTime } = new MatchLog(timeline.entries).state;
      const found = [halfTime, fullTime].map((score) => score && [score.home, score.away]);
      const stated = [file.ht, file.ft90];
      return JSON.stringify(found) === JSON.stringify(stated) ? [] : [{ match: file.id, found, stated }];
    });
    expect(wrong).toEqual([]);
  });

  it("end with the men on the pitch that the file's cards leave", () => {
    const wrong = matches.flatMap(({ file, timeline }) => {
      const { home, away } = new MatchLog(timeline.entries).state;
      const found = [home.counts.men, away.counts.men];
      const stated = [menOf(file, "home"), menOf(file, "away")];
      return JSON.stringify(found) === JSON.stringify(stated) ? [] : [{ match: file.id, found, stated }];
    });
    expect(wrong).toEqual([]);
  });

  it("end the same whatever the order, also where goals were first credited to the other side", () => {
    for (const [i, { timeline }] of matches.entries()) {
      const inOrder = timeline.entries.map((entry) => (isGoal(entry) ? revised(entry) : entry));
      const first = timeline.entries.filter(isGoal).map((goal) => revised(goal, { side: "AWAY", second: 60 }, 1));
      const arrived = shuffled([...inOrder, ...first, ...inOrder.slice(0, 20)], i + 1);
      const ends = [arrived, inOrder].map((entries) => JSON.stringify(new MatchLog(entries).state));
      expect(ends[0], timeline.matchId).toBe(ends[1]);
    }
  });
});

function isGoal(entry: MatchEntry): boolean {
  return entry.schema === "MatchEvent" && entry.value.type === "GOAL";
}
