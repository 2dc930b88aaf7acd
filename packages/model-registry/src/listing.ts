import type { ModelMetric } from "@touchline/schemas";
import { type ModelRegistry, type Stage, shareOf } from "./model-registry.ts";

/** A model as it is shown to people and programs. */
export interface ListedModel {
  readonly id: string;
  readonly hash: string;
  readonly stage: Stage;
  /** Share of the matches for which it answers, 0 to 1. */
  readonly share: number;
  /** Since when it stands there, ms since the epoch, who put it there and why; null where no change did. */
  readonly since: number | null;
  readonly by: string | null;
  readonly why: string | null;
  readonly card: {
    readonly about: string;
    readonly odds: string;
    readonly dataHash: string;
    readonly trainedUntil: number | null;
    readonly metrics: readonly ModelMetric[];
  };
}

const order: readonly Stage[] = ["live", "canary", "shadow", "candidate", "retired"];

/** All models, the live one first, the retired ones last. */
export function listModels(registry: ModelRegistry): readonly ListedModel[] {
  return [...registry.models.values()]
    .map((model): ListedModel => {
      const { version, stage, since, by, why } = model;
      const { modelId: id, hash, about, odds, dataHash, trainedUntil, metrics } = version;
      const card = { about, odds, dataHash, trainedUntil, metrics };
      return { id, hash, stage, share: shareOf(registry, model), since, by, why, card };
    })
    .sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage));
}
