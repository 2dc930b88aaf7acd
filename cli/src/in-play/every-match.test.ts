import {
  foldMatch,
  type MatchEntry,
  type MatchState,
  matchAtStart,
  parseTimeline,
  type Timeline,
} from "@touchline/football";
import {
  type Belief,
  changeParts,
  type InPlayParameters,
  type InPlayState,
  inPlay,
  inPlayParameters,
  type PredictionBasis,
  resultInPlay,
  SequenceNetwork,
  sequenceArtefact,
} from "@touchline/models";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import type { MatchResultProbabilities, Score } from "@touchline/schemas";
import { describe, expect, test } from "vitest";

const teams = readTeams();
const timelines = readDataFile(shippedFiles.timelines)
  .toString("utf8")
  .trimEnd()
  .split("\n")
  .map((line) => parseTimeline(line, teams));

/** Beliefs as various as those of real matches, a match the same each time. */
function beliefOf({ matchId }: Timeline): Belief {
  const number = [...matchId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000, 7) / 1_000;
  return { home: 0.5 + 2.2 * number, away: 2.2 - 1.7 * number, dependence: -0.09, variance: 0.05 };
}

interface Moment {
  readonly entry: MatchEntry;
  readonly before: InPlayState;
  readonly after: InPlayState;
}

/** What a match's entries make of it, one after the other. */
function momentsOf({ entries, fixture }: Timeline): Moment[] {
  let state = matchAtStart;
  return entries.map((entry) => {
    const before = stateOf(state, fixture.knockout);
    state = foldMatch(state, entry);
    return { entry, before, after: stateOf(state, fixture.knockout) };
  });
}

function stateOf(match: MatchState, knockout: boolean): InPlayState {
  const { phase, period, second, stoppage, halfTime, fullTime, lastGoal, shootOut } = match;
  const sides = { home: match.home.counts, away: match.away.counts };
  return { phase, period, second, stoppage, halfTime, fullTime, lastGoal, shootOut, knockout, ...sides };
}

const provider = "wyscout";
const far = (a: MatchResultProbabilities, b: MatchResultProbabilities) =>
  Math.max(Math.abs(a.home - b.home), Math.abs(a.draw - b.draw), Math.abs(a.away - b.away));
/** Chances that only rounding and the cut tail of the matrix can part. */
const rounding = 1e-11;

/** What is live, and the network on the run of play that challenges it. */
const contenders: [string, InPlayParameters][] = [
  ["rates in play", inPlayParameters],
  ["its challenger", { ...inPlayParameters, sequence: new SequenceNetwork(sequenceArtefact.network) }],
];

describe.each(contenders)(`in every one of ${timelines.length} shipped matches, of %s`, (_, parameters) => {
  const resultOf = (belief: Belief, state: InPlayState) => resultInPlay(belief, state, provider, parameters);

  test("kick-off changes nothing of what was believed before", () => {
    for (const timeline of timelines) {
      const belief = beliefOf(timeline);
      const start = momentsOf(timeline).find(
        ({ entry }) => entry.schema === "MatchEvent" && entry.value.type === "PERIOD_START",
      );
      const { before, after } = start as Moment;
      expect([before.phase, after.phase]).toEqual(["PRE_MATCH", "LIVE"]);
      expect(far(resultOf(belief, before), resultOf(belief, after))).toBeLessThan(1e-12);
    }
  });

  test("the end is the result, of all markets", () => {
    for (const timeline of timelines) {
      const last = momentsOf(timeline).at(-1)?.after as InPlayState;
      const { home, away } = last.fullTime as Score;
      const { matchResult, overUnder, nextGoal, cleanSheet, interval, remainingGoals } = inPlay(
        beliefOf(timeline),
        last,
        provider,
        parameters,
      );
      const result = { home: home > away ? 1 : 0, draw: home === away ? 1 : 0, away: home < away ? 1 : 0 };
      expect(matchResult).toEqual(result);
      expect(interval).toEqual({ low: result, high: result });
      expect(overUnder.map(({ over }) => over)).toEqual(overUnder.map(({ line }) => (home + away > line ? 1 : 0)));
      expect(cleanSheet).toEqual({ home: away === 0 ? 1 : 0, away: home === 0 ? 1 : 0 });
      expect([nextGoal.none, remainingGoals]).toEqual([1, { home: 0, away: 0 }]);
    }
  });

  test("a goal never lowers its side's chance, a man sent off never raises it, and the parts sum to the whole", () => {
    let [goals, dismissals] = [0, 0];
    for (const timeline of timelines) {
      const belief = beliefOf(timeline);
      for (const { entry, before, after } of momentsOf(timeline)) {
        if (entry.schema !== "MatchEvent" || after.period > 2 || after.phase === "FINISHED") continue;
        const isMoved = before.home.goals + before.away.goals !== after.home.goals + after.away.goals;
        const isShort = before.home.men + before.away.men !== after.home.men + after.away.men;
        if (!isMoved && !isShort) continue;
        const side = entry.value.side === "HOME" ? "home" : "away";
        const [from, to] = [resultOf(belief, before), resultOf(belief, after)];
        const parts = changeParts(basis(belief, before), basis(belief, after), from, to, (at) =>
          resultOf(at.belief, at.state),
        );
        for (const part of parts) {
          if (part.of === "SCORE") expect(part[side]).toBeGreaterThanOrEqual(-rounding);
          if (part.of === "MEN") expect(part[side]).toBeLessThanOrEqual(rounding);
        }
        expect(parts.some(({ of }) => of === (isMoved ? "SCORE" : "MEN"))).toBe(true);
        const sum = parts.reduce((total, part) => total + part[side], 0);
        expect(Math.abs(sum - (to[side] - from[side]))).toBeLessThan(1e-12);
        if (isMoved) goals++;
        else dismissals++;
      }
    }
    expect(goals).toBeGreaterThan(3_000);
    expect(dismissals).toBeGreaterThan(150);
  });

  test("chances move continuously while only the clock does", () => {
    for (const timeline of timelines) {
      const belief = beliefOf(timeline);
      const ticks = momentsOf(timeline).filter(
        ({ entry }) => entry.schema === "MatchEvent" && entry.value.type === "CLOCK",
      );
      for (const { after } of ticks.filter((_, at) => at % 12 === 5)) {
        if (after.period > 2) continue;
        const second = Math.max(0, after.second - 1);
        expect(far(resultOf(belief, { ...after, second }), resultOf(belief, after))).toBeLessThan(0.002);
      }
    }
  });

  test("home and away changed about give the mirror image", () => {
    for (const timeline of timelines) {
      const belief = beliefOf(timeline);
      const turned = { ...belief, home: belief.away, away: belief.home };
      const moments = momentsOf(timeline);
      for (const at of [0.3, 0.6, 0.9]) {
        const { after } = moments[Math.floor(at * moments.length)] as Moment;
        const there = resultOf(belief, after);
        const mirrored = resultOf(turned, { ...after, ...sidesTurned(after) });
        expect(far({ home: there.away, draw: there.draw, away: there.home }, mirrored)).toBeLessThan(1e-12);
      }
    }
  });
});

function sidesTurned({ home, away, halfTime, fullTime, shootOut }: InPlayState) {
  const turned = (score: Score | null) => score && { home: score.away, away: score.home };
  return { home: away, away: home, halfTime: turned(halfTime), fullTime: turned(fullTime), shootOut: turned(shootOut) };
}

function basis(belief: Belief, state: InPlayState): PredictionBasis {
  return { belief, state, provider };
}
