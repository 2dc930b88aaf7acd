import type { Model } from "@touchline/models";
import { foldBuckets, type Metrics } from "@touchline/platform";
import { Counter, Histogram } from "prom-client";

/** The same model, counted and timed. */
export function watchModel(model: Model, metrics: Metrics): Model {
  const registers = [metrics];
  const predictions = new Counter({
    name: "touchline_predictions_total",
    help: "Predictions made, by model.",
    labelNames: ["model"],
    registers,
  });
  const seconds = new Histogram({
    name: "touchline_model_seconds",
    help: "Time of one prediction in the model.",
    buckets: foldBuckets,
    registers,
  });
  return {
    id: model.id,
    hash: model.hash,
    beliefBefore: model.beliefBefore,
    predict(features, before) {
      const startedAtMs = performance.now();
      const core = model.predict(features, before);
      seconds.observe((performance.now() - startedAtMs) / 1000);
      predictions.inc({ model: model.id });
      return core;
    },
  };
}
