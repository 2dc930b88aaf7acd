/** A line of a CSV by the names of its columns. */
export class Row {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #columns: ReadonlyMap<string, number>;

  constructor(line: number, cells: readonly string[], columns: ReadonlyMap<string, number>) {
    this.line = line;
    this.#cells = cells;
    this.#columns = columns;
  }

  /** Content of a cell; empty where the file has no such column. */
  text(column: string): string {
    const index = this.#columns.get(column);
    return index === undefined ? "" : (this.#cells[index] ?? "").trim();
  }

  /** Null where the cell is empty; NaN where it holds anything but a number from 0. */
  number(column: string): number | null {
    const text = this.text(column);
    if (text === "") return null;
    return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  }

  /** Null where the cell is empty or no whole number. */
  count(column: string): number | null {
    const value = this.number(column);
    return Number.isInteger(value) ? value : null;
  }
}
