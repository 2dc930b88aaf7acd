import { foldMatch, type MatchEntry, matchAtStart, parseTimeline } from "@touchline/football";
import { matchMinutes } from "@touchline/models";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import { expect, test } from "vitest";
import { type RecordedMatch, readRecordedMatch } from "./recorded-match.ts";
import { snapshotsOf } from "./snapshots.ts";

const teams = readTeams();
const lines = readDataFile(shippedFiles.timelines).toString("utf8").trimEnd().split("\n").slice(0, 120);

/** With the minute of the match that begins there, of 46 in a half, and by how much sums may differ. */
const moments = [
  { moment: { phase: "LIVE", period: 1, second: 1_800 }, minute: 30, differ: 1e-12 },
  // what is learnt from does not tell how long the first half was: its stoppage, three minutes at most here, has not faded there
  { moment: { phase: "LIVE", period: 2, second: 1_200 }, minute: 46 + 20, differ: 2 ** (180 / 900) - 1 },
] as const;

/** What production folds of a line's events up to the moment, and a tick of the clock at it. */
function folded(line: string, moment: { readonly period: number; readonly second: number }) {
  const { entries } = parseTimeline(line, teams);
  const clock = entries.find(({ schema, value }) => schema === "MatchEvent" && value.type === "CLOCK") as MatchEntry;
  const tick = { schema: "MatchEvent", value: { ...clock.value, ...moment, eventId: "tick" } } as MatchEntry;
  const until = entries.filter(({ schema, value }) => {
    if (schema !== "MatchEvent") return true;
    return value.period < moment.period || (value.period === moment.period && value.second < moment.second);
  });
  return [...until, tick].reduce(foldMatch, matchAtStart);
}

test.each(moments)(
  "what was done of late is the same where it is learnt from, judged and folded: $moment",
  ({ moment, minute, differ }) => {
    let shots = 0;
    for (const line of lines) {
      const match = readRecordedMatch(line) as RecordedMatch;
      if ((match.halfSeconds?.[0] ?? 0) > 2_880) continue;
      const [judged] = snapshotsOf(match, [moment]);
      const played = { ...match, belief: { home: 1, away: 1, dependence: 0, variance: 0 }, tellsHalves: true };
      const learnt = matchMinutes(played)[minute]?.state;
      const production = folded(line, moment);
      for (const side of ["home", "away"] as const) {
        const { recentShots, recentExpectedGoals, ...counts } = production[side].counts;
        for (const state of [judged, learnt]) {
          expect(state?.[side].shots).toBe(counts.shots);
          const off = Math.abs((state?.[side].recentShots ?? 0) - recentShots);
          expect(off).toBeLessThanOrEqual(differ * recentShots);
          const goalsOff = Math.abs((state?.[side].recentExpectedGoals ?? 0) - recentExpectedGoals);
          expect(goalsOff).toBeLessThanOrEqual(differ * recentExpectedGoals);
        }
        shots += counts.shots;
      }
    }
    expect(shots).toBeGreaterThan(500);
  },
);
