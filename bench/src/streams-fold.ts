/**
 * The fold that both runtimes are measured with; peers/kafka-streams has the same in Java. Integers only, divided with the
 * floor, so that both give the same bytes.
 */

/** An event as it stands in the input, about 300 bytes of JSON with its members in this order. */
export interface PitchEvent {
  readonly match: string;
  /** Running number over all matches. */
  readonly sequence: number;
  /** Match time, s. */
  readonly second: number;
  /** 0 home, 1 away. */
  readonly side: number;
  /** 0 is a shot; seven others. */
  readonly kind: number;
  readonly player: string;
  /** Tenths of a metre. */
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  readonly endY: number;
  /** Millionths of a goal; 0 unless a shot. */
  readonly xg: number;
  readonly note: string;
}

export type KeptEvent = Pick<PitchEvent, "sequence" | "second" | "side" | "kind" | "x" | "xg">;

/** State of a match, about 2 KB of JSON: its latest events, the oldest first. */
export interface MatchWindows {
  readonly match: string;
  readonly events: number;
  readonly latest: readonly KeptEvent[];
}

export interface WindowSums {
  readonly events: number;
  readonly shots: number;
  readonly xg: number;
  /** Mean of x, tenths of a metre, rounded down; 0 of no event. */
  readonly meanX: number;
}

export interface SideWindows {
  readonly lastEvents8: WindowSums;
  readonly lastEvents16: WindowSums;
  readonly lastMinutes5: WindowSums;
}

/** One an event, about 440 bytes of JSON. */
export interface RollingForm {
  readonly match: string;
  readonly sequence: number;
  readonly second: number;
  readonly events: number;
  readonly home: SideWindows;
  readonly away: SideWindows;
}

const keptEvents = 30;
const windowSeconds = 300;

export function foldEvent(before: MatchWindows | undefined, event: PitchEvent): MatchWindows {
  const { match, sequence, second, side, kind, x, xg } = event;
  const latest = before?.latest.slice(-(keptEvents - 1)) ?? [];
  latest.push({ sequence, second, side, kind, x, xg });
  return { match, events: (before?.events ?? 0) + 1, latest };
}

/** The windows as of the latest event. */
export function rollingForm({ match, events, latest }: MatchWindows): RollingForm {
  const { sequence, second } = latest.at(-1) as KeptEvent;
  return {
    match,
    sequence,
    second,
    events,
    home: sideWindows(latest, 0, second),
    away: sideWindows(latest, 1, second),
  };
}

function sideWindows(latest: readonly KeptEvent[], side: number, second: number): SideWindows {
  return {
    lastEvents8: sums(latest, latest.length - 8, Number.NEGATIVE_INFINITY, side),
    lastEvents16: sums(latest, latest.length - 16, Number.NEGATIVE_INFINITY, side),
    lastMinutes5: sums(latest, 0, second - windowSeconds, side),
  };
}

/** Of a side's events from an index on, later than a second. */
function sums(latest: readonly KeptEvent[], from: number, after: number, side: number): WindowSums {
  let events = 0;
  let shots = 0;
  let xg = 0;
  let x = 0;
  for (let i = Math.max(0, from); i < latest.length; i++) {
    const event = latest[i] as KeptEvent;
    if (event.side !== side || event.second <= after) continue;
    events++;
    if (event.kind === 0) shots++;
    xg += event.xg;
    x += event.x;
  }
  return { events, shots, xg, meanX: events === 0 ? 0 : Math.floor(x / events) };
}
