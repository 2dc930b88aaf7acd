/**
 * CRC-32C (Castagnoli), which guards every record batch; eight tables, eight bytes a step. Source: Kounavis and Berry,
 * "A systematic approach to building high performance software-based CRC generators", 2005.
 */
export function crc32c(bytes: Buffer, from: number): number {
  let crc = -1;
  let i = from;
  for (const end = bytes.length - 7; i < end; i += 8) {
    crc ^= at(bytes, i) | (at(bytes, i + 1) << 8) | (at(bytes, i + 2) << 16) | (at(bytes, i + 3) << 24);
    crc =
      at(t7, crc & 255) ^
      at(t6, (crc >>> 8) & 255) ^
      at(t5, (crc >>> 16) & 255) ^
      at(t4, crc >>> 24) ^
      at(t3, at(bytes, i + 4)) ^
      at(t2, at(bytes, i + 5)) ^
      at(t1, at(bytes, i + 6)) ^
      at(t0, at(bytes, i + 7));
  }
  for (; i < bytes.length; i++) crc = at(t0, (crc ^ at(bytes, i)) & 255) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const at = (array: Uint8Array | Int32Array, index: number): number => array[index] as number;

function tables(): Int32Array[] {
  const all = Array.from({ length: 8 }, () => new Int32Array(256));
  const [first] = all as [Int32Array];
  for (let i = 0; i < 256; i++) {
    let crc = i;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    first[i] = crc;
  }
  for (let k = 1; k < 8; k++) {
    const [before, table] = [all[k - 1], all[k]] as [Int32Array, Int32Array];
    for (let i = 0; i < 256; i++) table[i] = at(first, at(before, i) & 255) ^ (at(before, i) >>> 8);
  }
  return all;
}

type Eight = [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables() as Eight;
