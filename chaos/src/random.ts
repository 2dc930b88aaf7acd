import { mulberry32 } from "@touchline/scoring";

/** Numbers that a seed decides, so that a run can be had again. */
export class Random {
  /** From 0 up to 1, which it never is. */
  readonly fraction: () => number;

  constructor(seed: number) {
    this.fraction = mulberry32(seed);
  }

  /** A whole number, both ends among them. */
  between(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  /** True so often as the probability says. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  one<T>(of: readonly T[]): T {
    return of[this.between(0, of.length - 1)] as T;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.between(0, i);
      [out[i], out[j]] = [out[j] as T, out[i] as T];
    }
    return out;
  }
}
