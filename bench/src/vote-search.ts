import { appendFile, readFile } from "node:fs/promises";
import {
  expandingFolds,
  type LearnerName,
  type LearnerOptions,
  type Lesson,
  rowsOf,
  type SearchResult,
  type Space,
  search,
  shareTable,
  Threads,
  type Trial,
} from "@touchline/learning";
import { classicVote, voteTable } from "@touchline/models";
import { logLoss, rankedProbabilityScore } from "@touchline/scoring";
import { type LeagueTable, leagueTable } from "./league-table.ts";

/** Seasons that trials are judged by, each learnt from all before it; and the one that the choice is judged by at last. */
const judged = [2017, 2018, 2019, 2020, 2021] as const;
const held = 2021;
const firstSeason = { none: 2001, past: 2012 } as const;
const classes = 3;
const seed = 1;
const trials: Readonly<Record<LearnerName, number>> = { boosting: 20, forest: 14, svm: 24 };

const spaces: { readonly [Name in LearnerName]: Space<LearnerOptions[Name]> } = {
  boosting: {
    rounds: { oneOf: [600] },
    patience: { oneOf: [40] },
    learningRate: { between: [0.02, 0.06], by: "logarithm" },
    depth: { oneOf: [2, 3, 4, 5] },
    leaves: { oneOf: [4, 6, 8, 12] },
    leafRows: { between: [50, 400], by: "logarithm", whole: true },
    l2: { between: [1, 100], by: "logarithm" },
    rowShare: { between: [0.3, 0.8] },
    featureShare: { between: [0.15, 0.6] },
  },
  forest: {
    trees: { oneOf: [120] },
    depth: { between: [5, 12], whole: true },
    leafRows: { between: [50, 400], by: "logarithm", whole: true },
    tried: { between: [5, 25], whole: true },
  },
  svm: {
    gamma: { between: [0.003, 0.3], by: "logarithm" },
    c: { between: [0.003, 1], by: "logarithm" },
    calibrationShare: { oneOf: [0.1, 0.15, 0.25] },
  },
};

export interface VoteSearchOptions {
  readonly history: readonly string[];
  readonly odds: "none" | "past";
  /** File that trials are written to as they end, and read from where it is there: a search that was ended goes on. */
  readonly journal: string | null;
}

/**
 * Searches settings of the members of the vote on seasons up to 2020/21, each trial judged season by season by models of the seasons before; then judges the
 * settings that were found, and the classic ones, on 2021/22.
 */
export async function voteSearch({ history, odds, journal }: VoteSearchOptions, say: (text: string) => void) {
  const of = leagueTable(history, odds, firstSeason[odds], held);
  const league = { ...of, table: shareTable(voteTable(of.table, odds)) };
  say(`${league.table.rows} matches, ${league.table.names.length} columns`);
  const threads = new Threads();
  try {
    const learners: Record<string, object> = {};
    const chances: Record<"classic" | "found", Float64Array[]> = { classic: [], found: [] };
    for (const learner of ["boosting", "forest", "svm"] as const) {
      const found = await searched(learner, league, threads, journal, say);
      const { best, defaults } = found;
      const at = async (options: LearnerOptions[typeof learner]) =>
        (await threads.run("judge", { lesson: lessonOf(league, held), learner, options })).chances;
      // so many rounds as were best on the seasons before, not on the one that judges
      const rounds = best.rounds === null ? {} : { rounds: best.rounds, patience: null };
      const [classic, settings] = await Promise.all([at(defaults.options), at({ ...best.options, ...rounds })]);
      chances.classic.push(classic);
      chances.found.push(settings);
      learners[learner] = {
        trials: found.trials.length,
        classic: { logLoss: round(defaults.loss), held: scoresOf(classic, league) },
        found: {
          ...{ trial: best.trial, options: best.options, rounds: best.rounds, logLoss: round(best.loss) },
          held: scoresOf(settings, league),
        },
        beatsClassic: best.loss < defaults.loss,
      };
    }
    return {
      ...{ odds, matches: league.table.rows, judged: judged.slice(0, -1), held, seed, learners },
      vote: { classic: scoresOf(meanOf(chances.classic), league), found: scoresOf(meanOf(chances.found), league) },
    };
  } finally {
    await threads.close();
  }
}

async function searched<Name extends LearnerName>(
  learner: Name,
  league: LeagueTable,
  threads: Threads,
  journal: string | null,
  say: (text: string) => void,
): Promise<SearchResult<LearnerOptions[Name]>> {
  const folds = expandingFolds(league.seasons, judged);
  return await search<LearnerOptions[Name]>({
    ...{ space: spaces[learner], defaults: classicVote[learner], trials: trials[learner], seed },
    ...{ folds: folds.length, atOnce: threads.count, done: await written(learner, journal) },
    async score(options, fold) {
      const { fitted, to } = folds[fold] as (typeof folds)[number];
      const lesson = { table: rowsOf(league.table, 0, to), labels: league.labels.subarray(0, to), classes, fitted };
      const { chances, rounds } = await threads.run("judge", { lesson, learner, options });
      const losses = lossesOf(chances, lesson.labels.subarray(fitted));
      return { loss: mean(losses), rows: losses.length, rounds };
    },
    onTrial(trial) {
      say(`${learner} ${trial.trial}: ${trial.loss.toFixed(5)} ${JSON.stringify(trial.options)}`);
      if (journal !== null) void appendFile(journal, `${JSON.stringify({ learner, ...trial })}\n`);
    },
  });
}

async function written<Options>(learner: LearnerName, journal: string | null): Promise<Trial<Options>[]> {
  if (journal === null) return [];
  const text = await readFile(journal, "utf8").catch(() => "");
  const lines = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return lines.filter((line) => line.learner === learner).map(({ learner: _, ...trial }) => trial);
}

/** Everything before a season to learn from, and that season to judge by. */
function lessonOf({ table, labels, seasons }: LeagueTable, season: number): Lesson {
  const fitted = seasons.findIndex((each) => each >= season);
  return { table, labels, classes, fitted };
}

function scoresOf(chances: Float64Array, { labels, seasons }: LeagueTable) {
  const outcomes = labels.subarray(seasons.findIndex((each) => each >= held));
  const score = (by: (chances: readonly number[], outcome: number) => number) =>
    round(mean(Array.from(outcomes, (outcome, row) => by([...chances.subarray(3 * row, 3 * row + 3)], outcome))));
  return { n: outcomes.length, logLoss: score(logLoss), rps: score(rankedProbabilityScore) };
}

function lossesOf(chances: Float64Array, outcomes: Uint8Array): number[] {
  return Array.from(outcomes, (outcome, row) => logLoss([...chances.subarray(3 * row, 3 * row + 3)], outcome));
}

function meanOf(chances: readonly Float64Array[]): Float64Array {
  return (chances[0] as Float64Array).map((_, i) => mean(chances.map((each) => each[i] as number)));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number): number => Math.round(value * 1e5) / 1e5;
