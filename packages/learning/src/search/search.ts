import { drawOptions, type Space } from "./space.ts";

/** How one set of parameters did. */
export interface Trial<Options> {
  readonly trial: number;
  readonly options: Options;
  /** Mean log-loss of each fold, and of all their rows. */
  readonly losses: readonly number[];
  readonly loss: number;
  /** Rounds that were best, mean of the folds, where the learner has rounds. */
  readonly rounds: number | null;
}

/** What a fold says of parameters. */
export interface FoldScore {
  readonly loss: number;
  readonly rows: number;
  readonly rounds: number | null;
}

export interface SearchOptions<Options> {
  readonly space: Space<Options>;
  /** The first trial. */
  readonly defaults: Options;
  readonly trials: number;
  readonly seed: number;
  readonly folds: number;
  /** Trials of an earlier run of the same search, which are not made again. */
  readonly done?: readonly Trial<Options>[];
  /** Trials at a time. */
  readonly atOnce: number;
  /** Learns and judges on one fold. */
  readonly score: (options: Options, fold: number) => Promise<FoldScore>;
  /** Told each new trial as it ends, so that it can be written down. */
  readonly onTrial?: (trial: Trial<Options>) => void;
}

export interface SearchResult<Options> {
  readonly best: Trial<Options>;
  readonly defaults: Trial<Options>;
  /** By number. */
  readonly trials: readonly Trial<Options>[];
}

/**
 * Tries sets of parameters at random on time-ordered folds and takes the one of least log-loss (Bergstra and Bengio 2012). The same seed gives the same
 * trials, however many are made at once and wherever an earlier run ended. Rejects with a RangeError for earlier trials of another search.
 */
export async function search<Options>(of: SearchOptions<Options>): Promise<SearchResult<Options>> {
  const trials = new Map<number, Trial<Options>>();
  for (const trial of of.done ?? []) {
    const options = drawOptions(of.space, of.defaults, of.seed, trial.trial);
    if (JSON.stringify(options) !== JSON.stringify(trial.options) || trial.losses.length !== of.folds) {
      throw new RangeError(`trial ${trial.trial} is of another search: begin anew`);
    }
    trials.set(trial.trial, trial);
  }
  const open = Array.from({ length: of.trials }, (_, i) => i).filter((i) => !trials.has(i));
  const work = async () => {
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const made = await tried(of, next);
      trials.set(next, made);
      of.onTrial?.(made);
    }
  };
  await Promise.all(Array.from({ length: of.atOnce }, work));
  const all = [...trials.values()].filter(({ trial }) => trial < of.trials).sort((a, b) => a.trial - b.trial);
  const [defaults] = all as [Trial<Options>];
  return { best: all.reduce((best, trial) => (trial.loss < best.loss ? trial : best)), defaults, trials: all };
}

async function tried<Options>(of: SearchOptions<Options>, trial: number): Promise<Trial<Options>> {
  const options = drawOptions(of.space, of.defaults, of.seed, trial);
  const scores = await Promise.all(Array.from({ length: of.folds }, (_, fold) => of.score(options, fold)));
  const rows = scores.reduce((sum, score) => sum + score.rows, 0);
  const rounds = scores.every((score) => score.rounds !== null)
    ? Math.round(scores.reduce((sum, score) => sum + (score.rounds as number), 0) / scores.length)
    : null;
  return {
    ...{ trial, options },
    losses: scores.map(({ loss }) => loss),
    loss: scores.reduce((sum, score) => sum + score.loss * score.rows, 0) / rows,
    rounds,
  };
}
