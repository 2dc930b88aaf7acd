import type { TeamIdentities } from "@touchline/football";
import { parse } from "csv-parse/sync";
import { ResultsError } from "./error.ts";
import { forms } from "./forms.ts";
import type { RefusedRow, ResultRow, ResultRows } from "./result-row.ts";
import { Row } from "./row.ts";

/**
 * Results of a CSV in any of the known forms, as its header tells. A row that cannot be a result is refused, with its line
 * and reason, and the others go on. Throws a `ResultsError` RESULTS_FORM_UNKNOWN.
 */
export function readResults(csv: Buffer, name: string, teams: TeamIdentities): ResultRows {
  const [header = [], ...lines]: string[][] = parse(csv, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  if (header.length === 0) return { rows: [], refused: [], unplayed: 0 };
  const columns = new Map(header.map((column, index) => [column.trim(), index]));
  const form = forms.find((each) => each.columns.every((column) => columns.has(column)));
  if (form === undefined)
    throw new ResultsError("RESULTS_FORM_UNKNOWN", `${name} has the columns ${header.join(", ")}`);
  const rows: ResultRow[] = [];
  const refused: RefusedRow[] = [];
  let unplayed = 0;
  lines.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === "")) return;
    const read = form.read(new Row(index + 2, cells, columns), teams);
    if (read === null) unplayed++;
    else if ("code" in read) refused.push(read);
    else rows.push(read);
  });
  return { rows, refused, unplayed };
}
