import { mulberry32 } from "@touchline/scoring";
import { type Table, tableOf } from "./table.ts";

/** Rows with a class that follows from the first two columns (in the circle, beside it, above it), one in five at random, and a third of noise alone. */
export function threeClasses(rows: number, seed = 1): { readonly table: Table; readonly labels: Uint8Array } {
  const random = mulberry32(seed);
  const drawn = Array.from({ length: rows }, () => [2 * random() - 1, 2 * random() - 1, random()]);
  const labels = Uint8Array.from(drawn, ([x = 0, y = 0]) => {
    if (random() < 0.2) return Math.floor(3 * random());
    return x * x + y * y < 0.4 ? 0 : y < 0.2 ? 1 : 2;
  });
  return { table: tableOf(["x", "y", "noise"], drawn), labels };
}

/** Mean of −ln of the chance of what happened, chances row by row. */
export function meanLogLoss(chances: Float64Array, labels: Uint8Array, classes = 3): number {
  return (
    labels.reduce((sum, label, row) => sum - Math.log(chances[row * classes + label] as number), 0) / labels.length
  );
}
