import type { TeamIdentities } from "@touchline/football";
import { History, playedOf } from "@touchline/prematch";
import { type RefusedRow, type ResultRow, readResults, readResultsFiles, shippedFiles } from "@touchline/results";
import type { Result } from "@touchline/schemas";

/** Results of some files, and the history that they make. */
export interface KnownResults {
  readonly history: History;
  /** By identity; a later file's row replaces an earlier one's. */
  readonly results: ReadonlyMap<string, Result>;
  readonly refused: readonly RefusedLine[];
}

/** A line of a file that is no result. */
export type RefusedLine = RefusedRow & { readonly file: string };

/**
 * Reads files of results, those that Touchline ships where none are named, and folds them. `each` sees every row as it is read: of a match that is
 * told twice both, the later last.
 */
export function knownResults(
  files: readonly string[],
  teams: TeamIdentities,
  each: (row: ResultRow) => void = () => {},
): KnownResults {
  const history = new History();
  const results = new Map<string, Result>();
  const refused: RefusedLine[] = [];
  for (const { name, bytes } of (files.length > 0 ? files : shippedFiles.results).flatMap(readResultsFiles)) {
    const read = readResults(bytes, name, teams);
    for (const row of read.rows) {
      results.set(row.result.matchId, row.result);
      each(row);
    }
    for (const row of read.refused) refused.push({ ...row, file: name });
  }
  for (const result of results.values()) history.put(playedOf(result));
  history.settle();
  return { history, results, refused };
}
