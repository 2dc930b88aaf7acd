import { decodeTrees, SvmLanes, softmax, TreeLanes } from "@touchline/learning";
import { vectorLength } from "@touchline/prematch";
import { classes, type VoteArtefact } from "./vote-artefact.ts";
import { compileColumns } from "./vote-columns.ts";
import { columnsOf, svmOf } from "./vote-member.ts";

/** Rows whose columns are held at once: as many as stay near the processor while all trees pass over them. */
const blockRows = 64;

/** The vote, with trees and kernel features several at a time: what `compileVote` says, to 1e-12. */
export class VoteLanes {
  readonly #read: ReturnType<typeof compileColumns>;
  readonly #width: number;
  readonly #boosting: TreeLanes;
  readonly #forest: TreeLanes;
  readonly #svm: SvmLanes;
  readonly #votes: VoteArtefact["weights"];
  readonly #columns: Float64Array;
  readonly #byBoosting = new Float64Array(classes * blockRows);
  readonly #byForest = new Float64Array(classes * blockRows);
  readonly #bySvm = new Float64Array(classes * blockRows);

  /** Throws a RangeError where the artefact was trained on other columns than this version of the vote looks at. */
  constructor(artefact: VoteArtefact) {
    const columns = columnsOf(artefact);
    this.#read = compileColumns(columns);
    this.#width = columns.length;
    this.#boosting = new TreeLanes(decodeTrees(Buffer.from(artefact.boosting, "base64")));
    this.#forest = new TreeLanes(decodeTrees(Buffer.from(artefact.forest, "base64")));
    this.#svm = new SvmLanes(svmOf(artefact));
    this.#votes = artefact.weights;
    this.#columns = new Float64Array(columns.length * blockRows);
  }

  /** Writes the chances of the vector that begins at `from`. */
  one(values: Float64Array, from: number, out: Float64Array, at: number): void {
    this.#read(values, this.#columns, from, 0);
    this.#boosting.one(this.#columns, 0, this.#byBoosting, 0);
    this.#forest.one(this.#columns, 0, this.#byForest, 0);
    this.#svm.one(this.#columns, 0, this.#bySvm, 0);
    this.#write(0, out, at);
  }

  /** Writes the chances of `rows` vectors, one after the other from `from` on. */
  block(values: Float64Array, from: number, rows: number, out: Float64Array): void {
    const width = this.#width;
    for (let first = 0; first < rows; first += blockRows) {
      const count = Math.min(blockRows, rows - first);
      for (let row = 0; row < count; row++) {
        this.#read(values, this.#columns, from + (first + row) * vectorLength, row * width);
      }
      this.#boosting.block(this.#columns, width, count, this.#byBoosting);
      this.#forest.block(this.#columns, width, count, this.#byForest);
      this.#svm.block(this.#columns, width, count, this.#bySvm);
      for (let row = 0; row < count; row++) this.#write(row * classes, out, (first + row) * classes);
    }
  }

  #write(of: number, out: Float64Array, at: number): void {
    softmax(this.#byBoosting, of, classes);
    const { boosting, forest, svm } = this.#votes;
    let sum = 0;
    for (let i = 0; i < classes; i++) {
      const vote =
        boosting * (this.#byBoosting[of + i] as number) +
        forest * (this.#byForest[of + i] as number) +
        svm * (this.#bySvm[of + i] as number);
      out[at + i] = vote;
      sum += vote;
    }
    for (let i = 0; i < classes; i++) out[at + i] = (out[at + i] as number) / sum;
  }
}
