import { type BoostingOptions, boostingDefaults, type ForestOptions, type SvmOptions } from "@touchline/learning";

export interface VoteSettings {
  readonly boosting: BoostingOptions;
  readonly forest: ForestOptions;
  readonly svm: SvmOptions;
  /** Share of the rows, the last of them, that tell how many rounds of boosting are enough. */
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

/**
 * Shallow trees with many rows a leaf and a wide kernel: what a search found on seasons up to 2020/21 (bench/results/vote-search.json). The forest is
 * the second best of its trials with half of the trees, which is as good at a third of the time; the machine, which is the best of the three, has half of
 * the vote.
 */
export const voteSettings: VoteSettings = {
  boosting: {
    ...{ rounds: 600, learningRate: 0.02612, leaves: 12, depth: 3, leafRows: 220, leafWeight: 1e-3, l2: 4.182 },
    ...{ rowShare: 0.4374, featureShare: 0.366, bins: 255, patience: 40, seed: 1 },
  },
  forest: { trees: 60, depth: 8, leafRows: 83, tried: 15, bins: 64, seed: 1 },
  svm: { kernelFeatures: 256, gamma: 0.0191, c: 0.4496, passes: 5, calibrationShare: 0.15, seed: 1 },
  validationShare: 0.1,
  weights: { boosting: 0.25, forest: 0.25, svm: 0.5 },
};
