import { mulberry32 } from "@touchline/scoring";
import type { Binned } from "../bins.ts";
import { flatten } from "../trees/binned-tree.ts";
import type { Trees } from "../trees/trees.ts";
import { GiniTree } from "./gini-tree.ts";
import type { ForestOptions } from "./options.ts";

/**
 * Trees `from` up to `to` of a random forest on the first `fitted` rows: what all its trees say, added up, are the chances. Each tree has random
 * numbers of its own, so a forest may be grown in parts, and is the same however it is parted.
 */
export function growForest(
  table: Binned,
  labels: Uint8Array,
  classes: number,
  fitted: number,
  options: ForestOptions,
  from = 0,
  to: number = options.trees,
): Trees {
  const grower = new GiniTree(table, labels, classes, fitted, options);
  const trees = Array.from({ length: to - from }, (_, i) =>
    grower.grow(mulberry32(Math.imul(options.seed, 0x9e3779b1) + from + i), 1 / options.trees),
  );
  return flatten(trees, table, new Float64Array(classes));
}
