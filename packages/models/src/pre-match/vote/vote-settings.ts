import { type BoostingOptions, boostingDefaults, type ForestOptions, type SvmOptions } from "@touchline/learning";

export interface VoteSettings {
  readonly boosting: BoostingOptions;
  readonly forest: ForestOptions;
  readonly svm: SvmOptions;
  /** Share of the rows, the last of them, by which boosting ends. */
  readonly validationShare: number;
  /** Votes of each, together one. */
  readonly weights: { readonly boosting: number; readonly forest: number; readonly svm: number };
}

/** The classic vote: large trees and a plain machine, which learn their rows by heart. What a search begins with. */
export const classicVote: Omit<VoteSettings, "validationShare" | "weights"> = {
  boosting: { ...boostingDefaults, rounds: 150, leaves: 256, depth: 8, patience: null },
  forest: { trees: 200, depth: 15, leafRows: 1, tried: 6, bins: 64, seed: 1 },
  svm: { kernelFeatures: 256, gamma: 1, c: 1, passes: 5, calibrationShare: 0.15, seed: 1 },
};

/** Shallow trees with many rows a leaf and a wide kernel, which hardly tell their rows apart from later ones. */
export const voteSettings: VoteSettings = {
  boosting: {
    ...{ rounds: 600, learningRate: 0.03, leaves: 8, depth: 3, leafRows: 100, leafWeight: 1e-3, l2: 10 },
    ...{ rowShare: 0.5, featureShare: 0.4, bins: 255, patience: 40, seed: 1 },
  },
  forest: { trees: 100, depth: 8, leafRows: 200, tried: 20, bins: 64, seed: 1 },
  svm: { kernelFeatures: 256, gamma: 0.02, c: 0.1, passes: 5, calibrationShare: 0.15, seed: 1 },
  validationShare: 0.1,
  weights: { boosting: 1 / 3, forest: 1 / 3, svm: 1 / 3 },
};
