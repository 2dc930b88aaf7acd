import { judgePrediction, readRule, type WatchedMatch } from "@touchline/alerts";
import type { MatchEntry } from "@touchline/football";
import type { Alert, MatchEvent, Prediction } from "@touchline/schemas";
import { describe, expect, test } from "vitest";
import { predictionsOf, timelines } from "./replayed.fixture.ts";

const rules = [
  { id: "swing", kind: "SWING", atLeast: 0.2, withinMinutes: 5 },
  { id: "behind", kind: "FAVOURITE_BEHIND", favouriteAtLeast: 0.34 },
  { id: "red", kind: "RED_CARD" },
].map(readRule);

function alertsIn(predictions: readonly Prediction[]): Alert[] {
  let match: WatchedMatch | undefined;
  return predictions.flatMap((prediction) => {
    const judged = judgePrediction(match, prediction, `0:${prediction.sequence}`, { rules, quotes: [], now: 0 });
    match = judged?.match ?? match;
    return judged?.told ?? [];
  });
}

/** What was raised and not withdrawn, and what became of it. */
function standing(alerts: readonly Alert[]): string[] {
  const withdrawn = new Set(alerts.filter(({ state }) => state === "WITHDRAWN").map(({ id }) => id));
  return alerts
    .filter(({ id }) => !withdrawn.has(id))
    .map(({ ruleId, side, state, score }) => `${ruleId} ${side} ${score.home}-${score.away} ${state}`);
}

const eventOf = ({ schema, value }: MatchEntry) => (schema === "MatchEvent" ? (value as MatchEvent) : undefined);

describe.each(timelines.slice(0, 3))("$matchId", ({ matchId, entries }) => {
  const play = async (told: readonly MatchEntry[]) => alertsIn(await predictionsOf(matchId, told));

  test.each([
    ["GOAL", 20],
    ["GOAL", 50],
    ["RED", 35],
    ["RED", 80],
  ] as const)(
    "a %s after %i % of it that is taken back leaves its alerts as they are without it",
    async (type, share) => {
      const undisturbed = await play(entries);
      // behind a tick of the clock, so that the next one comes before anything else of weight
      const at = entries.findIndex(
        (entry, i) => i > (share / 100) * entries.length && eventOf(entry)?.type === "CLOCK",
      );
      const tick = eventOf(entries[at] as MatchEntry) as MatchEvent;
      const wrong = (revision: number, status: MatchEvent["status"]): MatchEntry => ({
        schema: "MatchEvent",
        value: { ...tick, eventId: "wrong", type, side: "AWAY", second: tick.second + 1, revision, status },
      });
      const disturbed = await play([
        ...entries.slice(0, at + 1),
        ...[wrong(1, "TENTATIVE"), wrong(2, "CONFIRMED"), wrong(3, "CANCELLED")],
        ...entries.slice(at + 1),
      ]);
      const withdrawn = disturbed.filter(({ state }) => state === "WITHDRAWN");
      expect(withdrawn.map(({ kind }) => kind)).toContain(type === "RED" ? "RED_CARD" : "SWING");
      expect(withdrawn.every(({ cause }) => cause.id === "wrong")).toBe(true);
      expect(standing(disturbed)).toEqual(standing(undisturbed));
    },
  );
});
