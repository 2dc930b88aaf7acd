import type { FeedView, MatchView, Status } from "@touchline/client";

/** How far what is shown can be trusted, worst first. */
export type Trust = "reconnecting" | "stale" | "suspended" | "live" | "over" | "before";

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
  const feed = feeds.find(({ provider }) => provider === providerOf(match));
  const doubt = feed === undefined ? undefined : feedDoubt(feed);
  if (doubt !== undefined) return doubt;
  if (match.suspended) {
    return {
      trust: "suspended",
      label: "Suspended",
      detail: "An event waits to be confirmed: do not act on these figures.",
    };
  }
  if (match.phase === "PRE_MATCH") {
    return { trust: "before", label: "Not started", detail: "What is expected before kick-off." };
  }
  return { trust: "live", label: "Live", detail: "Up to date with the match." };
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

/** The provider that a match is told by: its causes' correlation ids begin with it. */
export function providerOf(match: MatchView): string {
  return match.cause.correlationId.split("/", 1)[0] ?? "";
}

function feedDoubt({ state, detail }: FeedView): Badge | undefined {
  const because = detail === null ? "" : `: ${detail.replace(/\.$/, "")}`;
  if (state === "UP") return undefined;
  if (state === "FINISHED") {
    return { trust: "stale", label: "Feed ended", detail: `The feed of this match has ended${because}.` };
  }
  return { trust: "stale", label: "Stale", detail: `The feed of this match is ${states[state]}${because}.` };
}

const states = { DELAYED: "delayed", DOWN: "down", RECOVERING: "recovering", UNKNOWN: "not heard of" } as const;
