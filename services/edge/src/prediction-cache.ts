import type { ReadTo } from "./features-service.ts";
import type { FixturePrediction } from "./fixture-prediction.ts";

/** A prediction that was made, and what it was made from. */
export interface CachedPrediction {
  readonly prediction: FixturePrediction;
  /** Under which the features service gave its vector: it says whether that still stands. */
  readonly tag: string;
  readonly manifest: string;
  readonly complete: boolean;
  readonly readTo: ReadTo;
}

/**
 * Predictions of matches by their teams, by the question and the model's hash; the one that was not asked for longest goes. Whether one
 * still stands is not known here: the features service is asked each time, for it hears of results and statements first.
 */
export class PredictionCache {
  readonly #max: number;
  /** The last used comes last. */
  readonly #kept = new Map<string, CachedPrediction>();

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#kept.size;
  }

  get(key: string): CachedPrediction | undefined {
    return this.#kept.get(key);
  }

  put(key: string, prediction: CachedPrediction): void {
    this.#kept.delete(key);
    this.#kept.set(key, prediction);
    if (this.#kept.size > this.#max) this.#kept.delete(this.#kept.keys().next().value as string);
  }
}
