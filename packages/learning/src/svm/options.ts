export interface SvmOptions {
  /** Random features that stand for the kernel: more come closer to it. */
  readonly kernelFeatures: number;
  /** Of the kernel exp(-gamma |a - b|²) of standardised rows, times the number of columns: 1 is scikit-learn's "scale". */
  readonly gamma: number;
  /** Weight of a row's loss beside the penalty. */
  readonly c: number;
  /** Passes over the rows. */
  readonly passes: number;
  /** Share of the rows, the last of them, by which the margins are made chances; the machine learns from those before. */
  readonly calibrationShare: number;
  readonly seed: number;
}
