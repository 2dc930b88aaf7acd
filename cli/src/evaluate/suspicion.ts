import type { Report } from "./report.ts";

/** No honest model beats the closing odds by so much RPS on so many matches: those who tried with all that is known came to about 0. */
const limit = { rps: 0.004, matches: 5_000 } as const;

/** Why the scores are too good to be true; null where they may be. */
export function suspicionOf(report: Pick<Report, "topFive" | "all">): string | null {
  for (const group of ["all", "topFive"] as const) {
    const { withClose, rpsMinusClose } = report[group];
    if (withClose < limit.matches || rpsMinusClose.value >= -limit.rps) continue;
    const below = (-rpsMinusClose.value).toFixed(4);
    return `RPS is ${below} below that of the closing odds on ${withClose} matches: something tells the model what it is to predict`;
  }
  return null;
}
