import { endToEndLatency, kafkaOptions, runService, startTopology } from "@touchline/platform";
import { readAliases } from "@touchline/results";
import { openRegistry } from "@touchline/schemas/registry";
import type { Origin } from "@touchline/streams";
import { openKafkaClient } from "@touchline/streams/kafka";
import { featuresConfig } from "./config.ts";
import { countFaults } from "./fault-metrics.ts";
import { fixtureRoutes } from "./fixture-routes.ts";
import { FixtureVectors } from "./fixture-vectors.ts";
import { historyMetrics } from "./history-metrics.ts";
import { HistoryView } from "./history-view.ts";
import { matchRoutes } from "./match-routes.ts";
import { watchMatches } from "./match-watch.ts";
import { SilenceWatch } from "./silence-watch.ts";
import { watchStatements } from "./statement-metrics.ts";
import { TeamDirectory } from "./team-directory.ts";
import { teamRoutes } from "./team-routes.ts";
import { TeamStatements } from "./team-statements.ts";
import { featuresTopology } from "./topology.ts";

await runService({
  name: "features",
  about: "folds what is said of each match into what is known of it, with both sides' form",
  config: featuresConfig,
  async start(service) {
    const { config, log, metrics } = service;
    const client = await openKafkaClient({
      ...kafkaOptions(service.name, config),
      log: (level, message) => log[level](message),
    });
    service.onStop("kafka client", () => client.close());
    const { openSerde } = await openRegistry(config.SCHEMA_REGISTRY_URL);

    const shown = historyMetrics(metrics);
    const faults = countFaults(metrics);
    const onUndecodable = ({ topic, partition, offset }: Origin, err: Error) => {
      shown.undecodable(topic);
      log.warn({ err, topic, partition, offset: String(offset) }, "a record that cannot be used was passed over");
    };
    const teams = new TeamDirectory(readAliases());
    const history = await HistoryView.open({
      client,
      openSerde,
      waitMs: config.FEATURES_HISTORY_WAIT_MS,
      onFailure: service.fail,
      onUndecodable,
      onTeam: (team) => teams.told(team),
      onRefused: ({ provider }, { code }) => faults.result(provider, code),
      onCutShort: (upTo) => {
        shown.cutShort();
        log.warn({ upTo: new Date(upTo).toISOString() }, "history is not complete up to here: form is incomplete");
      },
    });
    service.onStop("history", () => history.close());
    shown.show(history);
    const statements = await TeamStatements.open({ client, openSerde, onFailure: service.fail, onUndecodable });
    service.onStop("statements on teams", () => statements.close());
    let caughtUp = false;
    service.readiness("history", () => caughtUp || "still reading the results that are in the log");
    Promise.all([history.caughtUp(), statements.caughtUp()]).then(() => {
      caughtUp = true;
      log.info({ results: history.size, lineUps: history.lineUps }, "caught up with history");
    }, service.fail);

    const watch = watchMatches({ log, metrics });
    const arrived = endToEndLatency(service);
    const topology = featuresTopology({
      history,
      observe: (outcome) => {
        watch(outcome);
        faults.outcome(outcome);
        if (outcome.features !== null) arrived(outcome.headers);
      },
      refused: faults.entry,
      statements: { heard: watchStatements(metrics), refused: faults.statement },
    });
    const reader = startTopology(service, topology, { client, openSerde });
    if (config.FEATURES_SILENCE_MS > 0) {
      const silence = new SilenceWatch({
        ...{ client, openSerde, reader },
        afterMs: config.FEATURES_SILENCE_MS,
        onSilence: ({ matchId, period, second }) =>
          log.warn({ matchId, period, second }, "nothing is told of a match that is played: it is suspended"),
        onFailure: (err) => log.warn({ err }, "cannot look for matches that are silent: it is tried again"),
      });
      service.onStop("silence watch", silence.start());
    }
    if (config.STORES_HTTP) {
      matchRoutes(service.http, { reader, history });
      const isCaughtUp = () => caughtUp;
      fixtureRoutes(service.http, new FixtureVectors({ history, statements, teams, isCaughtUp }));
      teamRoutes(service.http, { history, teams, isCaughtUp });
    }
  },
});
