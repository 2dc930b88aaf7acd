import {
  type CurvePoint,
  type Encoding,
  encodeTrees,
  joinTrees,
  type Lesson,
  type Svm,
  shareTable,
  type Table,
  Threads,
  type Trees,
} from "@touchline/learning";
import type { OddsUse } from "../odds-use.ts";
import { classes, type VoteArtefact } from "./vote-artefact.ts";
import { compileColumns, voteColumns, voteFeatures } from "./vote-columns.ts";
import { type VoteSettings, voteSettings } from "./vote-settings.ts";

export interface TrainVoteOptions {
  readonly odds: OddsUse;
  readonly settings?: VoteSettings;
  /** Threads to learn in; two of its own where none are given. */
  readonly threads?: Threads;
  /** How leaves of trees are told: in two bytes where nothing is said, which is what ships. */
  readonly leaves?: Encoding["leaves"];
  /** After each round of boosting, with the log-loss of the rows that it learns from and of those by which it ends. */
  readonly onRound?: (point: CurvePoint) => void;
}

/** A trained vote, with the learning curve of its boosting. */
export interface TrainedVote {
  readonly artefact: VoteArtefact;
  readonly curve: readonly CurvePoint[];
}

/**
 * Trains a random forest, gradient boosting and a support vector machine on matches in the order of time. `table` has a column for each feature that the vote
 * looks at (others do no harm), `labels` 0 for a home win, 1 for a draw and 2 for an away win. The same rows, settings and seeds give the same bytes.
 */
export async function trainVote(table: Table, labels: Uint8Array, options: TrainVoteOptions): Promise<TrainedVote> {
  const settings = options.settings ?? voteSettings;
  const threads = options.threads ?? new Threads(2);
  try {
    const columns = voteColumns(options.odds);
    const whole = { table: shareTable(voteTable(table, options.odds)), labels, classes, fitted: table.rows };
    const { boosted, forest, svm } = await learn(threads, whole, settings, options.onRound);
    const artefact: VoteArtefact = {
      odds: options.odds,
      columns: columns.map(({ name }) => name),
      weights: settings.weights,
      boosting: base64Of(boosted.trees, options.leaves),
      forest: base64Of(forest, options.leaves),
      svm: jsonOf(svm),
      trained: { rows: table.rows, rounds: boosted.rounds, settings },
    };
    return { artefact, curve: boosted.curve };
  } finally {
    if (options.threads === undefined) await threads.close();
  }
}

/**
 * Boosting learns twice: without the last matches, which tell how many rounds are enough, then with them. The other learners have a thread of
 * their own meanwhile, the forest in parts, so that two threads end at about the same time.
 */
async function learn(threads: Threads, whole: Lesson, settings: VoteSettings, onRound = (_: CurvePoint) => {}) {
  const early = { ...whole, fitted: Math.round(whole.fitted * (1 - settings.validationShare)) };
  const boosted = async () => {
    const { rounds, curve } = await threads.run("boost", { lesson: early, options: settings.boosting }, onRound);
    const options = { ...settings.boosting, rounds, patience: null };
    return { ...(await threads.run("boost", { lesson: whole, options })), curve };
  };
  const { forest: options } = settings;
  const part = (i: number) => Math.round((i * options.trees) / parts);
  const [boosting, svm, ...grown] = await Promise.all([
    boosted(),
    threads.run("svm", { lesson: whole, options: settings.svm }),
    ...Array.from({ length: parts }, (_, i) =>
      threads.run("forest", { lesson: whole, options, from: part(i), to: part(i + 1) }),
    ),
  ]);
  return { boosted: boosting, svm, forest: joinTrees(grown) };
}

const parts = 4;

/** What the vote looks at in each row of a table that has the features. */
export function voteTable(table: Table, odds: OddsUse): Table {
  const columns = voteColumns(odds);
  const names = voteFeatures(odds);
  const places = names.map((name) => table.names.indexOf(name));
  const missing = names.filter((_, i) => (places[i] as number) < 0);
  if (missing.length > 0) throw new RangeError(`the table has no column ${missing.join(", ")}`);
  const out = columns.map(() => new Float64Array(table.rows));
  const write = compileColumns(columns, (name) => names.indexOf(name));
  const [values, row] = [new Float64Array(names.length), new Float64Array(columns.length)];
  for (let r = 0; r < table.rows; r++) {
    for (let i = 0; i < names.length; i++) {
      values[i] = (table.columns[places[i] as number] as Float64Array)[r] as number;
    }
    write(values, row);
    for (let i = 0; i < out.length; i++) (out[i] as Float64Array)[r] = row[i] as number;
  }
  return { names: columns.map(({ name }) => name), columns: out, rows: table.rows };
}

function base64Of(trees: Trees, leaves: Encoding["leaves"] = "int16"): string {
  return Buffer.from(encodeTrees(trees, { leaves })).toString("base64");
}

/** Six digits are more than the data know. */
function jsonOf({ map, weights, calibration }: Svm): VoteArtefact["svm"] {
  const rounded = (values: Float64Array) => Array.from(values, (value) => Number(value.toPrecision(6)));
  return {
    means: rounded(map.means),
    spreads: rounded(map.spreads),
    ...{ gamma: map.gamma, size: map.size, seed: map.seed },
    weights: rounded(weights),
    calibration: rounded(calibration),
  };
}
