import { readDataFile, readTeams } from "@touchline/results";
import type { LogClient, OpenSerde } from "@touchline/streams";
import { anyTeam } from "./any-team.ts";
import { readKnownLog } from "./known-log.ts";
import type { Outcome } from "./provider.ts";
import { Statements, type StatementsFile } from "./providers/statements.ts";

import { Publisher } from "./publisher.ts";
import { readSaid } from "./statements/said-in-log.ts";
import { readFiled } from "./statements/statement-line.ts";

export type { StatementsFile } from "./providers/statements.ts";

export interface IngestStatementsOptions {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
  readonly files: readonly StatementsFile[];
  readonly newTeams: "refuse" | "accept";
  readonly signal?: AbortSignal;
  /** A line, by file and number, or a record, by its correlation id, that was not let in. */
  readonly onRefused?: (what: string, code: string, message: string) => void;
}

/** How many lines became of what; `repeated`: the log had them. */
export type StatementsReport = Readonly<Record<Outcome | "repeated", number>>;

/** Brings files of statements into the log, as the ingest service does with its own; resolves when all of it is acknowledged. */
export async function ingestStatements(options: IngestStatementsOptions): Promise<StatementsReport> {
  const { client, openSerde, files, newTeams, onRefused } = options;
  const counts = { accepted: 0, duplicate: 0, stale: 0, rejected: 0, repeated: 0 };
  const matches = matchesIn(files);
  const [known, said] = await Promise.all([
    readKnownLog(client, openSerde, (matchId) => matches.has(matchId)),
    readSaid(client, openSerde),
  ]);
  const publisher = await Publisher.open({
    client,
    openSerde,
    teams: newTeams === "accept" ? anyTeam : readTeams(),
    known: { ...known, told: said.statements },
    observer: {
      record: (_, __, { outcome }) => counts[outcome]++,
      rejected(_, correlationId, code, message) {
        const unreadable = /^statements\/(.*)\/unreadable\/1$/.exec(correlationId);
        if (unreadable !== null) counts.rejected++;
        onRefused?.(unreadable?.[1] ?? correlationId, code, message);
      },
    },
  });
  try {
    const statements = new Statements({ files, said, onRepeated: () => counts.repeated++ });
    await statements.run(publisher.sinkOf(statements.name), options.signal ?? new AbortController().signal);
  } finally {
    await publisher.close();
  }
  return counts;
}

/** Reads files of statements, which may be gzipped. Rejects with a `ResultsError` FILE_UNREADABLE. */
export function readStatementsFiles(paths: readonly string[]): StatementsFile[] {
  return paths.map((name) => ({ name, text: readDataFile(name).toString("utf8") }));
}

/** Matches of which files tell entries: what the log has of them decides what is new. */
export function matchesIn(files: readonly StatementsFile[]): ReadonlySet<string> {
  const entries = files.flatMap(readFiled).filter(({ schema }) => schema === "LineUp" || schema === "Fixture");
  return new Set(entries.flatMap(({ value }) => ("matchId" in value ? [value.matchId] : [])));
}
