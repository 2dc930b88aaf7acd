import type { Prediction } from "@touchline/schemas";

/** Home, draw, away. */
export type ThreeWay = readonly [number, number, number];

export interface DemoReport {
  readonly match: string;
  /** Records that ingest offered: those appended to match.events and those refused before. */
  readonly eventsIn: number;
  /** Records that changed the match. */
  readonly eventsFolded: number;
  readonly predictions: number;
  readonly deadLetters: number;
  readonly finalScore: { readonly home: number; readonly away: number };
  readonly probabilities: {
    readonly kickOff: ThreeWay | null;
    readonly halfTime: ThreeWay | null;
    readonly end: ThreeWay | null;
  };
}

export interface DemoCounts {
  readonly eventsIn: number;
  readonly eventsFolded: number;
  readonly deadLetters: number;
}

/**
 * Sums a match up from its predictions in order. Kick-off is the last prediction before play began, half-time the last
 * of the break after the first half, end the last of all; null where there was none.
 */
export function demoReport(match: string, predictions: readonly Prediction[], counts: DemoCounts): DemoReport {
  const last = predictions.at(-1);
  const threeWay = (p: Prediction | undefined): ThreeWay | null =>
    p === undefined ? null : [p.matchResult.home, p.matchResult.draw, p.matchResult.away];
  return {
    match,
    eventsIn: counts.eventsIn,
    eventsFolded: counts.eventsFolded,
    predictions: predictions.length,
    deadLetters: counts.deadLetters,
    finalScore: { home: last?.score.home ?? 0, away: last?.score.away ?? 0 },
    probabilities: {
      kickOff: threeWay(predictions.findLast((p) => p.phase === "PRE_MATCH")),
      halfTime: threeWay(predictions.findLast((p) => p.phase === "BREAK" && p.period === 1)),
      end: threeWay(last),
    },
  };
}
