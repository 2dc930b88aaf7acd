import { alertsTopology } from "@touchline/alerts-service/topology";
import { featuresTopology } from "@touchline/features/topology";
import { shippedModels } from "@touchline/models";
import { predictorTopology } from "@touchline/predictor/topology";
import { type Drawn, describe } from "@touchline/streams";

interface Shown {
  readonly drawn: Drawn;
  readonly text: string;
}

/** What folds in this system, by service, along the flow. Nothing of it runs here, so there is no history to look up. */
export function topologies(): ReadonlyMap<string, Shown> {
  const history = {
    ready: () => undefined,
    isComplete: () => true,
    formAsOf: unread,
    vectorOf: unread,
    readTo: unread,
  };
  const features = featuresTopology({ history });
  const predictor = predictorTopology({ models: shippedModels, registry: { at: unread } });
  const alerts = alertsTopology({ rules: { at: unread } });
  return new Map([
    ["features", { drawn: features, text: describe(features) }],
    ["predictor", { drawn: predictor, text: describe(predictor) }],
    ["alerts", { drawn: alerts, text: describe(alerts) }],
  ]);
}

function unread(): never {
  throw new Error("a topology that is only shown has no history");
}
