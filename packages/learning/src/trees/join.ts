import type { Trees } from "./trees.ts";

/** Trees of several parts as one; the base of the first counts. Throws a RangeError where parts do not fit together, or there is none. */
export function joinTrees(parts: readonly Trees[]): Trees {
  const first = parts[0];
  if (first === undefined) throw new RangeError("no trees to join");
  let [nodes, leaves] = [0, 0];
  const moved = parts.map((part) => {
    if (part.features !== first.features || part.width !== first.width || part.base.length !== first.base.length) {
      throw new RangeError("trees of other features or outputs cannot be joined");
    }
    const [node, leaf] = [nodes, leaves];
    nodes += part.feature.length;
    leaves += part.leaves.length / part.width;
    const to = (at: number) => (at < 0 ? at - leaf : at + node);
    return { roots: part.roots.map(to), left: part.left.map(to), right: part.right.map(to) };
  });
  return {
    ...first,
    roots: Int32Array.from(moved.flatMap(({ roots }) => [...roots])),
    left: Int32Array.from(moved.flatMap(({ left }) => [...left])),
    right: Int32Array.from(moved.flatMap(({ right }) => [...right])),
    feature: Uint16Array.from(parts.flatMap(({ feature }) => [...feature])),
    threshold: Float64Array.from(parts.flatMap(({ threshold }) => [...threshold])),
    leaves: Float64Array.from(parts.flatMap(({ leaves: values }) => [...values])),
  };
}
