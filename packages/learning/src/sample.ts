/** `count` of the numbers from 0 up to `from`, rising; each set of them as likely as any other (selection sampling, Knuth's algorithm S). */
export function someOf(from: number, count: number, random: () => number): Int32Array {
  const some = new Int32Array(count);
  let taken = 0;
  for (let i = 0; i < from && taken < count; i++) {
    if (count - taken === from - i || random() * (from - i) < count - taken) some[taken++] = i;
  }
  return some;
}
