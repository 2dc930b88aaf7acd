import type { FeedView } from "@touchline/client";
import type { FeedHealth } from "@touchline/schemas";

/** What is known of each provider's feed, in the order of their names. */
export class Feeds {
  #feeds: readonly FeedView[] = [];

  apply(provider: string, health: FeedHealth | null): void {
    const others = this.#feeds.filter((feed) => feed.provider !== provider);
    if (health === null) {
      this.#feeds = others;
      return;
    }
    const { state, detail, lastMessageAt } = health;
    this.#feeds = [...others, { provider, state, detail, lastMessageAt }].sort((a, b) =>
      a.provider < b.provider ? -1 : 1,
    );
  }

  list(): readonly FeedView[] {
    return this.#feeds;
  }
}
