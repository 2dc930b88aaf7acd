/** A probability as a percentage. Certain is said only of what is: 0.9996 is ">99.9%", 0.0002 "<0.1%". */
export function percent(probability: number, decimals: 0 | 1 = 0): string {
  const least = decimals === 0 ? 0.01 : 0.001;
  if (probability >= 1 || probability <= 0) return `${probability <= 0 ? 0 : 100}%`;
  const shown = (probability * 100).toFixed(decimals);
  if (Number(shown) === 100) return `>${((1 - least) * 100).toFixed(decimals)}%`;
  if (Number(shown) === 0) return `<${(least * 100).toFixed(decimals)}%`;
  return `${shown}%`;
}

/** A change of probability in percentage points with its sign, e.g. `+21.3`; `0` where it rounds to nothing. */
export function points(change: number): string {
  const shown = (Math.abs(change) * 100).toFixed(1);
  if (shown === "0.0") return "0";
  return `${change < 0 ? "\u2212" : "+"}${shown}`;
}
