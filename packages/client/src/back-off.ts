/** Time to wait before the next try, ms: doubles with every failure in a row, and is spread so that clients of a failed edge do not all come back at once. */
export function backOffMs(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(firstMs * 2 ** failures, lastMs);
  return ceiling * (0.5 + random() / 2);
}

const firstMs = 250;
const lastMs = 10_000;
