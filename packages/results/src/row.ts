/** A line of a CSV by the names of its columns. */
export class Row {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #passedOver = new Set<string>();

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
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
    if (text !== "NA") this.passOver(`${column} is "${text}", no number`);
    return Number.NaN;
  }

  /** Null where the cell is empty or no whole number. */
  count(column: string): number | null {
    const value = this.number(column);
    if (Number.isInteger(value)) return value;
    if (value !== null && !Number.isNaN(value)) this.passOver(`${column} is ${value}, no whole number`);
    return null;
  }

  /** Notes something that the line says and that cannot be used; the rest of it can. */
  passOver(what: string): void {
    this.#passedOver.add(what);
  }

  /** What was read of the line and could not be used. */
  get passedOver(): readonly string[] {
    return [...this.#passedOver];
  }
}
