/** Event time that each channel of each source has reached, ms; null for one that has told none yet. */
export type Reached = Readonly<Record<string, readonly (number | null)[]>>;

/** A source as time sees it: one channel, or one for each task that writes it where it is a repartition topic. */
export interface TimedSource {
  readonly topic: string;
  readonly channels: number;
  /** How far the others may run ahead before this source is idle and no longer waited for, ms. */
  readonly idleAfter: number;
  /** True of one that the task's own application writes. */
  readonly loops: boolean;
}

interface Channel {
  readonly topic: string;
  readonly loops: boolean;
  readonly idleAfter: number;
  reached: number;
  /** As of the last commit. */
  committed: number;
}

/**
 * The stream time of one task, in three layers as the stores have them: a function of the records folded, never of a
 * clock, of batches or of what has come and is not folded.
 *
 *   stream time = the least, over all channels c, of max(reached(c), furthest - idleAfter(c))
 *
 * It never goes back, since nothing in it does. A source that is silent, or has nothing for this task at all, holds the
 * time back by its `idleAfter` at most; the default of 0 makes the furthest source's time the task's.
 */
export class TaskTime {
  /** Stream time, ms since the epoch; -Infinity before the first record. */
  now = Number.NEGATIVE_INFINITY;
  readonly #channels: readonly Channel[];
  /** Index of each source's first channel. */
  readonly #first: readonly number[];
  readonly #loops: boolean;
  /** What the record under way has changed. */
  #undo: { readonly channel: Channel; readonly reached: number; readonly now: number } | undefined;

  constructor(sources: readonly TimedSource[]) {
    const first: number[] = [];
    const channels: Channel[] = [];
    for (const { topic, channels: count, idleAfter, loops } of sources) {
      first.push(channels.length);
      for (let i = 0; i < count; i++) {
        const reached = Number.NEGATIVE_INFINITY;
        channels.push({ topic, loops, idleAfter, reached, committed: reached });
      }
    }
    this.#first = first;
    this.#channels = channels;
    this.#loops = channels.some(({ loops }) => loops);
  }

  /** The same over what comes from outside: what the application itself passes on cannot hold its own time up. */
  get upstream(): number {
    return this.#loops ? least(this.#channels.filter(({ loops }) => !loops)) : this.now;
  }

  /** Stream time as of the last commit. */
  get committed(): number {
    return least(this.#channels.map(({ committed, idleAfter }) => ({ reached: committed, idleAfter })));
  }

  /** The record under way has brought a source's channel to this event time. A channel that it does not have is passed over. */
  advance(source: number, at: number, of = 0): void {
    const index = (this.#first[source] as number) + of;
    const channel = index < (this.#first[source + 1] ?? this.#channels.length) ? this.#channels[index] : undefined;
    if (channel === undefined || !(at > channel.reached)) return;
    this.#undo = { channel, reached: channel.reached, now: this.now };
    channel.reached = at;
    this.now = this.#channels.length === 1 ? at : least(this.#channels);
  }

  keepRecord(): void {
    this.#undo = undefined;
  }

  dropRecord(): void {
    const undo = this.#undo;
    if (undo === undefined) return;
    undo.channel.reached = undo.reached;
    this.now = undo.now;
    this.#undo = undefined;
  }

  applyTransaction(): void {
    for (const channel of this.#channels) channel.committed = channel.reached;
  }

  dropTransaction(): void {
    for (const channel of this.#channels) channel.reached = channel.committed;
    this.#undo = undefined;
    this.#recompute();
  }

  /** What is to be kept of it, for `restore`; undefined before the first record. */
  reached(layer: "committed" | "transaction" = "transaction"): Reached | undefined {
    const reached: Record<string, (number | null)[]> = {};
    let any = false;
    for (const channel of this.#channels) {
      const at = layer === "committed" ? channel.committed : channel.reached;
      any ||= at !== Number.NEGATIVE_INFINITY;
      reached[channel.topic] ??= [];
      reached[channel.topic]?.push(at === Number.NEGATIVE_INFINITY ? null : at);
    }
    return any ? reached : undefined;
  }

  restore(reached: Reached): void {
    const taken = new Map<string, number>();
    for (const channel of this.#channels) {
      const i = taken.get(channel.topic) ?? 0;
      taken.set(channel.topic, i + 1);
      channel.committed = channel.reached = reached[channel.topic]?.[i] ?? Number.NEGATIVE_INFINITY;
    }
    this.#recompute();
  }

  #recompute(): void {
    this.now = least(this.#channels);
  }
}

function least(channels: readonly Pick<Channel, "reached" | "idleAfter">[]): number {
  let furthest = Number.NEGATIVE_INFINITY;
  for (const { reached } of channels) if (reached > furthest) furthest = reached;
  let least = furthest;
  for (const { reached, idleAfter } of channels) {
    const at = Math.max(reached, furthest - idleAfter);
    if (at < least) least = at;
  }
  return least;
}
