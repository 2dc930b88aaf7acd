import { describe, expect, it } from "vitest";
import { threeClasses } from "../classes.fixture.ts";
import { rowReader } from "../table.ts";
import { compileSvm, trainSvm } from "./svm.ts";
import { SvmLanes } from "./svm-lanes.ts";

const rows = 601;
const { table, labels } = threeClasses(rows);
const width = table.columns.length;
const values = Float64Array.from(
  { length: rows * width },
  (_, i) => rowReader(table)(Math.floor(i / width))[i % width] as number,
);
const options = { gamma: 1, c: 1, passes: 3, calibrationShare: 0.2, seed: 1 };

describe.each([64, 31])("a machine of %i kernel features, several at a time", (kernelFeatures) => {
  const svm = trainSvm(table, labels, 3, rows, { ...options, kernelFeatures });
  const plain = compileSvm(svm);
  const lanes = new SvmLanes(svm);
  const expected = new Float64Array(3 * rows);
  for (let row = 0; row < rows; row++) {
    plain(values.subarray(row * width, (row + 1) * width), expected.subarray(3 * row, 3 * row + 3));
  }
  const farthest = (said: Float64Array) =>
    said.reduce((most, x, i) => Math.max(most, Math.abs(x - (expected[i] as number))), 0);

  it("says of a row what it says one feature after the other", () => {
    const out = new Float64Array(3 * rows);
    for (let row = 0; row < rows; row++) lanes.one(values, row * width, out, 3 * row);
    expect(farthest(out)).toBeLessThan(1e-12);
  });

  it("says the same of many rows at once", () => {
    const out = new Float64Array(3 * rows);
    lanes.block(values, width, rows, out);
    expect(farthest(out)).toBeLessThan(1e-12);
  });
});
