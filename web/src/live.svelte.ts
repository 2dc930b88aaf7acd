import { connect, type FeedView, type Filter, type LiveClient, type MatchView, type Status } from "@touchline/client";
import { SvelteMap } from "svelte/reactivity";
import { ShownAlerts } from "./alerts/shown-alerts.ts";

/** The score of a match changed before the reader's eyes. */
export interface ScoreChange {
  readonly before: MatchView;
  readonly after: MatchView;
}

/** The stream as the page's state. */
class Live {
  readonly matches = new SvelteMap<string, MatchView>();
  readonly alerts = new ShownAlerts();
  status = $state.raw<Status>("reconnecting");
  feeds = $state.raw<readonly FeedView[]>([]);
  /** True once the edge has said how much there is of what is followed now. */
  answered = $state(false);
  /** Matches that the edge has promised and not sent yet. */
  expected = $state(0);
  scoreChange = $state.raw<ScoreChange | undefined>();
  readonly client: LiveClient;
  #followed: Filter | undefined;

  constructor(url: string) {
    this.client = connect(url);
    this.client.on("status", (status) => {
      this.status = status;
    });
    this.client.on("feeds", (feeds) => {
      this.feeds = feeds;
    });
    this.client.on("subscribed", ({ matches }) => {
      this.answered = true;
      this.expected = matches;
    });
    this.client.on("alert", (alert) => this.alerts.told(alert));
    this.client.on("match", ({ match }) => {
      const before = this.matches.get(match.matchId);
      this.matches.set(match.matchId, match);
      if (before !== undefined && !sameScore(before, match)) this.scoreChange = { before, after: match };
    });
  }

  /** Follows this and nothing else. */
  only(filter: Filter): void {
    this.answered = false;
    if (this.#followed !== undefined) this.client.unfollow(this.#followed);
    this.#followed = filter;
    this.alerts.only(filter);
    this.client.follow(filter);
  }
}

function sameScore(a: MatchView, b: MatchView): boolean {
  return a.score.home === b.score.home && a.score.away === b.score.away;
}

const stream = new URL("/v1/stream", location.href);
stream.protocol = stream.protocol === "https:" ? "wss:" : "ws:";
stream.hash = "";

export const live = new Live(stream.href);
