import { withinMinutesMax } from "./read-rule.ts";

/** Seconds that each period has lasted so far, as seen; the first one is of period 1. */
export type PlayedLengths = readonly number[];

/** Chances that held from a moment of play on. */
export interface ChancePoint {
  /** Seconds of play since kick-off, stoppage counted, breaks not. */
  readonly played: number;
  readonly home: number;
  readonly away: number;
  /** Event that led to them; null of anything else. */
  readonly causeId: string | null;
}

/** A period's length, known anew. */
export function withLength(lengths: PlayedLengths, period: number, second: number): PlayedLengths {
  if (period < 1 || (lengths[period - 1] ?? -1) >= second) return lengths;
  return Array.from({ length: Math.max(lengths.length, period) }, (_, i) =>
    i === period - 1 ? second : (lengths[i] ?? 0),
  );
}

/** Seconds of play at a moment of the match clock. */
export function playedAt(lengths: PlayedLengths, period: number, second: number): number {
  let played = second;
  for (let i = 0; i < period - 1; i++) played += lengths[i] ?? 0;
  return played;
}

/**
 * The points after one more. What rested on the event that led to it goes: the point that a former revision of it made and all after
 * that, and those of moments after it. So a goal that is taken back leaves no fall, and one that is told late rises from the chances before it.
 */
export function nextPoints(
  points: readonly ChancePoint[],
  next: ChancePoint & { readonly causePlayed: number | null },
): readonly ChancePoint[] {
  const { causePlayed, ...point } = next;
  const revised = points.findIndex(
    ({ causeId, played }) =>
      (causeId !== null && causeId === point.causeId) || (causePlayed !== null && played > causePlayed),
  );
  const stand = revised === -1 ? points : points.slice(0, revised);
  return [...within(stand, point.played, withinMinutesMax), point];
}

/** The points that tell which chances held at some time of the last minutes before a moment: those in it, and the last before it. */
export function within(points: readonly ChancePoint[], played: number, minutes: number): readonly ChancePoint[] {
  const start = played - minutes * 60;
  let first = 0;
  while (first + 1 < points.length && (points[first + 1] as ChancePoint).played <= start) first += 1;
  return points.slice(first);
}
