import { describe, expect, it } from "vitest";
import { columnsOf, rowsOf, tableOf } from "./table.ts";

const table = tableOf(
  ["elo", "form"],
  [
    [1500, 0.5],
    [1600, 0.6],
    [1700, 0.7],
  ],
);

describe("a table", () => {
  it("keeps a column a name", () => {
    expect(table.rows).toBe(3);
    expect([...(table.columns[0] as Float64Array)]).toEqual([1500, 1600, 1700]);
  });

  it("refuses a row that is too short", () => {
    expect(() => tableOf(["elo", "form"], [[1500]])).toThrow("row 0 has 1 values, and 2 are named");
  });

  it("gives the columns that are asked for, in the order asked", () => {
    const { names, columns } = columnsOf(table, ["form", "elo"]);
    expect(names).toEqual(["form", "elo"]);
    expect(columns).toEqual([table.columns[1], table.columns[0]]);
    expect(() => columnsOf(table, ["xg"])).toThrow("the table has no column xg");
  });

  it("gives a span of rows, and none beyond its ends", () => {
    expect([...(rowsOf(table, 1, 3).columns[1] as Float64Array)]).toEqual([0.6, 0.7]);
    expect(() => rowsOf(table, 2, 4)).toThrow(RangeError);
  });
});
