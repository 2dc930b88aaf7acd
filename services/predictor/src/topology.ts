import type { ModelRegistry } from "@touchline/model-registry";
import type { Model } from "@touchline/models";
import type { Headers } from "@touchline/streams";
import { keyValueStore, source, topology } from "@touchline/streams";
import { deadLettersOf, matchFeatures, matchPredictions, modelShadow, predictorChangelog } from "@touchline/topics";
import { askedModels, type Models, noModel, type Part } from "./asked-models.ts";
import { attempt, type Beliefs, beliefFor, beliefsOf } from "./beliefs.ts";
import { featuresProblem } from "./features-problem.ts";
import { preMatchProblem } from "./pre-match-problem.ts";
import { type LastPrediction, predictionOf } from "./prediction.ts";
import { predictionProblem } from "./prediction-problem.ts";

const stores = {
  /** What the next prediction of a match is compared with. */
  last: keyValueStore<LastPrediction>("last"),
  /** What each model believes of the match before kick-off, by the last vector. */
  beliefs: keyValueStore<Beliefs>("beliefs"),
  /** The same as `last` of each model that shadows, by its id. */
  shadowed: keyValueStore<Readonly<Record<string, LastPrediction>>>("shadowed"),
};

export interface PredictorOptions {
  readonly models: Models;
  /** The registry as of a time, ms since the epoch: the same answer whenever it is asked, however much was told since. */
  readonly registry: { at(time: number): ModelRegistry };
  /** Is told of each record that led to a prediction, and who made it; told again where a transaction is folded again. */
  readonly observe?: (record: { readonly headers: Headers }, model: Model, part: Part) => void;
  /** A model that does not answer gave nothing that can be used: it is left out. Told again as well. */
  readonly failed?: (model: Model, why: string) => void;
}

/**
 * Re-scores a match on every record of its features, whatever moved them, the clock included: one prediction each, with
 * its cause and the change since the one before. What was known before kick-off is kept and counts from the next of them
 * on. What a model cannot use becomes a dead letter and leaves no trace in
 * the sequence.
 *
 * Which model answers follows from the match, from how far time has come in the task, and from the registry as of then: so a
 * change of it holds from the same record on, whenever that is folded. What models that shadow say goes to model.shadow.
 */
export function predictorTopology({ models, registry, observe, failed = () => {} }: PredictorOptions) {
  const features = source<typeof matchFeatures.schemas, typeof stores>({
    topic: matchFeatures,
    deadLetters: deadLettersOf(matchFeatures),
    process(record, { stores, emit, deadLetter, streamTime }) {
      const { key } = record;
      const { answers, part, shadows } = askedModels(models, registry.at(streamTime), key);
      if (answers === undefined) return deadLetter(noModel(models));
      if (record.schema === "PreMatch") {
        const unusable = preMatchProblem(key, record.value);
        if (unusable !== undefined) return deadLetter(unusable);
        const made = beliefsOf(models, answers, record.value, failed);
        if ("refused" in made) return deadLetter(made.refused);
        stores.beliefs.put(key, made.beliefs);
        return;
      }
      const problem = featuresProblem(key, record.value);
      if (problem !== undefined) return deadLetter(problem);
      const beliefs = stores.beliefs.get(key);
      const { prediction, last } = predictionOf(
        answers,
        record.value,
        beliefFor(answers, beliefs),
        stores.last.get(key),
      );
      const flaw = predictionProblem(prediction);
      if (flaw !== undefined) return deadLetter(flaw);
      stores.last.put(key, last);
      emit(matchPredictions, key, { schema: "Prediction", value: prediction });
      observe?.(record, answers, part);

      if (shadows.length === 0) return;
      const before = stores.shadowed.get(key) ?? {};
      const after: Record<string, LastPrediction> = {};
      for (const shadow of shadows) {
        const said = attempt(() => predictionOf(shadow, record.value, beliefFor(shadow, beliefs), before[shadow.id]));
        const wrong = said instanceof Error ? said : predictionProblem(said.prediction);
        if (said instanceof Error || wrong !== undefined) {
          failed(shadow, wrong?.message ?? "");
          continue;
        }
        after[shadow.id] = said.last;
        emit(modelShadow, key, { schema: "Prediction", value: said.prediction });
        observe?.(record, shadow, "shadow");
      }
      stores.shadowed.put(key, { ...before, ...after });
    },
  });
  return topology({
    application: "predictor",
    changelog: predictorChangelog,
    stores,
    sources: [features],
    sinks: [matchPredictions, modelShadow],
  });
}
