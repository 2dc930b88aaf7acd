import { RuleError, RulesTimeline } from "@touchline/alerts";
import { openRulesView } from "@touchline/alerts/log";
import { kafkaOptions, runService, startTopology, topologyConfig } from "@touchline/platform";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { z } from "zod";
import { alertMetrics } from "./alert-metrics.ts";
import { alertsTopology } from "./topology.ts";

await runService({
  name: "alerts",
  about: "judges every match by the rules that users state, and tells what they find",
  config: z.object(topologyConfig),
  async start(service) {
    const { config, log } = service;
    const client = await openKafkaClient({
      ...kafkaOptions(service.name, config),
      log: (level, message) => log[level](message),
    });
    service.onStop("kafka client", () => client.close());
    const { openSerde } = await openRegistry(config.SCHEMA_REGISTRY_URL);

    const rules = new RulesTimeline();
    const view = await openRulesView({
      rules,
      client,
      openSerde,
      onFailure: service.fail,
      onRefused: ({ topic, partition, offset }, err) => {
        metrics.refused(err instanceof RuleError ? err.code : "UNDECODABLE");
        log.error({ err, topic, partition, offset: String(offset) }, "a rule was passed over");
      },
    });
    service.onStop("rules", () => view.close());
    const metrics = alertMetrics(service.metrics, () => rules.latest);
    // nothing is folded before it is known which rules hold
    await view.caughtUp;

    startTopology(service, alertsTopology({ rules, observe: metrics.told }), { client, openSerde });
  },
});
