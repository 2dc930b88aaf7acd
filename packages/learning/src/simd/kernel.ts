/**
 * Two functions in WebAssembly's SIMD, put together here instruction by instruction, for nothing else runs two additions of doubles in one
 * instruction in Node. https://webassembly.github.io/spec/core/binary has the codes.
 */
export interface Kernel {
  /** y = b + A x for `blocks` × 16 rows of A: its values lie column after column for 16 rows at a time. All are places in memory, in bytes. */
  multiply(a: number, b: number, x: number, y: number, blocks: number, columns: number): void;
  /** The cosine of each of `pairs` × 2 values from y on, in their place. */
  cosines(y: number, pairs: number): void;
}

/** What Node has of https://webassembly.github.io/spec/js-api; its types come with those of browsers alone. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const pageBytes = 65_536;
/** A memory takes 10 GB of addresses, however small it is, so that matrices share one; what is not touched of it takes no memory. */
const arenaBytes = 64 * pageBytes;

interface Arena {
  readonly kernel: Kernel;
  readonly buffer: ArrayBuffer;
  used: number;
}

let arena: Arena | null = null;

/** Room of so many bytes for somebody alone, from `at` on, all zeros. It is free again when nobody has any of its memory any more. */
export function roomOf(bytes: number): { readonly kernel: Kernel; readonly buffer: ArrayBuffer; readonly at: number } {
  if (arena === null || arena.used + bytes > arena.buffer.byteLength) arena = arenaOf(Math.max(bytes, arenaBytes));
  const at = arena.used;
  arena.used += 16 * Math.ceil(bytes / 16);
  return { kernel: arena.kernel, buffer: arena.buffer, at };
}

function arenaOf(bytes: number): Arena {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary()), { js: { memory } });
  return { kernel: exports as Kernel, buffer: memory.buffer, used: 0 };
}

const i32 = 0x7f;
const v128 = 0x7b;
const simd = (code: number, ...immediates: number[]) => [0xfd, ...unsigned(code), ...immediates];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const i32Const = (value: number) => [0x41, ...signed(value)];
const i32Add = [0x6a];
const f64Add = simd(0xf0);
const f64Subtract = simd(0xf1);
const f64Multiply = simd(0xf2);
const f64Nearest = simd(0x94);
const end = [0x0b];
/** Aligned to 8 bytes. */
const load = (offset: number) => simd(0x00, 3, ...unsigned(offset));
const loadBoth = simd(0x0a, 3, 0);
const store = (offset: number) => simd(0x0b, 3, ...unsigned(offset));
const both = (value: number) => simd(0x0c, ...new Uint8Array(Float64Array.of(value, value).buffer));
const forward = (local: number, by: number) => [...get(local), ...i32Const(by), ...i32Add, ...set(local)];
/** A loop that ends when the local, which is one less each time, is 0. */
const repeat = (counter: number, body: readonly number[]) => [
  ...[0x03, 0x40, ...body, ...get(counter), ...i32Const(-1), ...i32Add],
  ...[0x22, counter, 0x0d, 0, ...end],
];

function binary(): Uint8Array {
  const signature = (parameters: number) => [0x60, ...vector(Array.from({ length: parameters }, () => [i32])), 0];
  const code = (body: readonly number[]) => [...unsigned(body.length), ...body];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [signature(6), signature(2)]),
    ...section(2, [[...text("js"), ...text("memory"), 0x02, 0x00, 1]]),
    ...section(3, [[0], [1]]),
    ...section(7, [
      [...text("multiply"), 0, 0],
      [...text("cosines"), 0, 1],
    ]),
    ...section(10, [code(multiply()), code(cosines())]),
  ]);
}

/** Sixteen sums at a time, in eight registers: as many as there are to be under way for none to wait for the one before. */
function multiply(): number[] {
  const [a, b, x, y, blocks, columns, column, place, value, sums] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const eight = (each: (register: number, offset: number) => number[]) =>
    Array.from({ length: 8 }, (_, k) => each(sums + k, 16 * k)).flat();
  return [
    ...vector([
      [2, i32],
      [9, v128],
    ]),
    ...repeat(blocks, [
      ...eight((sum, offset) => [...get(b), ...load(offset), ...set(sum)]),
      ...[...get(x), ...set(place), ...get(columns), ...set(column)],
      ...repeat(column, [
        ...[...get(place), ...loadBoth, ...set(value)],
        ...eight((sum, offset) => [
          ...[...get(sum), ...get(a), ...load(offset), ...get(value)],
          ...[...f64Multiply, ...f64Add, ...set(sum)],
        ]),
        ...[...forward(a, 128), ...forward(place, 8)],
      ]),
      ...eight((sum, offset) => [...get(y), ...get(sum), ...store(offset)]),
      ...[...forward(b, 128), ...forward(y, 128)],
    ]),
    ...end,
  ];
}

/** Taylor's series at half of what is left of whole turns, then cos 2x = 2 cos² x − 1: within 1e-13 for arguments of some hundreds. */
function cosines(): number[] {
  const [y, pairs, x, series] = [0, 1, 2, 3];
  const coefficients = [1];
  for (let k = 1; k <= 10; k++) coefficients.push(-(coefficients[k - 1] as number) / ((2 * k - 1) * 2 * k));
  return [
    ...vector([[2, v128]]),
    ...repeat(pairs, [
      ...[...get(y), ...load(0), ...set(x)],
      ...[...get(x), ...get(x), ...both(1 / (2 * Math.PI)), ...f64Multiply, ...f64Nearest],
      ...[...both(2 * Math.PI), ...f64Multiply, ...f64Subtract, ...set(x)],
      ...[...get(x), ...get(x), ...f64Multiply, ...both(0.25), ...f64Multiply, ...set(x)],
      ...[...both(coefficients[10] as number), ...set(series)],
      ...coefficients
        .slice(0, 10)
        .toReversed()
        .flatMap((next) => [...get(series), ...get(x), ...f64Multiply, ...both(next), ...f64Add, ...set(series)]),
      ...[...get(y), ...get(series), ...get(series), ...f64Multiply, ...both(2), ...f64Multiply],
      ...[...both(1), ...f64Subtract, ...store(0), ...forward(y, 16)],
    ]),
    ...end,
  ];
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const content = vector(items);
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(name: string): number[] {
  return [name.length, ...Buffer.from(name, "ascii")];
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}
