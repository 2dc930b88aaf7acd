import type { Table } from "@touchline/learning";
import { placeOf, vectorLength } from "@touchline/prematch";

/** Matches to learn from, in the order of time. */
export interface TrainingMatches {
  readonly count: number;
  readonly competitions: readonly string[];
  /** Year that each one's season began in. */
  readonly seasons: Int32Array;
  /** Vectors, one after the other: what was known before each match. */
  readonly values: Float64Array;
  readonly homeGoals: Uint8Array;
  readonly awayGoals: Uint8Array;
  /** 1 where the closing odds of the match are known. */
  readonly priced: Uint8Array;
}

/** 0 home win, 1 draw, 2 away win. */
export function outcomeOf(homeGoals: number, awayGoals: number): 0 | 1 | 2 {
  if (homeGoals === awayGoals) return 1;
  return homeGoals > awayGoals ? 0 : 2;
}

/** The vector of a match. */
export function vectorAt({ values }: TrainingMatches, row: number): Float64Array {
  return values.subarray(row * vectorLength, (row + 1) * vectorLength);
}

/** Some features of some matches, a column each. */
export function featureTable({ values }: TrainingMatches, rows: Int32Array, names: readonly string[]): Table {
  const columns = names.map((name) => {
    const place = placeOf(name);
    return Float64Array.from(rows, (row) => values[row * vectorLength + place] as number);
  });
  return { names, columns, rows: rows.length };
}
