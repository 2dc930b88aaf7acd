/** Chances of margins, in place: exp(margin) over their sum, for `count` of them from `at` on. */
export function softmax(margins: Float64Array, at = 0, count: number = margins.length): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = at; i < at + count; i++) most = Math.max(most, margins[i] as number);
  let sum = 0;
  for (let i = at; i < at + count; i++) {
    const each = Math.exp((margins[i] as number) - most);
    margins[i] = each;
    sum += each;
  }
  for (let i = at; i < at + count; i++) margins[i] = (margins[i] as number) / sum;
}
