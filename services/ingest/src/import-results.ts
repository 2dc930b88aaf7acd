import type { Admission, TeamIdentities, TeamKnowledge } from "@touchline/football";
import { readDataFile, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import type { LogClient, OpenSerde } from "@touchline/streams";
import { anyTeam } from "./any-team.ts";
import { historyLog } from "./history-log.ts";
import { emptyLog, readRefusals } from "./known-log.ts";
import { pastLineUps } from "./past-line-ups.ts";
import type { ProviderRecord } from "./provider.ts";
import { History, type LineUpsFile } from "./providers/history.ts";
import { Publisher } from "./publisher.ts";
import { readTimelineFile } from "./timeline-file.ts";

export interface ImportOptions {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
  /** Paths of files of results, in any form that is known, gzipped or in an archive; where none is named, all shipped history: who played, too. */
  readonly files: readonly string[];
  /** Whether teams that the table of aliases does not know are refused, as ingest does unless told otherwise. */
  readonly newTeams: "refuse" | "accept";
  readonly signal: AbortSignal;
  /** Results published or found in place, of all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly onRefused?: (line: RefusedLine) => void;
}

/** A line of a file of which something was not let in. */
export interface RefusedLine {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

export interface ImportReport {
  /** `rows` is null of a file that is in the log already. */
  readonly files: readonly { readonly file: string; readonly rows: number | null; readonly unplayed: number }[];
  /** How many were sent; what the log held already was not. */
  readonly published: { readonly results: number; readonly odds: number; readonly lineUps: number };
  /** By reason code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Teams in the results published or refused that the table of aliases does not know, by name. */
  readonly newTeams: readonly string[];
  /** False where it was interrupted: the same again goes on. */
  readonly isComplete: boolean;
}

/**
 * Brings files of results, with the prices in them, into the log as the ingest service does with its own, and resolves when all
 * of it is acknowledged and history is declared complete behind it. Rejects with a `ResultsError` where a file cannot be read.
 */
export async function importResults(options: ImportOptions): Promise<ImportReport> {
  const { client, openSerde, newTeams, signal, onProgress, onRefused } = options;
  const teams = readTeams();
  const known: TeamKnowledge = newTeams === "accept" ? anyTeam : teams;
  const files = (options.files.length > 0 ? options.files : shippedFiles.results).flatMap(readResultsFiles);
  const read: ImportReport["files"][number][] = [];
  const published = { results: 0, odds: 0, lineUps: 0 };
  const refused: Record<string, number> = {};
  const strangers = new Set<string>();
  const note = (record: ProviderRecord) => {
    if (record.schema !== "Result") return;
    for (const team of [record.value.home, record.value.away]) if (!teams.knows(team.id)) strangers.add(team.name);
  };
  const refuse = (line: RefusedLine) => {
    refused[line.code] = (refused[line.code] ?? 0) + 1;
    onRefused?.(line);
  };

  /** Of the record that was judged last. */
  let admission: Admission | undefined;
  const refusedBefore = await readRefusals(client, openSerde);
  const publisher = await Publisher.open({
    client,
    openSerde,
    teams: known,
    known: { ...emptyLog, refusedBefore },
    observer: {
      record(_, __, judged) {
        admission = judged;
      },
    },
  });
  try {
    const history = new History({
      files,
      ...(options.files.length === 0 && { lineUps: shippedLineUps(teams) }),
      teams,
      teamAliases: readDataFile(shippedFiles.teamAliases),
      log: historyLog(client, openSerde),
      observer: {
        read: (file, rows, unplayed) => read.push({ file, rows, unplayed }),
        refused: (file, rows) => {
          for (const row of rows) refuse({ file, ...row });
        },
        rejected(file, line, record) {
          note(record);
          if (admission?.outcome !== "rejected") throw new Error(`nobody has judged line ${line} of ${file}`);
          const { code, message } = admission;
          refuse({ file, line, code, message: `line ${line}: ${message}` });
        },
        published(record) {
          note(record);
          if (record.schema === "Result") published.results++;
          else if (record.schema === "Odds") published.odds++;
          else published.lineUps++;
        },
        ...(onProgress && { progress: onProgress }),
      },
    });
    await history.run(publisher.sinkOf(history.name), signal);
  } finally {
    await publisher.close();
  }
  return { files: read, published, refused, newTeams: [...strangers].sort(), isComplete: !signal.aborted };
}

function shippedLineUps(teams: TeamIdentities): LineUpsFile {
  const name = shippedFiles.timelines;
  return { name, bytes: readDataFile(name), read: () => pastLineUps(readTimelineFile(name), teams) };
}
