import type { FeedView, MatchView } from "@touchline/client";
import type { FeedHealth } from "@touchline/schemas";

/** A feed that is up says so every 2 s; one that has not been heard of for this long is shown as delayed, ms. */
export const silentMsMax = 6_000;

/**
 * A match is behind its feed where the feed has told more than this beyond the prediction's `asOf`, ms of the
 * provider's clock ... The feed tells the clock each minute of a match, so at any speed a prediction that keeps up is nearer.
 */
export const untoldMsMax = 90_000;

/** ... and the prediction has stood still for this long since that was seen, ms of the edge's clock. */
export const stillMsMax = 3_000;

export interface FeedsOptions {
  /** The prediction of a match that is shown. */
  readonly match: (matchId: string) => MatchView | undefined;
  /** Ms since the epoch; by default this process's clock, which no adjustment sets back. */
  readonly now?: () => number;
}

interface Heard {
  readonly health: FeedHealth;
  /** When it was last heard of. */
  readonly at: number;
  /** Since when it says that it is in this state. */
  readonly since: number;
}

/** What is known of each provider's feed, in the order of their names: what it said last, and what its silence says. */
export class Feeds {
  readonly #options: FeedsOptions;
  readonly #heard = new Map<string, Heard>();
  /** Matches that stand still though their feed has told more: at which `asOf`, and since when that is seen. */
  readonly #still = new Map<string, { readonly asOf: number; readonly since: number }>();
  #shown = "[]";

  constructor(options: FeedsOptions) {
    this.#options = options;
  }

  /** A feed was heard of. `at`: when; by default now. */
  apply(provider: string, health: FeedHealth | null, at = this.#now()): void {
    if (health === null) {
      this.#heard.delete(provider);
      return;
    }
    const before = this.#heard.get(provider);
    const goesOn = before?.health.state === health.state && !this.#isSilent(before, at);
    this.#heard.set(provider, { health, at, since: goesOn ? before.since : at });
  }

  list(): readonly FeedView[] {
    const now = this.#now();
    return [...this.#heard]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([provider, heard]) => ({
        provider,
        ...this.#stateOf(heard, now),
        behind: this.#behind(heard.health, now),
      }));
  }

  /** True where a feed's state, or which matches are behind, is another than when this was last asked. */
  changed(): boolean {
    const shown = JSON.stringify(this.list().map(({ provider, state, behind }) => [provider, state, behind]));
    if (shown === this.#shown) return false;
    this.#shown = shown;
    return true;
  }

  #stateOf(heard: Heard, now: number): Pick<FeedView, "state" | "detail" | "lastMessageAt" | "since"> {
    const { state, detail, lastMessageAt } = heard.health;
    if (!this.#isSilent(heard, now)) return { state, detail, lastMessageAt, since: heard.since };
    return { state: "DELAYED", detail: `nothing heard for ${span(now - heard.at)}`, lastMessageAt, since: heard.at };
  }

  /** A feed that has ended, or is known to be in trouble, owes no word. */
  #isSilent({ health: { state }, at }: Heard, now: number): boolean {
    return (state === "UP" || state === "RECOVERING") && now - at >= silentMsMax;
  }

  #behind({ matches }: FeedHealth, now: number): FeedView["behind"] {
    return matches.flatMap(({ matchId, toldTo }) => {
      const match = this.#options.match(matchId);
      const over = match === undefined || match.phase === "FINISHED" || match.phase === "CALLED_OFF";
      if (over || toldTo - match.asOf <= untoldMsMax) {
        this.#still.delete(matchId);
        return [];
      }
      const still = this.#still.get(matchId);
      if (still?.asOf !== match.asOf) {
        this.#still.set(matchId, { asOf: match.asOf, since: now });
        return [];
      }
      return now - still.since >= stillMsMax ? [{ matchId, since: still.since }] : [];
    });
  }

  #now(): number {
    return this.#options.now?.() ?? performance.timeOrigin + performance.now();
  }
}

/** A span of time in the unit that is read most easily: `8 s`, `5 min`, `3 h`. */
function span(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
