import { describe, expect, it } from "vitest";
import { meanLogLoss, threeClasses } from "../classes.fixture.ts";
import { rowReader, rowsOf } from "../table.ts";
import { compileSvm, trainSvm } from "./svm.ts";

const { table, labels } = threeClasses(3_000);
const fitted = 2_000;
const options = { kernelFeatures: 128, gamma: 3, c: 1, passes: 10, calibrationShare: 0.25, seed: 1 };
const machine = trainSvm(table, labels, 3, fitted, options);

function chancesOf(of: typeof machine, from: number, to: number): Float64Array {
  const chances = new Float64Array(3 * (to - from));
  const [say, read] = [compileSvm(of), rowReader(rowsOf(table, from, to))];
  for (let row = 0; row < to - from; row++) say(read(row), chances.subarray(3 * row, 3 * row + 3));
  return chances;
}

describe("a support vector machine", () => {
  it("learns a circle, and comes close to the chances that rows were drawn with", () => {
    expect(meanLogLoss(chancesOf(machine, fitted, table.rows), labels.subarray(fitted))).toBeLessThan(0.66);
  });

  it("says each class as often as it was among the rows that it is calibrated by", () => {
    const chances = chancesOf(machine, 1_500, fitted);
    for (const label of [0, 1, 2]) {
      const said = chances.filter((_, i) => i % 3 === label).reduce((a, b) => a + b, 0);
      const seen = labels.subarray(1_500, fitted).filter((each) => each === label).length;
      expect(Math.abs(said - seen)).toBeLessThan(1);
    }
  });

  it("is the same for the same seed, and another for another", () => {
    expect(trainSvm(table, labels, 3, fitted, options)).toEqual(machine);
    expect(trainSvm(table, labels, 3, fitted, { ...options, seed: 2 })).not.toEqual(machine);
  });

  it("learns nothing from rows that come later", () => {
    const changed = labels.slice();
    changed.fill(0, fitted);
    expect(trainSvm(table, changed, 3, fitted, options)).toEqual(machine);
  });

  it("leaves out a column that is constant", () => {
    const constant = { ...table, columns: table.columns.map((column, i) => (i === 2 ? column.map(() => 7) : column)) };
    const out = new Float64Array(3);
    compileSvm(trainSvm(constant, labels, 3, fitted, options))(rowReader(constant)(0), out);
    expect(out.every((chance) => chance > 0 && chance < 1)).toBe(true);
  });
});
