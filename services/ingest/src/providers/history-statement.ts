import { createHash } from "node:crypto";
import type { ResultsFile } from "@touchline/results";

/** What was last said of history in feed.health. */
export interface HistoryStatement {
  /** Null while something is being brought in, and where that was interrupted. */
  readonly completeTo: number | null;
  /** Ends of the partitions of match.results that hold what is in `files`; null before the first time. */
  readonly positions: readonly number[] | null;
  /** The same of match.line-ups; null where nothing was said of it. */
  readonly lineUpPositions: readonly number[] | null;
  /** Hash of each file whose results are in the log, by the name it goes by. */
  readonly files: FilesInLog;
}

export type FilesInLog = Readonly<Record<string, string>>;

/** Header of a statement that tells the files: JSON, in ASCII. */
export const filesHeader = "files";

/** Raise it when the same files come to mean other results or prices. */
const formVersion = "5";

export function writeFiles(files: FilesInLog): string {
  return JSON.stringify(files).replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Of a header that is missing, or no such JSON, none. */
export function readFiles(header: string | undefined): FilesInLog {
  try {
    const files = JSON.parse(header ?? "{}") as FilesInLog;
    return Object.values(files).every((hash) => typeof hash === "string") ? files : {};
  } catch {
    return {};
  }
}

/** Its last folder and its name: the same wherever the repository, or a collection of files by season, lies. */
export function nameInLog({ name }: ResultsFile): string {
  return name.split(/[\\/]/).slice(-2).join("/");
}

/** Other bytes mean other results, and so do other names of teams. */
export function hashInLog({ bytes }: ResultsFile, teamAliases: Buffer): string {
  return createHash("sha256").update(formVersion).update(teamAliases).update(bytes).digest("hex").slice(0, 16);
}
