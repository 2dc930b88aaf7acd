import { kafkaOptions, runService } from "@touchline/platform";
import { readDataFile, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { anyTeam } from "./any-team.ts";
import { chooseMatches } from "./choose-matches.ts";
import { ingestConfig } from "./config.ts";
import { historyLog } from "./history-log.ts";
import { ingestMetrics } from "./ingest-metrics.ts";
import { matchesIn, readStatementsFiles } from "./ingest-statements.ts";
import { readKnownLog } from "./known-log.ts";
import { pastLineUps } from "./past-line-ups.ts";
import { History } from "./providers/history.ts";
import { Replay } from "./providers/replay.ts";
import { Statements } from "./providers/statements.ts";
import { Publisher } from "./publisher.ts";
import { readSaid, SaidInLog } from "./statements/said-in-log.ts";
import { readTimelineFile } from "./timeline-file.ts";

await runService({
  name: "ingest",
  about: "brings what providers say into Kafka: past results first, then recorded matches as if they were on now",
  config: ingestConfig,
  async start(service) {
    const { config, log } = service;
    const lines = readTimelineFile(config.INGEST_TIMELINES);
    const files = config.INGEST_HISTORY.flatMap(readResultsFiles);
    const teams = readTeams();
    const { observer, history, undecodable } = ingestMetrics(service);

    const client = await openKafkaClient(kafkaOptions("ingest", config));
    service.onStop("kafka", () => client.close());
    const { openSerde } = await openRegistry(config.SCHEMA_REGISTRY_URL);
    const inFile = new Set(lines.map(({ id }) => id));
    const statements = readStatementsFiles(config.INGEST_STATEMENTS);
    const inStatements = matchesIn(statements);
    const wanted = (matchId: string) => inFile.has(matchId) || inStatements.has(matchId);
    const [known, said] = await Promise.all([
      readKnownLog(client, openSerde, wanted, undecodable),
      statements.length === 0 ? new SaidInLog() : readSaid(client, openSerde, undecodable),
    ]);
    const publisher = await Publisher.open({
      client,
      openSerde,
      teams: config.INGEST_NEW_TEAMS === "accept" ? anyTeam : teams,
      known: { ...known, told: said.statements },
      observer,
    });
    service.onStop("publisher", () => publisher.close());

    const lineUps = {
      name: config.INGEST_TIMELINES,
      bytes: readDataFile(config.INGEST_TIMELINES),
      read: () => pastLineUps(lines, teams),
    };
    const past = new History({
      files,
      ...(files.length > 0 && { lineUps }),
      teams,
      teamAliases: readDataFile(shippedFiles.teamAliases),
      log: historyLog(client, openSerde, undecodable),
      observer: history,
    });
    const replay = new Replay({
      matches: chooseMatches(lines, config.INGEST_MATCHES, known),
      teams,
      speed: config.INGEST_SPEED,
      staggerMs: config.INGEST_STAGGER_SECONDS * 1000,
      onNewTeam: (name, teamId) => log.warn({ name, teamId }, "a team that the table of aliases does not know"),
    });

    const stopping = new AbortController();
    const run = async (): Promise<void> => {
      for (const provider of [past, new Statements({ files: statements, said }), replay]) {
        const startedMs = performance.now();
        await provider.run(publisher.sinkOf(provider.name), stopping.signal);
        if (stopping.signal.aborted) return;
        log.info({ provider: provider.name, ms: Math.round(performance.now() - startedMs) }, "nothing more to say");
      }
    };
    const running = run().catch((error) => service.fail(error));
    service.onStop("providers", async () => {
      stopping.abort();
      await running;
    });
  },
});
