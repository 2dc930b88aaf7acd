import { mulberry32 } from "./mulberry32.ts";

export interface MeanWithInterval {
  readonly value: number;
  /** Bounds of the middle 95 % of the means of samples drawn anew, with replacement. */
  readonly low: number;
  readonly high: number;
}

const samples = 2_000;

/**
 * Mean of differences, with a 95 % bootstrap interval (Efron 1979, percentiles). Where blocks are named, one for each difference, whole
 * blocks are drawn (Künsch 1989, with the days as they fall), so that what matches of a block share is not counted as news of each. The
 * same differences, blocks and seed give the same interval; NaN where there are none.
 */
export function meanWithInterval(
  differences: Float64Array,
  blocks: readonly (string | number)[] | null = null,
  seed = 1,
): MeanWithInterval {
  const n = differences.length;
  if (n === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const { sums, counts } = inBlocks(differences, blocks);
  const random = mulberry32(seed);
  const means = new Float64Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    let [sum, count] = [0, 0];
    for (let i = 0; i < sums.length; i++) {
      const block = Math.floor(random() * sums.length);
      sum += sums[block] as number;
      count += counts[block] as number;
    }
    means[sample] = sum / count;
  }
  means.sort();
  const at = (share: number) => means[Math.round(share * (samples - 1))] as number;
  return { value: differences.reduce((a, b) => a + b, 0) / n, low: at(0.025), high: at(0.975) };
}

/** Sums of the differences and their number, a block each; each difference is a block where none are named. */
function inBlocks(differences: Float64Array, blocks: readonly (string | number)[] | null) {
  if (blocks === null) return { sums: differences, counts: new Float64Array(differences.length).fill(1) };
  const places = new Map<string | number, number>();
  for (const block of blocks) if (!places.has(block)) places.set(block, places.size);
  const [sums, counts] = [new Float64Array(places.size), new Float64Array(places.size)];
  differences.forEach((difference, i) => {
    const place = places.get(blocks[i] as string | number) as number;
    sums[place] = (sums[place] as number) + difference;
    counts[place] = (counts[place] as number) + 1;
  });
  return { sums, counts };
}
