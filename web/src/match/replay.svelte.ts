import { type MatchView, type ReplayView, replayed } from "@touchline/client";
import { indexAt, playedSeconds, stepFrom, steps } from "./playhead.ts";

/** Minutes of play a second. */
export const speeds = [1, 2, 5, 10] as const;

/** A match that is over, shown once more as it was. */
export class Replay {
  state = $state.raw<"off" | "loading" | "on" | "failed">("off");
  views = $state.raw<readonly MatchView[]>([]);
  at = $state.raw(0);
  isPlaying = $state.raw(false);
  speed = $state.raw<number>(2);
  /** Seconds of play that have been shown. */
  position = $state.raw(0);
  #played: readonly number[] = [];
  #steps: readonly number[] = [];
  #ticking: ReturnType<typeof setInterval> | undefined;
  /** Ends with the page, also while the match is still being read. */
  #reading = new AbortController();
  readonly #matchId: string;

  constructor(matchId: string) {
    this.#matchId = matchId;
  }

  /** The match as it was at this moment; undefined where it is shown as it is. */
  get view(): MatchView | undefined {
    return this.state === "on" ? this.views[this.at] : undefined;
  }

  /** Length of the match, seconds of play. */
  get length(): number {
    return this.#played.at(-1) ?? 0;
  }

  /** Reads the match, and plays it from its start. */
  async start(): Promise<void> {
    if (this.state === "loading") return;
    this.state = "loading";
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    try {
      const answer = await fetch(`/v1/matches/${encodeURIComponent(this.#matchId)}/replay`, { signal });
      if (!answer.ok) throw new Error(`the edge answered ${answer.status}`);
      const replay = (await answer.json()) as ReplayView;
      // it may have been read in the moment in which it was left
      if (signal.aborted) return;
      this.views = replayed(replay);
      this.#played = playedSeconds(this.views);
      this.#steps = steps(this.views);
      this.state = "on";
      this.go(0);
      this.play();
    } catch {
      if (!signal.aborted) this.state = "failed";
    }
  }

  /** Back to the match as it is. */
  end(): void {
    this.#reading.abort();
    this.pause();
    this.state = "off";
  }

  play(): void {
    if (this.at >= this.views.length - 1) this.go(0);
    clearInterval(this.#ticking);
    let before = performance.now();
    this.isPlaying = true;
    this.#ticking = setInterval(() => {
      const now = performance.now();
      this.seek(this.position + ((now - before) / 1000) * this.speed * 60);
      before = now;
      if (this.at >= this.views.length - 1) this.pause();
    }, 50);
  }

  pause(): void {
    clearInterval(this.#ticking);
    this.isPlaying = false;
  }

  toggle(): void {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  /** To a moment of play, seconds. */
  seek(position: number): void {
    this.position = Math.max(0, Math.min(position, this.length));
    this.at = indexAt(this.#played, this.position);
  }

  /** To the next event, or the one before. */
  step(by: 1 | -1): void {
    this.pause();
    this.go(stepFrom(this.#steps, this.at, by, this.views.length - 1));
  }

  /** To a prediction by its place in the match. */
  go(index: number): void {
    this.at = index;
    this.position = this.#played[index] ?? 0;
  }
}
