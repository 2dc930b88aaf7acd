import { mulberry32 } from "@touchline/scoring";
import type { Table } from "../table.ts";
import { rowReader } from "../table.ts";
import { calibrate, chancesOf } from "./calibrate.ts";
import { fitMargin } from "./fit-margin.ts";
import { compileKernelMap, fitKernelMap, type KernelMap } from "./kernel-map.ts";
import type { SvmOptions } from "./options.ts";

/** A support vector machine a class against all others, and what makes chances of their margins. */
export interface Svm {
  readonly classes: number;
  readonly map: KernelMap;
  /** As many a class as the map has features. */
  readonly weights: Float64Array;
  /** Of the calibration, classes x (1 + classes). */
  readonly calibration: Float64Array;
}

/** Writes the chances of one row. */
export type SvmChances = (values: ArrayLike<number>, out: Float64Array) => void;

/** Learns from the first `fitted` rows, of which the last ones are kept apart to calibrate by. The same rows, options and seed give the same machine. */
export function trainSvm(table: Table, labels: Uint8Array, classes: number, fitted: number, options: SvmOptions): Svm {
  const { kernelFeatures: size, seed } = options;
  const rows = Math.round(fitted * (1 - options.calibrationShare));
  const map = fitKernelMap(table, rows, size, options.gamma, seed);
  const mapped = mappedRows(table, map, fitted);
  const random = mulberry32(seed + 1);
  const weights = new Float64Array(classes * size);
  for (let c = 0; c < classes; c++) {
    const isClass = (row: number) => labels[row] === c;
    weights.set(fitMargin(mapped, size, isClass, rows, options.c, options.passes, random), c * size);
  }
  const margins = new Float64Array((fitted - rows) * classes);
  for (let row = rows; row < fitted; row++) {
    for (let c = 0; c < classes; c++) {
      let sum = 0;
      for (let k = 0; k < size; k++) {
        sum += (weights[c * size + k] as number) * (mapped[row * size + k] as number);
      }
      margins[(row - rows) * classes + c] = sum;
    }
  }
  return { classes, map, weights, calibration: calibrate(margins, labels.subarray(rows, fitted), classes) };
}

function mappedRows(table: Table, map: KernelMap, rows: number): Float32Array {
  const mapped = new Float32Array(rows * map.size);
  const read = rowReader(table);
  const mapRow = compileKernelMap(map);
  for (let row = 0; row < rows; row++) mapRow(read(row), mapped, row * map.size);
  return mapped;
}

/** A machine as one function, which asks for no memory when it is called. */
export function compileSvm({ classes, map, weights, calibration }: Svm): SvmChances {
  const mapRow = compileKernelMap(map);
  const features = new Float64Array(map.size);
  const margins = new Float64Array(classes + 1);
  margins[0] = 1;
  return (values, out) => {
    mapRow(values, features);
    for (let c = 0, at = 0; c < classes; c++) {
      let sum = 0;
      for (let k = 0; k < features.length; k++, at++) sum += (weights[at] as number) * (features[k] as number);
      margins[c + 1] = sum;
    }
    chancesOf(calibration, margins, out);
  };
}
