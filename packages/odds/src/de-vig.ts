/** Ways to take a bookmaker's margin out of prices. */
export type DeVig = "proportional" | "power" | "shin";

const tolerance = 1e-12;

/**
 * Chances behind decimal prices of outcomes of which exactly one comes true; they sum to 1.
 * Proportional: 1 / price over their sum. Power: (1 / price) ^ k, with the k that makes them sum to 1 (Clarke, Kovalchik and Ingram
 * 2017); it takes more of the margin from long shots. Shin: as if a share z of the stakes knew the outcome (Shin 1992; solved as in Jullien
 * and Salanié 1994). Throws a RangeError where a price is not above 1, or where there are fewer than two.
 */
export function deVig(prices: readonly number[], way: DeVig): number[] {
  if (prices.length < 2 || !prices.every((price) => price > 1 && Number.isFinite(price))) {
    throw new RangeError(`prices ${prices.join(", ")}: expected two or more, each above 1`);
  }
  const raw = prices.map((price) => 1 / price);
  const booksum = sum(raw);
  if (way === "shin" && booksum > 1) return shin(raw, booksum);
  if (way === "power") return power(raw);
  return raw.map((each) => each / booksum);
}

function power(raw: readonly number[]): number[] {
  // falls in k and bends upward: Newton's steps from the left come nearer without passing
  let k = 1;
  for (let round = 0; round < 50; round++) {
    const chances = raw.map((each) => each ** k);
    const excess = sum(chances) - 1;
    if (Math.abs(excess) < tolerance) break;
    k -= excess / sum(chances.map((chance, i) => chance * Math.log(raw[i] as number)));
  }
  const chances = raw.map((each) => each ** k);
  const total = sum(chances);
  return chances.map((chance) => chance / total);
}

function shin(raw: readonly number[], booksum: number): number[] {
  const chancesAt = (z: number) =>
    raw.map((each) => (Math.sqrt(z * z + (4 * (1 - z) * each * each) / booksum) - z) / (2 * (1 - z)));
  let [low, high] = [0, 0.5];
  while (high - low > tolerance) {
    const z = (low + high) / 2;
    if (sum(chancesAt(z)) > 1) low = z;
    else high = z;
  }
  const chances = chancesAt((low + high) / 2);
  const total = sum(chances);
  return chances.map((chance) => chance / total);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
