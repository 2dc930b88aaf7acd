import type { MeanWithInterval } from "@touchline/scoring";
import { escaped, signed } from "./markup.ts";
import { at, scale, ticks } from "./scale.ts";

export interface Whisker extends MeanWithInterval {
  readonly label: string;
  readonly note?: string;
}

const [width, row, top, bottom] = [760, 26, 8, 40] as const;
const [left, right] = [230, 150] as const;

/** Differences with their intervals, one below the other, and the line of no difference. */
export function whiskerPlot(
  title: string,
  whiskers: readonly Whisker[],
  digits: number,
  sides: readonly [string, string],
): string {
  const known = whiskers.filter(({ value }) => Number.isFinite(value));
  if (known.length === 0) return "";
  const bounds = boundsOf(known);
  const x = scale(bounds, [left, width - right]);
  const height = top + row * known.length + bottom;
  const floor = height - bottom;
  const grid = ticks(bounds, 6).map(
    (tick) =>
      `<line class="${Math.abs(tick) < 1e-12 ? "zero" : "grid"}" x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${top}" y2="${floor}"/><text class="tick" x="${at(x(tick))}" y="${floor + 15}" text-anchor="middle">${signed(tick, digits - 1)}</text>`,
  );
  const lines = known.map(({ label, note, value, low, high }, i) => {
    const y = top + row * (i + 0.5);
    return `<text x="${left - 12}" y="${at(y + 4)}" text-anchor="end">${escaped(label)}</text><line class="model" x1="${at(x(low))}" x2="${at(x(high))}" y1="${at(y)}" y2="${at(y)}"/><circle class="model dot" cx="${at(x(value))}" cy="${at(y)}" r="4.5"/><text class="value" x="${width - right + 12}" y="${at(y + 4)}">${signed(value, digits)} <tspan class="tick">${signed(low, digits)} to ${signed(high, digits)}${note === undefined ? "" : ` ${escaped(note)}`}</tspan></text>`;
  });
  const zero = x(0);
  const hints = `<text class="tick" x="${at(zero - 6)}" y="${height - 6}" text-anchor="end">← ${escaped(sides[0])}</text><text class="tick" x="${at(zero + 6)}" y="${height - 6}">${escaped(sides[1])} →</text>`;
  const told = known.map(
    ({ label, value, low, high }) =>
      `${label}: ${signed(value, digits)} (${signed(low, digits)} to ${signed(high, digits)})`,
  );
  return `<svg class="wide" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(`${title}. ${told.join("; ")}`)}">${grid.join("")}${lines.join("")}${hints}</svg>`;
}

/** A whisker that fits in a cell of a table; all of one table have the same bounds. */
export function whiskerCell({ value, low, high }: MeanWithInterval, bounds: readonly [number, number]): string {
  if (!Number.isFinite(value)) return "";
  const x = scale(bounds, [4, 156]);
  const within = (place: number) => at(Math.min(158, Math.max(2, x(place))));
  return `<svg class="cell" viewBox="0 0 160 18" aria-hidden="true"><line class="zero" x1="${at(x(0))}" x2="${at(x(0))}" y1="1" y2="17"/><line class="model" x1="${within(low)}" x2="${within(high)}" y1="9" y2="9"/><circle class="model dot" cx="${within(value)}" cy="9" r="3.5"/></svg>`;
}

/** 0 and all intervals, with a little room. */
export function boundsOf(intervals: readonly MeanWithInterval[]): [number, number] {
  const lows = intervals.map(({ low }) => low).filter(Number.isFinite);
  const highs = intervals.map(({ high }) => high).filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...lows), Math.max(0, ...highs)];
  const room = 0.06 * (high - low || 1);
  return [low - room, high + room];
}
