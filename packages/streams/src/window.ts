/** A run of a key's entries that belong together: indices from `from` up to, not including, `to`; bounds in ms. */
export interface WindowRange {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Which entries of a key belong together. `times` are their event times, ascending; `horizon` is the earliest time of
 * which anything may still be asked, and all answers as of it or later are exact.
 */
export interface WindowShape {
  /** As the topology prints it. */
  readonly name: string;
  /** How far before the horizon entries may be read, ms. */
  readonly reach: number;
  /** Index of the first entry that is needed as of the horizon or later. */
  keptFrom(times: readonly number[], horizon: number): number;
  /** A horizon below which `keptFrom` stays 0. */
  keptUntil(times: readonly number[]): number;
  /** The window as it was at a moment: nothing later than `at` is in it. */
  asOf(times: readonly number[], at: number): WindowRange | undefined;
  /** All windows that hold something and are wholly known, oldest first. */
  all(times: readonly number[], horizon: number): WindowRange[];
}

/** The last `count` entries, however long ago. A window spans from its first entry to its last, both included. */
export function lastEntries(count: number): WindowShape {
  positive(count, "lastEntries");
  const asOf = (times: readonly number[], at: number) => {
    const to = after(times, at);
    return range(times, Math.max(0, to - count), to);
  };
  return {
    name: `last ${count} entries`,
    reach: 0,
    keptFrom: (times, horizon) => Math.max(0, after(times, horizon) - count),
    keptUntil: (times) => times[count] ?? Number.POSITIVE_INFINITY,
    asOf,
    all: (times, horizon) => eachMoment(times, horizon).flatMap((at) => asOf(times, at) ?? []),
  };
}

/** What happened in the last `ms` as of t: later than t - ms, and t included. */
export function sliding(ms: number): WindowShape {
  positive(ms, "sliding");
  const asOf = (times: readonly number[], at: number) => {
    const [from, to] = [after(times, at - ms), after(times, at)];
    return from === to ? undefined : { start: at - ms, end: at, from, to };
  };
  return {
    name: `sliding ${ms} ms`,
    reach: ms,
    keptFrom: (times, horizon) => before(times, horizon - ms),
    keptUntil: (times) => (times[0] ?? Number.POSITIVE_INFINITY) + ms,
    asOf,
    all: (times, horizon) => eachMoment(times, horizon).flatMap((at) => asOf(times, at) ?? []),
  };
}

/** Windows of one size side by side, from multiples of it since the epoch: start included, end not. */
export function tumbling(ms: number): WindowShape {
  return { ...hopping(ms, ms), name: `tumbling ${ms} ms` };
}

/** Windows of `ms` that begin at each multiple of `every` since the epoch: start included, end not. As of t: the latest that holds t. */
export function hopping(ms: number, every: number): WindowShape {
  positive(every, "hopping");
  if (every > ms)
    throw new RangeError(`hopping(${ms}, ${every}) leaves gaps: let a window begin before the last one ends`);
  /** The first window that ends after a moment. */
  const firstOver = (at: number) => (Math.floor((at - ms) / every) + 1) * every;
  return {
    name: `hopping ${ms} ms every ${every} ms`,
    reach: 0,
    keptFrom: (times, horizon) => before(times, firstOver(horizon)),
    keptUntil: ([first = Number.POSITIVE_INFINITY]) => Math.floor(first / every) * every + ms,
    asOf: (times, at) => {
      const start = Math.floor(at / every) * every;
      const [from, to] = [before(times, start), after(times, at)];
      return from === to ? undefined : { start, end: start + ms, from, to };
    },
    all: (times, horizon) => {
      const ranges: WindowRange[] = [];
      let from = before(times, firstOver(horizon));
      let start = firstOver(Math.max(horizon, times[from] ?? 0));
      while (from < times.length) {
        const to = before(times, start + ms);
        if (from < to) ranges.push({ start, end: start + ms, from, to });
        start += every;
        from = before(times, start);
        start = Math.max(start, firstOver(times[from] ?? 0));
      }
      return ranges;
    },
  };
}

/** Entries no more than `gap` ms apart: an innings, a spell of pressure. A window spans from its first entry to its last, both included. */
export function sessions(gap: number): WindowShape {
  positive(gap, "sessions");
  const startOf = (times: readonly number[], last: number) => {
    let from = last;
    while (from > 0 && (times[from] as number) - (times[from - 1] as number) <= gap) from--;
    return from;
  };
  const keptFrom = (times: readonly number[], horizon: number) => {
    const first = before(times, horizon - gap);
    return first === times.length ? first : startOf(times, first);
  };
  return {
    name: `sessions ${gap} ms apart`,
    reach: 0,
    keptFrom,
    keptUntil: (times) => (times[0] ?? Number.POSITIVE_INFINITY) + gap,
    asOf: (times, at) => {
      const to = after(times, at);
      if (to === 0 || at - (times[to - 1] as number) > gap) return undefined;
      return range(times, startOf(times, to - 1), to);
    },
    all: (times, horizon) => {
      const ranges: WindowRange[] = [];
      let from = keptFrom(times, horizon);
      for (let to = from + 1; to <= times.length; to++) {
        if (to < times.length && (times[to] as number) - (times[to - 1] as number) <= gap) continue;
        ranges.push(range(times, from, to) as WindowRange);
        from = to;
      }
      return ranges;
    },
  };
}

function range(times: readonly number[], from: number, to: number): WindowRange | undefined {
  return from === to ? undefined : { start: times[from] as number, end: times[to - 1] as number, from, to };
}

/** Every moment from the horizon on at which something happened. */
function eachMoment(times: readonly number[], horizon: number): number[] {
  return [...new Set(times.slice(before(times, horizon)))];
}

/** How many lie before a moment. */
export function before(times: readonly number[], at: number): number {
  return partition(times, (time) => time < at);
}

/** How many lie before a moment or at it. */
export function after(times: readonly number[], at: number): number {
  return partition(times, (time) => time <= at);
}

function partition(times: readonly number[], isBelow: (time: number) => boolean): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(times[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function positive(value: number, of: string): void {
  if (!(value > 0)) throw new RangeError(`${of} was given ${value}: give a number above 0`);
}
