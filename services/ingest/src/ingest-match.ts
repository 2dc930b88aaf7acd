import { readDataFile, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import type { LogClient, OpenSerde } from "@touchline/streams";
import { anyTeam } from "./any-team.ts";
import { historyLog } from "./history-log.ts";
import { readKnownLog } from "./known-log.ts";
import { History } from "./providers/history.ts";
import { Replay } from "./providers/replay.ts";
import type { Speed } from "./providers/replay-schedule.ts";
import { Publisher } from "./publisher.ts";
import { matchesOf, readTimelineFile } from "./timeline-file.ts";

export interface IngestMatchOptions {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
  /** Timeline file, may be gzipped. */
  readonly timelines: string;
  /** Id of the match in the file. */
  readonly match: string;
  readonly speed?: Speed;
  /** Files of past results to publish first; by default none, and history is declared complete as it is. */
  readonly history?: readonly string[];
  readonly onHistory?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface IngestedMatch {
  readonly match: string;
  /** Entries of the match that are in match.events now: its fixture, line-ups and events. */
  readonly eventsIn: number;
  /** Of these, how many were there already. */
  readonly duplicates: number;
  /** Entries refused, each in the dead letters. */
  readonly rejected: number;
}

/**
 * Plays one match of a file into the log, and resolves when every record of it is acknowledged. The file's teams are
 * taken at their word: whoever names a file vouches for it. Rejects with an `IngestError` where file or match is not there.
 */
export async function ingestMatch(options: IngestMatchOptions): Promise<IngestedMatch> {
  const { client, openSerde, match, speed = "max", history = [], onHistory } = options;
  const signal = options.signal ?? new AbortController().signal;
  const matches = matchesOf(readTimelineFile(options.timelines), [match]);
  const teamAliases = readDataFile(shippedFiles.teamAliases);
  const teams = readTeams();
  const counts = { accepted: 0, duplicate: 0, stale: 0, rejected: 0 };
  let unreadable = 0;
  const known = await readKnownLog(client, openSerde, (matchId) => matchId === match);
  const publisher = await Publisher.open({
    client,
    openSerde,
    teams: anyTeam,
    known,
    observer: {
      record: (_, { schema }, { outcome }) => {
        if (schema !== "Result") counts[outcome]++;
      },
      rejected: (_, correlationId) => {
        if (correlationId.endsWith("/unreadable/1")) unreadable++;
      },
    },
  });
  try {
    const files = history.flatMap(readResultsFiles);
    const log = historyLog(client, openSerde);
    const past = new History({
      files,
      teams,
      teamAliases,
      log,
      ...(onHistory && { observer: { progress: onHistory } }),
    });
    await past.run(publisher.sinkOf(past.name), signal);
    const replay = new Replay({ matches, teams, speed });
    await replay.run(publisher.sinkOf(replay.name), signal);
  } finally {
    await publisher.close();
  }
  const duplicates = counts.duplicate + counts.stale;
  return { match, eventsIn: counts.accepted + duplicates, duplicates, rejected: counts.rejected + unreadable };
}
