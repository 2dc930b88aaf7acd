import type { Trees } from "./trees.ts";

/**
 * Trees as bytes, little-endian:
 *
 *   "TREE"  version u8  leaves u8 (0 float64, 1 int16 times a scale)  wide u8  0
 *   features u32, outputs u32, width u32, trees u32, nodes u32, scale f64, base f64 x outputs
 *   for each feature: how many thresholds u32, the thresholds f64, rising
 *   trees, each from its root, left before right: a node is its feature and the number of its threshold, a leaf `none` in the feature's place;
 *   each u8, or u16 where `wide`
 *   values of the leaves in the order that they come
 *
 * Thresholds are told by number, so nothing is lost; values of leaves may be rounded to 65,535 steps.
 */
const magic = 0x45455254;
const version = 1;
const headBytes = 36;

export interface Encoding {
  /** "int16" takes a quarter of the room; values are then off by at most a 65,534th of the greatest one. */
  readonly leaves: "float64" | "int16";
}

export function encodeTrees(trees: Trees, { leaves }: Encoding): Uint8Array {
  const thresholds = thresholdsOf(trees);
  const wide = trees.features > 255 || thresholds.some(({ length }) => length > 256);
  const none = wide ? 0xffff : 0xff;
  const [nodes, outputs, count] = [trees.feature.length, trees.base.length, trees.leaves.length / trees.width];
  const bytes =
    headBytes +
    8 * outputs +
    thresholds.reduce((sum, { length }) => sum + 4 + 8 * length, 0) +
    (2 * nodes + count) * (wide ? 2 : 1) +
    trees.leaves.length * (leaves === "int16" ? 2 : 8);
  const out = new Writer(bytes);
  const most = trees.leaves.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
  const scale = leaves === "int16" && most > 0 ? most / 32_767 : 1;
  out.u32(magic);
  for (const each of [version, leaves === "int16" ? 1 : 0, wide ? 1 : 0, 0]) out.u8(each);
  for (const each of [trees.features, outputs, trees.width, trees.roots.length, nodes]) out.u32(each);
  out.f64(scale);
  for (const each of trees.base) out.f64(each);
  for (const of of thresholds) {
    out.u32(of.length);
    for (const threshold of of) out.f64(threshold);
  }
  const order: number[] = [];
  const write = (at: number): void => {
    if (at < 0) {
      order.push(~at);
      out.index(none, wide);
    } else {
      const feature = trees.feature[at] as number;
      out.index(feature, wide);
      out.index(placeIn(thresholds[feature] as Float64Array, trees.threshold[at] as number), wide);
      write(trees.left[at] as number);
      write(trees.right[at] as number);
    }
  };
  for (const root of trees.roots) write(root);
  for (const leaf of order) {
    for (const value of trees.leaves.subarray(leaf * trees.width, (leaf + 1) * trees.width)) {
      if (leaves === "int16") out.i16(Math.round(value / scale));
      else out.f64(value);
    }
  }
  return out.bytes;
}

/** Throws a RangeError for bytes that `encodeTrees` did not write. */
export function decodeTrees(bytes: Uint8Array): Trees {
  const from = new Reader(bytes);
  if (bytes.length < headBytes || from.u32() !== magic) throw new RangeError("these bytes are no trees");
  const [written, int16, wide] = [from.u8(), from.u8() === 1, from.u8() === 1, from.u8()];
  if (written !== version) throw new RangeError(`trees of version ${written}: expected ${version}`);
  const [features, outputs, width, count, nodes] = [from.u32(), from.u32(), from.u32(), from.u32(), from.u32()];
  const scale = from.f64();
  const base = from.f64s(outputs);
  const thresholds = Array.from({ length: features }, () => from.f64s(from.u32()));
  const trees = {
    ...{ features, base, width },
    roots: new Int32Array(count),
    feature: new Uint16Array(nodes),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
  };
  const none = wide ? 0xffff : 0xff;
  let [node, leaf] = [0, 0];
  const read = (): number => {
    const feature = from.index(wide);
    if (feature === none) return ~leaf++;
    const at = node++;
    trees.feature[at] = feature;
    trees.threshold[at] = thresholds[feature]?.[from.index(wide)] as number;
    trees.left[at] = read();
    trees.right[at] = read();
    return at;
  };
  for (let tree = 0; tree < count; tree++) trees.roots[tree] = read();
  const leaves = Float64Array.from({ length: leaf * width }, () => (int16 ? scale * from.i16() : from.f64()));
  return { ...trees, leaves };
}

/** Those that nodes ask for, of each feature, rising. */
function thresholdsOf({ features, feature, threshold }: Trees): Float64Array[] {
  const asked = Array.from({ length: features }, () => new Set<number>());
  feature.forEach((of, node) => {
    asked[of]?.add(threshold[node] as number);
  });
  return asked.map((of) => Float64Array.from(of).sort());
}

function placeIn(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Writer {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  u8(value: number): void {
    this.#view.setUint8(this.#at++, value);
  }

  i16(value: number): void {
    this.#view.setInt16(this.#at, value, true);
    this.#at += 2;
  }

  index(value: number, wide: boolean): void {
    if (wide) this.#view.setUint16(this.#at, value, true);
    else this.#view.setUint8(this.#at, value);
    this.#at += wide ? 2 : 1;
  }

  u32(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  f64(value: number): void {
    this.#view.setFloat64(this.#at, value, true);
    this.#at += 8;
  }
}

class Reader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(): number {
    return this.#view.getUint8(this.#at++);
  }

  i16(): number {
    this.#at += 2;
    return this.#view.getInt16(this.#at - 2, true);
  }

  index(wide: boolean): number {
    if (!wide) return this.u8();
    this.#at += 2;
    return this.#view.getUint16(this.#at - 2, true);
  }

  u32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  f64(): number {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  f64s(count: number): Float64Array {
    return Float64Array.from({ length: count }, () => this.f64());
  }
}
