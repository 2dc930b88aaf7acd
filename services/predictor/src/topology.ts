import type { ModelRegistry } from "@touchline/model-registry";
import type { Model } from "@touchline/models";
import type { Features, PreMatch } from "@touchline/schemas";
import { type Headers, source, topology } from "@touchline/streams";
import {
  deadLettersOf,
  matchFeatures,
  matchPredictions,
  modelScores,
  modelShadow,
  predictorChangelog,
} from "@touchline/topics";
import { type AskedModels, askedModels, type Models, noModel, type Part } from "./asked-models.ts";
import { attempt, beliefFor, beliefsOf } from "./beliefs.ts";
import { featuresProblem } from "./features-problem.ts";
import { formKey, kept, outcomeOf, scored } from "./member-scores.ts";
import { preMatchProblem } from "./pre-match-problem.ts";
import { type LastPrediction, predictionOf } from "./prediction.ts";
import { predictionProblem } from "./prediction-problem.ts";
import type { Refusal } from "./reason-codes.ts";
import { type Context, stores } from "./stores.ts";

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
 * on, which follows it at once. What a model cannot use becomes a dead letter and leaves no trace in
 * the sequence.
 *
 * Which model answers follows from the match, from how far time has come in the task, and from the registry as of then: so a
 * change of it holds from the same record on, whenever that is folded. What models that shadow say goes to model.shadow. When a match
 * is over, the members of ensembles gain or lose weight in those that follow in its task: see model.scores.
 */
export function predictorTopology({ models, registry, observe, failed = () => {} }: PredictorOptions) {
  const features = source<typeof matchFeatures.schemas, typeof stores>({
    topic: matchFeatures,
    deadLetters: deadLettersOf(matchFeatures),
    process(record, context) {
      const { key } = record;
      const asked = askedModels(models, registry.at(context.streamTime), key);
      const { answers, part } = asked;
      if (answers === undefined) return context.deadLetter(noModel(models));
      if (record.schema === "PreMatch") {
        const refused = preMatchProblem(key, record.value) ?? believe(answers, record.value, context);
        return refused === undefined ? undefined : context.deadLetter(refused);
      }
      const refused = featuresProblem(key, record.value) ?? predict(answers, record.value, context);
      if (refused !== undefined) return context.deadLetter(refused);
      observe?.(record, answers, part);
      for (const shadow of predictUnseen(asked, record.value, context)) observe?.(record, shadow, "shadow");
      learn(record.value, context);
    },
  });

  /** Keeps what all models believe of the match; answers with why the one that answers cannot. */
  function believe(answers: Model, known: PreMatch, { stores }: Context): Refusal | undefined {
    const formOf = (model: Model) => {
      const place = formKey(model, known.competition);
      return place === undefined ? undefined : stores.form.get(place);
    };
    const believed = beliefsOf(models, answers, known, formOf, failed);
    if ("refused" in believed) return believed.refused;
    stores.beliefs.put(known.matchId, believed.beliefs);
    if (Object.keys(believed.answers).length > 0) stores.answers.put(known.matchId, kept(believed.answers));
    return undefined;
  }

  /** Publishes the prediction; answers with why it must not be. */
  function predict(model: Model, value: Features, { stores, emit }: Context): Refusal | undefined {
    const key = value.matchId;
    const before = beliefFor(model, stores.beliefs.get(key));
    const { prediction, last } = predictionOf(model, value, before, stores.last.get(key));
    const flaw = predictionProblem(prediction);
    if (flaw !== undefined) return flaw;
    stores.last.put(key, last);
    emit(matchPredictions, key, { schema: "Prediction", value: prediction });
    return undefined;
  }

  /** Publishes what those say that shadow; gives those that said something. */
  function predictUnseen({ shadows }: AskedModels, value: Features, { stores, emit }: Context): readonly Model[] {
    if (shadows.length === 0) return [];
    const key = value.matchId;
    const beliefs = stores.beliefs.get(key);
    const before = stores.shadowed.get(key) ?? {};
    const after: Record<string, LastPrediction> = {};
    for (const model of shadows) {
      const said = attempt(() => predictionOf(model, value, beliefFor(model, beliefs), before[model.id]));
      const wrong = said instanceof Error ? said : predictionProblem(said.prediction);
      if (said instanceof Error || wrong !== undefined) {
        failed(model, wrong?.message ?? "");
        continue;
      }
      after[model.id] = said.last;
      emit(modelShadow, key, { schema: "Prediction", value: said.prediction });
    }
    stores.shadowed.put(key, { ...before, ...after });
    return shadows.filter(({ id }) => id in after);
  }

  /** Has the members of ensembles gain or lose by a match that is over: once, by the result that is told first. */
  function learn(value: Features, { stores, emit }: Context): void {
    const outcome = outcomeOf(value);
    const answers = outcome === undefined ? undefined : stores.answers.get(value.matchId);
    if (outcome === undefined || answers === undefined) return;
    stores.answers.delete(value.matchId);
    for (const model of models) {
      const place = formKey(model, value.competition);
      const of = answers[model.id];
      if (place === undefined || of === undefined) continue;
      const learnt = scored(model, value, of, outcome, stores.form.get(place));
      if (learnt === undefined) continue;
      stores.form.put(place, learnt.form);
      emit(modelScores, value.matchId, { schema: "MemberScores", value: learnt.scores });
    }
  }

  return topology({
    application: "predictor",
    changelog: predictorChangelog,
    stores,
    sources: [features],
    sinks: [matchPredictions, modelShadow, modelScores],
  });
}
