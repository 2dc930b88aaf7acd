import type { OddsUse } from "../odds-use.ts";
import type { VoteSettings } from "./vote-settings.ts";

/** Everything that a trained vote needs, as JSON; some hundred kilobytes. */
export interface VoteArtefact {
  readonly odds: OddsUse;
  /** Names of the columns, in their order. */
  readonly columns: readonly string[];
  readonly weights: VoteSettings["weights"];
  /** Bytes of `encodeTrees`, base64. */
  readonly boosting: string;
  readonly forest: string;
  readonly svm: {
    readonly means: readonly number[];
    readonly spreads: readonly number[];
    readonly gamma: number;
    readonly size: number;
    readonly seed: number;
    readonly weights: readonly number[];
    readonly calibration: readonly number[];
  };
  readonly trained: { readonly rows: number; readonly rounds: number; readonly settings: VoteSettings };
}

/** Home win, draw and away win. */
export const classes = 3;
