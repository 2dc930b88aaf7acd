import type { Counts, Result } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { History } from "./history.ts";
import { mergeStatements, ToldResults } from "./told-results.ts";

const counts: Counts = { shots: 12, shotsOnTarget: 4, corners: 5, fouls: 9, yellowCards: 2, redCards: 0 };
const noCorners: Counts = { ...counts, corners: null, fouls: null };

function told(provider: string, change: Partial<Result> = {}): Result {
  return {
    provider,
    matchId: "2018-06-25/nation:russia/nation:uruguay",
    revision: 1,
    competition: "INT-FIFA World Cup",
    season: "2018",
    kickOff: Date.UTC(2018, 5, 25, 12),
    home: { id: "nation:uruguay", name: "Uruguay" },
    away: { id: "nation:russia", name: "Russia" },
    score: { home: 3, away: 0 },
    halfTime: null,
    neutral: true,
    referee: null,
    homeCounts: null,
    awayCounts: null,
    goalTimes: null,
    closing: null,
    ...change,
  };
}

describe("what several providers say of a match", () => {
  it("counts once, by the fullest statement, with its gaps filled from those of the same score", () => {
    const live = told("wyscout", {
      homeCounts: noCorners,
      goalTimes: [
        { side: "HOME", minute: 10 },
        { side: "HOME", minute: 23 },
        { side: "HOME", minute: 90 },
      ],
    });
    const turned = told("official", {
      home: live.away,
      away: live.home,
      score: { home: 0, away: 3 },
      halfTime: { home: 0, away: 2 },
      awayCounts: counts,
      homeCounts: noCorners,
      referee: "M. Diedhiou",
    });
    const merged = mergeStatements([live, turned]);
    expect(merged).toMatchObject({
      provider: "official",
      home: { id: "nation:russia" },
      score: { home: 0, away: 3 },
      awayCounts: counts,
      goalTimes: [
        { side: "AWAY", minute: 10 },
        { side: "AWAY", minute: 23 },
        { side: "AWAY", minute: 90 },
      ],
    });
    expect(mergeStatements([turned, live])).toEqual(merged);
  });

  it("takes nothing from a statement of another score", () => {
    const wrong = told("wyscout", { score: { home: 2, away: 0 }, goalTimes: [] });
    const full = told("official", { halfTime: { home: 2, away: 0 }, homeCounts: counts, awayCounts: counts });
    expect(mergeStatements([wrong, full])).toEqual(full);
  });

  it("is empty where nobody says anything", () => {
    expect(mergeStatements([])).toBeUndefined();
  });

  it("leads to the same history in any order, each provider's highest revision counting, whatever was withdrawn", () => {
    const statement = fc
      .record({
        provider: fc.constantFrom("a", "b", "c"),
        revision: fc.integer({ min: 1, max: 3 }),
        referee: fc.constantFrom(null, "x"),
        homeCounts: fc.constantFrom(null, counts, noCorners),
      })
      // what a provider says in a revision is always the same
      .map(({ provider, revision, ...rest }) => told(provider, { revision, ...rest }));
    const statements = fc.uniqueArray(statement, { selector: ({ provider, revision }) => `${provider}${revision}` });
    fc.assert(
      fc.property(
        statements,
        fc.infiniteStream(fc.nat()),
        fc.constantFrom("a", "b", "none"),
        (all, order, withdrawn) => {
          const outcome = (sequence: readonly Result[]) => {
            const history = new History();
            const results = new ToldResults(history);
            for (const each of sequence) results.put(each.provider, each);
            results.remove(withdrawn);
            return history.get(told("a").matchId);
          };
          const shuffled = all.map((each) => [order.next().value, each] as const).sort(([a], [b]) => a - b);
          expect(outcome(shuffled.map(([, each]) => each))).toEqual(outcome(all));
        },
      ),
    );
  });
});
