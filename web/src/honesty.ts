import { type FeedView, type MatchView, type Staleness, type Status, staleness } from "@touchline/client";
import { timeOfDay } from "@touchline/client/words";

/** How far what is shown can be trusted, worst first. */
export type Trust = "reconnecting" | "stale" | "suspended" | "live" | "over" | "before" | "replay";

export interface Badge {
  readonly trust: Trust;
  readonly label: string;
  /** Why, in a sentence. */
  readonly detail: string;
}

/** The badge of one match: from the connection, the health of the feed that the match comes from, and the match. */
export function badge(match: MatchView, status: Status, feeds: readonly FeedView[]): Badge {
  const connection = connectionBadge(status);
  if (connection.trust !== "live") return connection;
  if (match.phase === "CALLED_OFF") return { trust: "over", label: "Called off", detail: "This match is not played." };
  if (match.phase === "FINISHED") return { trust: "over", label: "Final", detail: "The match is over." };
  const stale = staleness(match, feeds);
  if (stale !== undefined) return staleBadge(stale);
  if (match.suspended) {
    return {
      trust: "suspended",
      label: "Suspended",
      detail: "Play has stopped, or an event waits to be confirmed: do not act on these figures.",
    };
  }
  if (match.phase === "PRE_MATCH") {
    return { trust: "before", label: "Not started", detail: "What is expected before kick-off." };
  }
  return { trust: "live", label: "Live", detail: "Up to date with the match." };
}

/** The badge of a match that is shown as it was. */
export function replayBadge({ suspended }: Pick<MatchView, "suspended">): Badge {
  const detail = "The match as it was at this moment, not as it is.";
  return { trust: "replay", label: suspended ? "Replay: suspended" : "Replay", detail };
}

/** The badge of the page as a whole. */
export function connectionBadge(status: Status): Badge {
  if (status === "stale") {
    return { trust: "stale", label: "Stale", detail: "The server has gone quiet: what you see may be old." };
  }
  if (status !== "live") {
    return {
      trust: "reconnecting",
      label: "Reconnecting",
      detail: "No connection: what you see is the last that came.",
    };
  }
  return { trust: "live", label: "Live", detail: "Connected." };
}

function staleBadge({ because, state, detail, since }: Staleness): Badge {
  const from = since === null ? "" : ` since ${timeOfDay(since)}`;
  if (because === "behind") {
    return { trust: "stale", label: "Stale", detail: `The match goes on, but these figures stand still${from}.` };
  }
  const reason = detail === null ? "" : `: ${detail.replace(/\.$/, "")}`;
  if (state === "FINISHED") {
    return { trust: "stale", label: "Feed ended", detail: `The feed of this match has ended${reason}.` };
  }
  return { trust: "stale", label: "Stale", detail: `The feed of this match is ${states[state]}${from}${reason}.` };
}

const states = {
  UP: "up",
  DELAYED: "delayed",
  DOWN: "down",
  RECOVERING: "recovering",
  UNKNOWN: "not heard of",
} as const;
