/**
 * Partition of a key as the Java client's default partitioner has it: murmur2 (Austin Appleby, 32 bits, seed 0x9747b28c)
 * with the sign bit cleared, modulo the number of partitions.
 */
export function partitionOf(key: Buffer, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions;
}

function murmur2(data: Buffer): number {
  const m = 0x5bd1e995;
  let h = 0x9747b28c ^ data.length;
  const whole = data.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    let k = Math.imul(data.readInt32LE(i), m);
    k ^= k >>> 24;
    h = Math.imul(h, m) ^ Math.imul(k, m);
  }
  for (let i = data.length - 1; i >= whole; i--) h ^= (data[i] as number) << (8 * (i - whole));
  if (data.length > whole) h = Math.imul(h, m);
  h ^= h >>> 13;
  h = Math.imul(h, m);
  return h ^ (h >>> 15);
}
