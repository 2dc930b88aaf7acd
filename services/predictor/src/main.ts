import { announce, openRegistryView } from "@touchline/model-registry/log";
import { shippedModels } from "@touchline/models";
import { endToEndLatency, kafkaOptions, runService, startTopology, topologyConfig } from "@touchline/platform";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { z } from "zod";
import { missingModels } from "./asked-models.ts";
import { modelMetrics } from "./model-metrics.ts";
import { predictorTopology } from "./topology.ts";
import { versionsOf } from "./versions.ts";

await runService({
  name: "predictor",
  about: "re-scores a match on every change of what is known of it",
  config: z.object(topologyConfig),
  async start(service) {
    const { config, log } = service;
    const client = await openKafkaClient({
      ...kafkaOptions(service.name, config),
      log: (level, message) => log[level](message),
    });
    service.onStop("kafka client", () => client.close());
    const { openSerde } = await openRegistry(config.SCHEMA_REGISTRY_URL);
    const arrived = endToEndLatency(service);
    const metrics = modelMetrics(service.metrics);

    const view = await openRegistryView({
      client,
      openSerde,
      onFailure: service.fail,
      onRefused: ({ topic, partition, offset }, err) => {
        metrics.refused("code" in err ? String(err.code) : "UNDECODABLE");
        log.error({ err, topic, partition, offset: String(offset) }, "a record of the registry was passed over");
      },
      onChange: ({ schema, value }) => {
        if (schema === "ModelChange") log.info(value, "the registry of models was changed");
      },
    });
    service.onStop("model registry", () => view.close());
    // nothing is folded before it is known which model answers
    await view.caughtUp;
    for (const err of await announce({ client, openSerde }, view.timeline, versionsOf(shippedModels))) {
      metrics.refused(err.code);
      log.error({ err }, "a model is not told to the registry: no change can speak of it");
    }
    const missing = () => missingModels(shippedModels, view.timeline.latest);
    metrics.show(() => view.timeline.at(Date.now()), missing);
    service.readiness(
      "models",
      () => missing().length === 0 || `lacks ${missing().join(", ")}, which the registry wants asked: another answers`,
    );

    const [shipped, ...others] = shippedModels;
    const topology = predictorTopology({
      models: [metrics.timed(shipped), ...others.map(metrics.timed)],
      registry: view.timeline,
      observe: ({ headers }, model, part) => {
        metrics.predicted(model, part);
        if (part !== "shadow") arrived(headers);
      },
      failed: (model, why) => {
        metrics.failed(model);
        log.warn({ model: model.id, why }, "a model made nothing of its input, and was left out");
      },
    });
    startTopology(service, topology, { client, openSerde });
  },
});
