import type { ImportReport, RefusedLine } from "@touchline/ingest/import-results";

/** What an import did, as `--json` tells it. */
export interface BackfillReport extends ImportReport {
  /** Rows read, of files that were not in the log already. */
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
}

export function backfillReport(imported: ImportReport, ms: number): BackfillReport {
  const rows = imported.files.reduce((sum, file) => sum + (file.rows ?? 0), 0);
  return { ...imported, rows, seconds: Math.round(ms / 10) / 100, rowsPerSecond: Math.round((rows * 1_000) / ms) };
}

/** The same for a person to read. */
export function linesOf({ files, published, refused, newTeams, rows, seconds }: BackfillReport): string[] {
  const codes = Object.entries(refused).map(([code, lines]) => `${code} ${lines}`);
  const some = newTeams.slice(0, 10).join(", ");
  return [
    ...files.map(({ file, rows: read, unplayed }) =>
      read === null
        ? `${file}: in the log as it is`
        : `${file}: ${read} results${unplayed > 0 ? `, ${unplayed} matches yet to be played` : ""}`,
    ),
    `published ${published.results} results, ${published.odds} prices and ${published.lineUps} line-ups of ${rows} rows, in ${seconds} s`,
    ...(codes.length > 0 ? [`refused: ${codes.join(", ")}`] : []),
    ...(newTeams.length > 0
      ? [
          `teams that data/team_aliases.csv does not know: ${newTeams.length} (${some}${newTeams.length > 10 ? ", ..." : ""})`,
        ]
      : []),
  ];
}

export function csvLine({ file, line, code, message }: RefusedLine): string {
  return `${quoted(file)},${line},${code},${quoted(message)}\n`;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
