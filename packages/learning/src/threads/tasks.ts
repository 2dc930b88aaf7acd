import { binned } from "../bins.ts";
import { type Boosted, boost, type CurvePoint } from "../boosting/boosting.ts";
import type { BoostingOptions } from "../boosting/options.ts";
import { growForest } from "../forest/forest.ts";
import type { ForestOptions } from "../forest/options.ts";
import { softmax } from "../softmax.ts";
import type { SvmOptions } from "../svm/options.ts";
import { compileSvm, type Svm, trainSvm } from "../svm/svm.ts";
import { rowReader, rowsOf, type Table } from "../table.ts";
import { compileTrees, type Trees } from "../trees/trees.ts";

/** What there is to learn from: rows in the order of time, the class of each, and how many are fitted to; later ones only judge. */
export interface Lesson {
  readonly table: Table;
  readonly labels: Uint8Array;
  readonly classes: number;
  readonly fitted: number;
}

/** Options of each way to learn. */
export interface LearnerOptions {
  readonly boosting: BoostingOptions;
  readonly forest: ForestOptions;
  readonly svm: SvmOptions;
}

export type LearnerName = keyof LearnerOptions;

/** What a thread can be asked to do. Nothing but the input decides what comes out. */
export const tasks = {
  boost(
    { lesson, options }: { lesson: Lesson; options: BoostingOptions },
    report: (point: CurvePoint) => void,
  ): Boosted {
    const { table, labels, classes, fitted } = lesson;
    return boost(binned(table, fitted, options.bins), labels, classes, fitted, options, report);
  },

  forest({ lesson, options, from, to }: { lesson: Lesson; options: ForestOptions; from: number; to: number }): Trees {
    const { table, labels, classes, fitted } = lesson;
    return growForest(binned(table, fitted, options.bins), labels, classes, fitted, options, from, to);
  },

  svm({ lesson: { table, labels, classes, fitted }, options }: { lesson: Lesson; options: SvmOptions }): Svm {
    return trainSvm(table, labels, classes, fitted, options);
  },

  /** Chances of the rows that are not fitted to, by what was learnt from those that are; and the best round where there are rounds. */
  judge<Name extends LearnerName>({
    lesson,
    learner,
    options,
  }: {
    lesson: Lesson;
    learner: Name;
    options: LearnerOptions[Name];
  }): { chances: Float64Array; rounds: number | null } {
    const { table, classes, fitted } = lesson;
    const later = rowsOf(table, fitted, table.rows);
    if (learner === "svm") {
      return {
        chances: chancesBy(compileSvm(tasks.svm({ lesson, options: options as SvmOptions })), later, classes),
        rounds: null,
      };
    }
    if (learner === "forest") {
      const of = options as ForestOptions;
      const trees = tasks.forest({ lesson, options: of, from: 0, to: of.trees });
      return { chances: chancesBy(compileTrees(trees), later, classes), rounds: null };
    }
    const { trees, rounds } = tasks.boost({ lesson, options: options as BoostingOptions }, () => {});
    const margins = compileTrees(trees);
    const say = (values: Float64Array, out: Float64Array) => {
      margins(values, out);
      softmax(out);
    };
    return { chances: chancesBy(say, later, classes), rounds };
  },
};

function chancesBy(
  say: (values: Float64Array, out: Float64Array) => void,
  table: Table,
  classes: number,
): Float64Array {
  const chances = new Float64Array(table.rows * classes);
  const read = rowReader(table);
  for (let row = 0; row < table.rows; row++) {
    say(read(row), chances.subarray(row * classes, (row + 1) * classes));
  }
  return chances;
}
