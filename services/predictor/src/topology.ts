import type { Belief, Model } from "@touchline/models";
import type { Headers } from "@touchline/streams";
import { keyValueStore, source, topology } from "@touchline/streams";
import { deadLettersOf, matchFeatures, matchPredictions, predictorChangelog } from "@touchline/topics";
import { featuresProblem } from "./features-problem.ts";
import { beliefProblem, preMatchProblem } from "./pre-match-problem.ts";
import { type LastPrediction, predictionOf } from "./prediction.ts";
import { predictionProblem } from "./prediction-problem.ts";

const stores = {
  /** What the next prediction of a match is compared with. */
  last: keyValueStore<LastPrediction>("last"),
  /** What the model believes of the match before kick-off, by the last vector. */
  before: keyValueStore<Belief>("before"),
};

export interface PredictorOptions {
  readonly model: Model;
  /** Is told of each record that led to a prediction; told again where a transaction is folded again. */
  readonly observe?: (record: { readonly headers: Headers }) => void;
}

/**
 * Re-scores a match on every record of its features, whatever moved them, the clock included: one prediction each, with
 * its cause and the change since the one before. What was known before kick-off is kept and counts from the next of them
 * on. What a model cannot use becomes a dead letter and leaves no trace in
 * the sequence.
 */
export function predictorTopology({ model, observe }: PredictorOptions) {
  const features = source<typeof matchFeatures.schemas, typeof stores>({
    topic: matchFeatures,
    deadLetters: deadLettersOf(matchFeatures),
    process(record, { stores, emit, deadLetter }) {
      const { key } = record;
      if (record.schema === "PreMatch") {
        const unusable = preMatchProblem(key, record.value);
        if (unusable !== undefined) return deadLetter(unusable);
        const belief = model.beliefBefore(record.value.competition, record.value.values);
        const impossible = beliefProblem(belief);
        if (impossible !== undefined) return deadLetter(impossible);
        stores.before.put(key, belief);
        return;
      }
      const problem = featuresProblem(key, record.value);
      if (problem !== undefined) return deadLetter(problem);
      const prediction = predictionOf(model, record.value, stores.before.get(key), stores.last.get(key));
      const flaw = predictionProblem(prediction);
      if (flaw !== undefined) return deadLetter(flaw);
      const { sequence, matchResult } = prediction;
      stores.last.put(key, { sequence, matchResult });
      emit(matchPredictions, key, { schema: "Prediction", value: prediction });
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
