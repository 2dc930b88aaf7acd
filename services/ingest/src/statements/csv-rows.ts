/** Rows of a CSV (RFC 4180) by the names in its first line; `line` counts from 1, the first line included. */
export function csvRows(text: string): { readonly line: number; readonly cells: Readonly<Record<string, string>> }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let startedAt = 1;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if (char === "\n") line++;
    if (quoted && char !== undefined) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ",") {
      cells.push(cell);
      cell = "";
    } else if (char === "\n" || char === undefined) {
      cells.push(cell.replace(/\r$/, ""));
      if (cells.length > 1 || cells[0] !== "") rows.push({ line: startedAt, cells });
      cells = [];
      cell = "";
      startedAt = line;
    } else cell += char;
  }
  const [header, ...body] = rows;
  return body.map((row) => ({
    line: row.line,
    cells: Object.fromEntries(header?.cells.map((name, i) => [name.trim(), (row.cells[i] ?? "").trim()]) ?? []),
  }));
}
