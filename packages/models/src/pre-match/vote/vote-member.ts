import { compileSvm, compileTrees, decodeTrees, type Svm, softmax } from "@touchline/learning";
import type { Member } from "../member.ts";
import type { Chances } from "../member-form.ts";
import { classes, type VoteArtefact } from "./vote-artefact.ts";
import { compileColumns, type VoteColumn, voteColumns } from "./vote-columns.ts";

/** Writes the chances of home win, draw and away win of one vector. */
export type VoteChances = (values: ArrayLike<number>, out: Float64Array) => void;

/** A soft vote: the weighted mean of what a random forest, gradient boosting and a support vector machine say. */
export function voteMember(artefact: VoteArtefact): Member {
  const say = compileVote(artefact);
  const out = new Float64Array(classes);
  return {
    name: "vote",
    chances(_competition, values): Chances {
      say(values, out);
      return [out[0] as number, out[1] as number, out[2] as number];
    },
  };
}

/**
 * A vote as one function, which asks for no memory when it is called. Throws a RangeError where the artefact was trained on other columns than
 * this version of the vote looks at.
 */
export function compileVote(artefact: VoteArtefact): VoteChances {
  const columns = columnsOf(artefact);
  const read = compileColumns(columns);
  const boosting = compileTrees(decodeTrees(Buffer.from(artefact.boosting, "base64")));
  const forest = compileTrees(decodeTrees(Buffer.from(artefact.forest, "base64")));
  const svm = compileSvm(svmOf(artefact));
  const row = new Float64Array(columns.length);
  const [byBoosting, byForest, bySvm] = [1, 2, 3].map(() => new Float64Array(classes)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const votes = artefact.weights;
  return (values, out) => {
    read(values, row);
    boosting(row, byBoosting);
    softmax(byBoosting);
    forest(row, byForest);
    svm(row, bySvm);
    let sum = 0;
    for (let i = 0; i < classes; i++) {
      const vote =
        votes.boosting * (byBoosting[i] as number) +
        votes.forest * (byForest[i] as number) +
        votes.svm * (bySvm[i] as number);
      out[i] = vote;
      sum += vote;
    }
    // leaves of the forest are rounded, so its chances are not quite one together
    for (let i = 0; i < classes; i++) out[i] = (out[i] as number) / sum;
  };
}

/** What the vote looks at. Throws a RangeError where the artefact was trained on something else. */
export function columnsOf(artefact: VoteArtefact): readonly VoteColumn[] {
  const columns = voteColumns(artefact.odds);
  if (columns.map(({ name }) => name).join() !== artefact.columns.join()) {
    throw new RangeError("this vote was trained on other columns: train it anew");
  }
  return columns;
}

export function svmOf({ svm: { means, spreads, gamma, size, seed, weights, calibration } }: VoteArtefact): Svm {
  return {
    classes,
    map: { means: Float64Array.from(means), spreads: Float64Array.from(spreads), gamma, size, seed },
    weights: Float64Array.from(weights),
    calibration: Float64Array.from(calibration),
  };
}
