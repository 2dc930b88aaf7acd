import type { Model } from "@touchline/models";
import type { Headers } from "@touchline/streams";
import { keyValueStore, source, topology } from "@touchline/streams";
import { deadLettersOf, matchFeatures, matchPredictions, predictorChangelog } from "@touchline/topics";
import { featuresProblem } from "./features-problem.ts";
import { type LastPrediction, predictionOf } from "./prediction.ts";
import { predictionProblem } from "./prediction-problem.ts";

const stores = {
  /** What the next prediction of a match is compared with. */
  last: keyValueStore<LastPrediction>("last"),
};

export interface PredictorOptions {
  readonly model: Model;
  /** Is told of each record that led to a prediction; told again where a transaction is folded again. */
  readonly observe?: (record: { readonly headers: Headers }) => void;
}

/**
 * Re-scores a match on every record of its features, whatever moved them, the clock included: one prediction each, with
 * its cause and the change since the one before. What a model cannot use becomes a dead letter and leaves no trace in
 * the sequence.
 */
export function predictorTopology({ model, observe }: PredictorOptions) {
  const features = source<typeof matchFeatures.schemas, typeof stores>({
    topic: matchFeatures,
    deadLetters: deadLettersOf(matchFeatures),
    process(record, { stores, emit, deadLetter }) {
      // the first model knows form alone
      if (record.schema !== "Features") return;
      const problem = featuresProblem(record.key, record.value);
      if (problem !== undefined) return deadLetter(problem);
      const prediction = predictionOf(model, record.value, stores.last.get(record.key));
      const flaw = predictionProblem(prediction);
      if (flaw !== undefined) return deadLetter(flaw);
      const { sequence, matchResult } = prediction;
      stores.last.put(record.key, { sequence, matchResult });
      emit(matchPredictions, record.key, { schema: "Prediction", value: prediction });
      observe?.(record);
    },
  });
  return topology({
    application: "predictor",
    changelog: predictorChangelog,
    stores,
    sources: [features],
    sinks: [matchPredictions],
  });
}
