import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { foldMatch, matchAtStart, parseTimeline, type Timeline } from "@touchline/football";
import {
  type Belief,
  changeParts,
  type InPlayState,
  independentPoisson,
  inPlay,
  type PredictionBasis,
  readMarkets,
} from "@touchline/models";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import type { MatchResultProbabilities } from "@touchline/schemas";
import { liveLoad } from "./live-load.ts";
import { distribution } from "./percentile.ts";

const matches = 1_000;
const burst = 5_000;
const rounds = 5;

export interface RescoreOptions {
  /** Leaves out what takes a broker. */
  readonly cpuOnly: boolean;
  /** Tells where the predictor's time goes in the burst. */
  readonly profile: boolean;
}

/** One re-score: what came before, and what it is made from. */
interface Step {
  readonly match: number;
  readonly basis: PredictionBasis;
}

/**
 * What a re-score costs with all markets, intervals and causes: 1,000 shipped matches side by side, an event each in turn, as the
 * predictor goes through them without broker and codec. Beside it the same with Poisson goals alone, which is what a re-score cannot
 * do without. Then a burst of 5,000 events in one second on all of them: how long each waits until it is re-scored. At last the same load on the
 * predictor as it runs, on a broker (`liveLoad`).
 */
export async function rescore(options: RescoreOptions, say: (text: string) => void): Promise<object> {
  const cpu = rescoreCpu(say);
  if (options.cpuOnly) return cpu;
  return { ...cpu, live: { matches, burst, ...(await liveLoad({ matches, burst, profile: options.profile }, say)) } };
}

function rescoreCpu(say: (text: string) => void): object {
  const steps = stepsOf(timelines());
  say(`${steps.length} events of ${matches} matches; each round re-scores all of them`);
  const heapBefore = heapBytes();
  const last = new Map<number, { basis: PredictionBasis; matchResult: MatchResultProbabilities }>();
  const score = ({ match, basis }: Step): number => {
    const before = last.get(match);
    const core = inPlay(basis.belief, basis.state, basis.provider);
    const parts = before && changeParts(before.basis, basis, before.matchResult, core.matchResult);
    last.set(match, { basis, matchResult: core.matchResult });
    return core.matchResult.home + (parts?.length ?? 0);
  };
  const whole = cpuOf(steps, score, say);
  const bytes = (heapBytes() - heapBefore) / matches;
  last.clear();
  const poisson = cpuOf(
    steps,
    ({ basis: { belief, state } }) => {
      const now = { home: state.home.goals, away: state.away.goals };
      return readMarkets(independentPoisson(belief), now, belief).matchResult.home;
    },
    say,
  );
  return {
    cpuUsPerRescore: whole,
    rescoresPerSecond: Math.round(1e6 / whole),
    budgetUs: 50,
    ofPoissonAloneUs: poisson,
    bytesPerLiveMatch: Math.round(bytes),
    burst: { events: burst, matches, waitMs: waits(steps, score) },
  };
}

/** µs of CPU: the fastest of some rounds, for whatever else runs on the machine slows some of them down. */
function cpuOf(steps: readonly Step[], score: (step: Step) => number, say: (text: string) => void): number {
  let sum = 0;
  const costs = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    for (const step of steps) sum += score(step);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / steps.length;
  });
  say(`${costs.map((cost) => cost.toFixed(1)).join(", ")} µs a re-score (${sum.toFixed(0)})`);
  return Number(Math.min(...costs).toFixed(2));
}

/** Events come evenly within a second and are worked one after the other: from its coming to its result each waits so long. */
function waits(steps: readonly Step[], score: (step: Step) => number) {
  const some = steps.slice(steps.length >> 1, (steps.length >> 1) + burst);
  let freeAtMs = 0;
  const waited = some.map((step, at) => {
    const comesAtMs = (1_000 * at) / some.length;
    const from = performance.now();
    score(step);
    freeAtMs = Math.max(freeAtMs, comesAtMs) + performance.now() - from;
    return freeAtMs - comesAtMs;
  });
  return distribution(waited, 3);
}

function timelines(): Timeline[] {
  const teams = readTeams();
  const lines = readDataFile(shippedFiles.timelines).toString("utf8").trimEnd().split("\n");
  return lines.slice(0, matches).map((line) => parseTimeline(line, teams));
}

/** Events of all matches, one of each in turn. */
function stepsOf(all: readonly Timeline[]): Step[] {
  const byMatch = all.map(({ entries, fixture }, match) => {
    const belief: Belief = { home: 0.8 + match / 600, away: 2.2 - match / 700, dependence: -0.09, variance: 0.05 };
    let state = matchAtStart;
    return entries.map((entry): Step => {
      state = foldMatch(state, entry);
      const { phase, period, second, stoppage, halfTime, fullTime, lastGoal, shootOut, home, away } = state;
      const clock = { phase, period, second, stoppage, halfTime, fullTime, lastGoal, shootOut };
      const played: InPlayState = { ...clock, knockout: fixture.knockout, home: home.counts, away: away.counts };
      return { match, basis: { belief, state: played, provider: fixture.provider } };
    });
  });
  const longest = Math.max(...byMatch.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => byMatch.flatMap((steps) => steps[at] ?? [])).flat();
}

function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
