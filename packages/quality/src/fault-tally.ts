import { type FaultClass, reasonCodes, suspicionCodes } from "@touchline/football";
import type { FaultCount } from "./source-report.ts";

const classes: Readonly<Record<string, { readonly class: FaultClass }>> = { ...reasonCodes, ...suspicionCodes };

/** What the streams runtime refuses has codes of its own; all others of them are of bytes that cannot be. */
const classesElsewhere: Readonly<Record<string, FaultClass>> = { LATE: "late", EXPIRED: "late" };

/** Counts faults by code and treatment, each with the place where it was met first. */
export class FaultTally {
  readonly #faults = new Map<string, { -readonly [Part in keyof FaultCount]: FaultCount[Part] }>();

  count(code: string, treatment: FaultCount["treatment"], message: string, place: string): void {
    const key = `${code} ${treatment}`;
    const known = this.#faults.get(key);
    if (known !== undefined) {
      known.count++;
      return;
    }
    const faultClass = classes[code]?.class ?? classesElsewhere[code] ?? "impossible";
    this.#faults.set(key, { code, class: faultClass, treatment, count: 1, example: { message, place } });
  }

  copy(): FaultTally {
    const copy = new FaultTally();
    for (const [key, fault] of this.#faults) copy.#faults.set(key, { ...fault });
    return copy;
  }

  report(): FaultCount[] {
    return [...this.#faults.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  }
}
