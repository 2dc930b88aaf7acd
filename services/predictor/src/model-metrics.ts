import { type ModelRegistry, shareOf } from "@touchline/model-registry";
import type { Model } from "@touchline/models";
import { foldBuckets, type Metrics } from "@touchline/platform";
import { Counter, Gauge, Histogram } from "prom-client";
import type { Part } from "./asked-models.ts";

export interface ModelMetrics {
  /** The same model, timed. */
  timed(model: Model): Model;
  predicted(model: Model, part: Part): void;
  failed(model: Model): void;
  /** A record of the registry was refused. */
  refused(code: string): void;
  /** Shows where models stand, as the registry has it when it is asked. */
  show(registry: () => ModelRegistry, missing: () => readonly string[]): void;
}

export function modelMetrics(metrics: Metrics): ModelMetrics {
  const registers = [metrics];
  const predictions = new Counter({
    name: "touchline_predictions_total",
    help: "Predictions made, by model and by the stage in which it was asked: live, canary or shadow.",
    labelNames: ["model", "stage"],
    registers,
  });
  const seconds = new Histogram({
    name: "touchline_model_seconds",
    help: "Time of one prediction in the model.",
    labelNames: ["model"],
    buckets: foldBuckets,
    registers,
  });
  const failures = new Counter({
    name: "touchline_model_failures_total",
    help: "Vectors and features of which a model that does not answer made nothing that can be used.",
    labelNames: ["model"],
    registers,
  });
  const refusals = new Counter({
    name: "touchline_model_registry_refused_total",
    help: "Records of model.registry that were passed over, by code.",
    labelNames: ["code"],
    registers,
  });
  return {
    timed: (model) => ({
      id: model.id,
      hash: model.hash,
      beliefBefore: (competition, values) => model.beliefBefore(competition, values),
      ...(model.members === undefined ? {} : { members: model.members }),
      ...(model.resultOf === undefined ? {} : { resultOf: model.resultOf }),
      predict(features, before) {
        const startedAtMs = performance.now();
        const core = model.predict(features, before);
        seconds.observe({ model: model.id }, (performance.now() - startedAtMs) / 1000);
        return core;
      },
    }),
    predicted: ({ id }, stage) => predictions.inc({ model: id, stage }),
    failed: ({ id }) => failures.inc({ model: id }),
    refused: (code) => refusals.inc({ code }),
    show(registry, missing) {
      new Gauge({
        name: "touchline_model_share",
        help: "Share of the matches for which a model answers, by the stage in which it stands.",
        labelNames: ["model", "stage"],
        registers,
        collect() {
          this.reset();
          const now = registry();
          for (const [id, model] of now.models) this.set({ model: id, stage: model.stage }, shareOf(now, model));
        },
      });
      new Gauge({
        name: "touchline_models_missing",
        help: "Models that the registry wants asked and that this process lacks: another answers in their place.",
        registers,
        collect() {
          this.set(missing().length);
        },
      });
    },
  };
}
