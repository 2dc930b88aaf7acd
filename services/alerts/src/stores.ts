import type { Quotes, WatchedMatch } from "@touchline/alerts";
import { keyValueStore, type ProcessContext } from "@touchline/streams";

/** A match, and the stream time of its last prediction, ms since the epoch. */
export interface Watched {
  readonly match: WatchedMatch;
  readonly heardAt: number;
}

export const stores = {
  match: keyValueStore<Watched>("match"),
  /** Prices of a match that is not over, while a rule compares them. */
  quotes: keyValueStore<Quotes>("quotes"),
};

export type Context = ProcessContext<typeof stores>;
