import type { Counts } from "@touchline/schemas";
import type { Played } from "./played.ts";

interface SideMetric {
  readonly name: string;
  readonly count: keyof Counts | "cards" | "goals" | "points";
  /** Whether it is the side's own doing, or the other's. */
  readonly own: boolean;
  /** Stands in where nothing is known: about what the five large leagues have. */
  readonly unknown: number;
}

/** What a match says of one of its sides. Cards are yellow and red ones. */
export const sideMetrics: readonly SideMetric[] = [
  { name: "points", count: "points", own: true, unknown: 1.37 },
  { name: "goalsFor", count: "goals", own: true, unknown: 1.35 },
  { name: "goalsAgainst", count: "goals", own: false, unknown: 1.35 },
  { name: "shotsFor", count: "shots", own: true, unknown: 12.5 },
  { name: "shotsAgainst", count: "shots", own: false, unknown: 12.5 },
  { name: "shotsOnTargetFor", count: "shotsOnTarget", own: true, unknown: 4.5 },
  { name: "shotsOnTargetAgainst", count: "shotsOnTarget", own: false, unknown: 4.5 },
  { name: "cornersFor", count: "corners", own: true, unknown: 5 },
  { name: "cornersAgainst", count: "corners", own: false, unknown: 5 },
  { name: "cardsFor", count: "cards", own: true, unknown: 2 },
  { name: "cardsAgainst", count: "cards", own: false, unknown: 2 },
];

/** Writes the metrics of a match from one side; NaN where nobody told. */
export function writeSideMetrics(match: Played, isHome: boolean, into: Float64Array): void {
  for (let i = 0; i < sideMetrics.length; i++) {
    const { count, own } = sideMetrics[i] as SideMetric;
    into[i] = metricOf(match, count, own === isHome) ?? Number.NaN;
  }
}

function metricOf(match: Played, count: SideMetric["count"], ofHome: boolean): number | null {
  const [own, other] = ofHome ? [match.homeGoals, match.awayGoals] : [match.awayGoals, match.homeGoals];
  if (count === "goals") return own;
  if (count === "points") return own > other ? 3 : own === other ? 1 : 0;
  const counts = ofHome ? match.homeCounts : match.awayCounts;
  if (count !== "cards") return counts[count];
  return counts.yellowCards === null ? null : counts.yellowCards + (counts.redCards ?? 0);
}
