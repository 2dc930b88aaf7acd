import type { Table } from "@touchline/learning";

/** Matches to learn from, in the order of time. */
export interface Examples {
  /** A column an input of the network. */
  readonly table: Table;
  /** Goals expected of each side already: what the network learns to correct. Above 0. */
  readonly expected: Sides;
  /** Goals that were scored. */
  readonly scored: Sides;
  /** What the network's logs are multiplied by, of each row, so that 0 allows no correction; 1 where left out. */
  readonly gates?: ArrayLike<number>;
}

/** A value a match, of each side. */
export interface Sides {
  readonly home: ArrayLike<number>;
  readonly away: ArrayLike<number>;
}

/** Matches from `from` up to `to`, as one row after the other in single precision: what tensors are made from. */
export interface Matrices {
  readonly rows: number;
  /** Inputs in spreads from their mean, bounded. */
  readonly inputs: Float32Array;
  /** Logs of the goals expected, home and away in turn. */
  readonly logExpected: Float32Array;
  /** Goals scored, home and away in turn. */
  readonly scored: Float32Array;
  readonly gates: Float32Array | null;
}

export interface Scale {
  readonly mean: readonly number[];
  readonly spread: readonly number[];
}

/** Mean and spread of each input over the first `rows` matches; the spread of one that never changes counts as 1. */
export function scaleOf({ columns }: Table, rows: number): Scale {
  const mean: number[] = [];
  const spread: number[] = [];
  for (const column of columns) {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < rows; row++) sum += column[row] as number;
    const center = sum / rows;
    for (let row = 0; row < rows; row++) squares += ((column[row] as number) - center) ** 2;
    mean.push(rounded(center));
    spread.push(rounded(Math.sqrt(squares / rows)) || 1);
  }
  return { mean, spread };
}

export function matricesOf(examples: Examples, scale: Scale, bound: number, from: number, to: number): Matrices {
  const { table, expected, scored, gates } = examples;
  const rows = to - from;
  const width = table.columns.length;
  const inputs = new Float32Array(rows * width);
  table.columns.forEach((column, j) => {
    const [mean, spread] = [scale.mean[j] as number, scale.spread[j] as number];
    for (let row = 0; row < rows; row++) {
      const x = ((column[from + row] as number) - mean) / spread;
      inputs[row * width + j] = Math.min(bound, Math.max(-bound, x));
    }
  });
  const inTurn = ({ home, away }: Sides, value: (x: number) => number) =>
    Float32Array.from({ length: 2 * rows }, (_, i) => value((i % 2 === 0 ? home : away)[from + (i >> 1)] as number));
  return {
    ...{ rows, inputs, logExpected: inTurn(expected, Math.log), scored: inTurn(scored, (goals) => goals) },
    gates: gates === undefined ? null : Float32Array.from({ length: rows }, (_, row) => gates[from + row] as number),
  };
}

/** Six digits: more than the data know, and few enough for a small file. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
