import { LatestRules } from "@touchline/alerts";
import { changeRules, openRulesView } from "@touchline/alerts/log";
import { openRegistryView } from "@touchline/model-registry/log";
import { kafkaOptions, runService } from "@touchline/platform";
import { openRegistry } from "@touchline/schemas/registry";
import { type Origin, openView } from "@touchline/streams";
import { openKafkaClient } from "@touchline/streams/kafka";
import { feedHealth, matchAlerts, matchPredictions } from "@touchline/topics";
import { edgeConfig } from "./config.ts";
import { Edge } from "./edge.ts";
import { FeaturesService } from "./features-service.ts";
import { Lineages } from "./lineage.ts";
import { edgeMetrics } from "./metrics.ts";
import { Replays } from "./replay.ts";

await runService({
  name: "edge",
  about: "serves the latest predictions over REST and WebSocket, and the page",
  config: edgeConfig,
  async start(service) {
    const { config, log } = service;
    const client = await openKafkaClient(kafkaOptions("edge", config));
    service.onStop("kafka", () => client.close());
    const { openSerde } = await openRegistry(config.SCHEMA_REGISTRY_URL);
    const features = new FeaturesService(config.FEATURES_URLS);
    // One bad record must not take the page down; whoever wrote it hears of it in the log.
    const onUndecodable = ({ topic, partition, offset }: Origin, err: Error) =>
      log.error({ err, topic, partition, offset: String(offset) }, "a record that cannot be read was passed over");
    const registry = await openRegistryView({ client, openSerde, onFailure: service.fail, onRefused: onUndecodable });
    service.onStop("model registry", () => registry.close());
    const rules = new LatestRules();
    const rulesView = await openRulesView({
      ...{ rules, client, openSerde, onFailure: service.fail, onRefused: onUndecodable },
    });
    service.onStop("rules", () => rulesView.close());
    const edge = new Edge({
      limits: {
        matchesMax: config.EDGE_MATCHES_MAX,
        finishedMax: config.EDGE_FINISHED_MAX,
        pointsMax: config.EDGE_POINTS_MAX,
        connectionsMax: config.EDGE_CONNECTIONS_MAX,
        filterEntriesMax: config.EDGE_FILTER_ENTRIES_MAX,
        messagesMax: config.EDGE_MESSAGES_MAX,
        bufferBytesMax: config.EDGE_BUFFER_BYTES_MAX,
        slowMsMax: config.EDGE_SLOW_MS_MAX,
        predictionsKeptMax: config.EDGE_PREDICTIONS_KEPT_MAX,
      },
      heartbeatMs: config.EDGE_HEARTBEAT_MS,
      pageFolder: config.EDGE_PAGE_FOLDER,
      metrics: (matches) => edgeMetrics(service.metrics, matches),
      lookUps: {
        features,
        lineages: new Lineages({ client, openSerde, features }),
        replays: new Replays({ client, openSerde }),
      },
      registry: registry.timeline,
      rules: {
        open: config.EDGE_RULES_OPEN,
        timeline: rules,
        change: (request) => changeRules({ client, openSerde }, request),
      },
      onError: (err) => log.error({ err }, "a request failed"),
    });

    let caughtUp = false;
    let feedsCaughtUp = false;
    const predictions = await openView(matchPredictions, {
      client,
      openSerde,
      apply: (record) => {
        if (record.schema === null) edge.forget(record.key);
        else edge.predicted(record.value, record, caughtUp);
      },
      onFailure: service.fail,
      onUndecodable,
    });
    service.onStop("predictions", () => predictions.close());
    const alerts = await openView(matchAlerts, {
      client,
      openSerde,
      apply: (record) => {
        if (record.schema !== null) edge.alerted(record.value, caughtUp);
      },
      onFailure: service.fail,
      onUndecodable,
    });
    service.onStop("alerts", () => alerts.close());
    const feeds = await openView(feedHealth, {
      client,
      openSerde,
      // What was in the log already may be old: the feed was heard of when it was written, not when it is read.
      apply: (record) =>
        edge.feeds.apply(record.key, record.value, feedsCaughtUp ? undefined : Math.min(record.timestamp, Date.now())),
      onFailure: service.fail,
      onUndecodable,
    });
    service.onStop("feeds", () => feeds.close());
    feeds.caughtUp.then(() => {
      feedsCaughtUp = true;
    }, service.fail);

    service.readiness("views", () => caughtUp || "still reading the predictions that are in the log");
    Promise.all([predictions.caughtUp, feeds.caughtUp, registry.caughtUp, rulesView.caughtUp, alerts.caughtUp]).then(
      () => {
        caughtUp = true;
        log.info({ matches: edge.images.size }, "caught up with the log");
      },
      service.fail,
    );

    await edge.routes(service.http);
    service.onStop("stream", () => edge.close());
  },
});
