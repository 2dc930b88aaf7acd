import type { FeedView, MatchView } from "./protocol.ts";

/** Why what is known of a match may be old, though the connection is well. */
export interface Staleness {
  /** feed: its feed is not up. behind: the feed goes on, and the prediction stands still. */
  readonly because: "feed" | "behind";
  /** Since when, by the edge's clock, ms since the epoch; null where nothing was ever heard of the feed. */
  readonly since: number | null;
  readonly state: FeedView["state"];
  /** The feed's reason, where it gives one. */
  readonly detail: string | null;
}

/** Whether a match that is not over can be relied on, by the feeds of the last heartbeat; undefined where it can. */
export function staleness(match: MatchView, feeds: readonly FeedView[]): Staleness | undefined {
  if (match.phase === "FINISHED" || match.phase === "CALLED_OFF") return undefined;
  const feed = feeds.find(({ provider }) => provider === providerOf(match));
  if (feed === undefined) return { because: "feed", since: null, state: "UNKNOWN", detail: null };
  const { state, detail, since } = feed;
  if (state !== "UP") return { because: "feed", since, state, detail };
  const behind = feed.behind.find(({ matchId }) => matchId === match.matchId);
  return behind && { because: "behind", since: behind.since, state, detail };
}

/** The provider that a match is told by: its identity begins with it. What led to a prediction may be told by others, such as prices. */
export function providerOf({ matchId }: Pick<MatchView, "matchId">): string {
  return matchId.split(":", 1)[0] ?? "";
}
