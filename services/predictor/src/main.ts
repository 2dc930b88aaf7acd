import { strengthsPoisson } from "@touchline/models";
import { endToEndLatency, kafkaOptions, runService, startTopology, topologyConfig } from "@touchline/platform";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { z } from "zod";
import { watchModel } from "./model-metrics.ts";
import { predictorTopology } from "./topology.ts";

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
    const topology = predictorTopology({
      model: watchModel(strengthsPoisson, service.metrics),
      observe: ({ headers }) => arrived(headers),
    });
    startTopology(service, topology, { client, openSerde });
  },
});
