import type { SourceReport } from "./source-report.ts";

/** How far records lie behind the youngest that came before them in their lane: a match, a market, a season. */
export class Lateness {
  readonly #youngest = new Map<string, number>();
  readonly #behindMs: number[] = [];

  take(lane: string, time: number): void {
    const youngest = this.#youngest.get(lane);
    if (youngest === undefined || time > youngest) this.#youngest.set(lane, time);
    else if (time < youngest) this.#behindMs.push(youngest - time);
  }

  report(): SourceReport["late"] {
    const sorted = Float64Array.from(this.#behindMs).sort();
    if (sorted.length === 0) return null;
    // the nearest rank
    const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] as number;
    return { records: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
  }
}
