import { type Moment, periods } from "@touchline/client/words";

/** One period on the axis. x in pixels from the left of the plot. */
export interface Segment {
  readonly period: number;
  readonly x: number;
  readonly width: number;
  /** Where stoppage begins. */
  readonly stoppageX: number;
  /** Minutes that the segment spans: the period's length, or more with stoppage. */
  readonly minutes: number;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

/** Match time laid out over a width: a segment a period with its stoppage, a gap at each break. */
export interface Timeline {
  readonly segments: readonly Segment[];
  readonly ticks: readonly Tick[];
  /** x of a moment, pixels; before kick-off at the left end, a shoot-out at the right end. */
  x(moment: Moment): number;
}

const gapWidth = 14;
const tickMinutes = 15;

/** @param moments what has been played so far: decides on stoppage and extra time. @param width pixels */
export function timeline(moments: readonly Moment[], width: number): Timeline {
  const played = new Map<number, number>();
  for (const { period, second } of moments) played.set(period, Math.max(played.get(period) ?? 0, second / 60));
  const last = Math.max(2, ...[...played.keys()].filter((period) => period in periods));
  const lengths: { period: number; nominal: number; minutes: number }[] = [];
  for (let period = 1; period <= last; period++) {
    const nominal = periods[period]?.minutes ?? 0;
    lengths.push({ period, nominal, minutes: Math.max(nominal, played.get(period) ?? 0) });
  }
  const total = lengths.reduce((sum, { minutes }) => sum + minutes, 0);
  const scale = Math.max(0, width - gapWidth * (lengths.length - 1)) / total;

  const segments: Segment[] = [];
  let x = 0;
  for (const { period, nominal, minutes } of lengths) {
    segments.push({ period, x, width: minutes * scale, stoppageX: x + nominal * scale, minutes });
    x += minutes * scale + gapWidth;
  }
  return {
    segments,
    ticks: segments.flatMap((segment) => ticksOf(segment, scale)),
    x({ period, second }) {
      const segment = segments.find((candidate) => candidate.period === period);
      if (segment === undefined) return period < 1 ? 0 : width;
      return segment.x + Math.min(second / 60, segment.minutes) * scale;
    },
  };
}

/** The first minute of a period is the last of the one before, so only the first period shows its start. */
function ticksOf({ period, x }: Segment, scale: number): Tick[] {
  const span = periods[period];
  if (span === undefined) return [];
  const ticks: Tick[] = [];
  for (let at = period === 1 ? 0 : tickMinutes; at <= span.minutes; at += tickMinutes) {
    ticks.push({ x: x + at * scale, label: `${span.start + at}'` });
  }
  return ticks;
}
