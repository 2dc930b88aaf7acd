/** Examples to learn from: a column a feature, row r of each the same example, in the order of time. */
export interface Table {
  readonly names: readonly string[];
  /** As many as names, `rows` values each. */
  readonly columns: readonly Float64Array[];
  readonly rows: number;
}

/** A table of rows with as many values as there are names. Throws a RangeError for a row of another width. */
export function tableOf(names: readonly string[], rows: readonly ArrayLike<number>[]): Table {
  const columns = names.map(() => new Float64Array(rows.length));
  rows.forEach((row, at) => {
    if (row.length !== names.length) {
      throw new RangeError(`row ${at} has ${row.length} values, and ${names.length} are named`);
    }
    columns.forEach((column, i) => {
      column[at] = row[i] as number;
    });
  });
  return { names, columns, rows: rows.length };
}

/** The named columns of a table, in the order of the names; nothing is copied. Throws a RangeError for a name that it lacks. */
export function columnsOf(table: Table, names: readonly string[]): Table {
  const columns = names.map((name) => {
    const column = table.columns[table.names.indexOf(name)];
    if (column === undefined) throw new RangeError(`the table has no column ${name}`);
    return column;
  });
  return { names, columns, rows: table.rows };
}

/** The rows from `from` up to `to`; nothing is copied. */
export function rowsOf({ names, columns, rows }: Table, from: number, to: number): Table {
  if (!(0 <= from && from <= to && to <= rows)) {
    throw new RangeError(`rows ${from} to ${to} are not among the ${rows} of the table`);
  }
  return { names, columns: columns.map((column) => column.subarray(from, to)), rows: to - from };
}

/** Reads rows one at a time; the same memory each time. */
export function rowReader({ columns }: Table): (row: number) => Float64Array {
  const values = new Float64Array(columns.length);
  return (row) => {
    for (let i = 0; i < columns.length; i++) values[i] = (columns[i] as Float64Array)[row] as number;
    return values;
  };
}
