import { parseTimeline, type TeamIdentities, type Timeline, TimelineError } from "@touchline/football";
import type { FeedState } from "@touchline/schemas";
import type { Provider, Sink } from "../provider.ts";
import type { TimelineFileLine } from "../timeline-file.ts";
import { type Pace, wallPace } from "./pace.ts";
import { type Speed, scheduleOf } from "./replay-schedule.ts";

export interface ReplayOptions {
  readonly matches: readonly TimelineFileLine[];
  readonly teams: TeamIdentities;
  readonly speed: Speed;
  /** Real time from the start of one match to that of the next, ms; 0 starts all together. */
  readonly staggerMs?: number;
  readonly pace?: Pace;
  /** Told once of each team whose name the table of aliases does not know. */
  readonly onNewTeam?: (name: string, id: string) => void;
}

/** Behind its schedule by more than this, ms, the feed counts as delayed; caught up to within half of it, as up again. */
const delayedMs = 2_000;
/** Whoever watches the feed takes longer silence than a few of these for a feed that is gone. */
const tellAgainMs = 2_000;

/**
 * Plays recorded matches as if they were on now. Entries that are in the log already pass without waiting, so a replay
 * that was interrupted goes on where it ended.
 */
export class Replay implements Provider {
  readonly name: string;
  readonly #options: ReplayOptions;
  readonly #pace: Pace;
  readonly #toldTo = new Map<string, number>();
  #state: FeedState = "UNKNOWN";
  #detail: string | null = null;
  #providerTime = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#pace = options.pace ?? wallPace;
    this.name = options.matches[0]?.provider ?? "replay";
  }

  async run(sink: Sink, signal: AbortSignal): Promise<void> {
    const { matches, staggerMs = 0 } = this.#options;
    if (matches.length === 0) return; // no match, no feed
    const start = this.#pace.now();
    const stopTelling = this.#pace.every(tellAgainMs, () => {
      if (this.#state !== "UNKNOWN" && !signal.aborted) this.#tell(sink, this.#state, this.#detail);
    });
    try {
      await Promise.all(matches.map((match, index) => this.#play(match, start + index * staggerMs, sink, signal)));
      await sink.flushed();
    } finally {
      stopTelling();
    }
    if (!signal.aborted)
      this.#tell(
        sink,
        "FINISHED",
        `${matches.length === 1 ? "1 match has" : `${matches.length} matches have`} been replayed`,
      );
  }

  async #play(line: TimelineFileLine, start: number, sink: Sink, signal: AbortSignal): Promise<void> {
    const timeline = await this.#read(line, sink);
    if (timeline === undefined) return;
    if (this.#options.speed !== "max") await this.#until(start, signal);
    const schedule = scheduleOf(timeline, this.#options.speed);
    /** Real time at which the schedule reads 0; known from the first entry that is new to the log. */
    let zero: number | undefined;
    for (const [index, entry] of timeline.entries.entries()) {
      const due = schedule[index] ?? 0;
      if (zero !== undefined && this.#options.speed !== "max") {
        await this.#until(zero + due, signal);
        if (!signal.aborted) this.#tellLag(sink, this.#pace.now() - (zero + due));
      }
      if (signal.aborted) return;
      this.#providerTime = Math.max(this.#providerTime, entry.value.providerTime);
      const outcome = await sink.publish(entry);
      if (outcome !== "rejected") this.#told(line.id, entry.value.providerTime);
      if (zero === undefined && outcome === "accepted") {
        zero = this.#pace.now() - due;
        this.#tell(sink, "UP", null);
      }
    }
  }

  async #read({ id, text }: TimelineFileLine, sink: Sink): Promise<Timeline | undefined> {
    const { teams, onNewTeam } = this.#options;
    try {
      const timeline = parseTimeline(text, teams);
      for (const team of timeline.newTeams) onNewTeam?.(team.name, team.id);
      return timeline;
    } catch (error) {
      if (!(error instanceof TimelineError)) throw error;
      await sink.refuse({ key: id, code: error.code, message: error.message, raw: text });
      return undefined;
    }
  }

  async #until(moment: number, signal: AbortSignal): Promise<void> {
    const ms = moment - this.#pace.now();
    if (ms > 0 && !signal.aborted) await this.#pace.wait(ms, signal);
  }

  #tellLag(sink: Sink, lagMs: number): void {
    if (lagMs > delayedMs) this.#tell(sink, "DELAYED", "the replay is behind its schedule");
    else if (this.#state === "DELAYED" && lagMs < delayedMs / 2) this.#tell(sink, "UP", null);
  }

  #told(matchId: string, providerTime: number): void {
    this.#toldTo.set(matchId, Math.max(this.#toldTo.get(matchId) ?? providerTime, providerTime));
  }

  #tell(sink: Sink, state: FeedState, detail: string | null): void {
    this.#state = state;
    this.#detail = detail;
    const providerTime = this.#providerTime;
    const matches = [...this.#toldTo].sort(([a], [b]) => (a < b ? -1 : 1));
    sink.health({
      state,
      detail,
      providerTime,
      lastMessageAt: providerTime || null,
      matches: matches.map(([matchId, toldTo]) => ({ matchId, toldTo })),
    });
  }
}
