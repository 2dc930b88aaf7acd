import type { ReasonCode, ToldRecord } from "@touchline/football";
import type { FeedHealth, LinedUp } from "@touchline/schemas";

/** What a provider may say, already in Touchline's own records. */
export type ProviderRecord = ToldRecord | { readonly schema: "LinedUp"; readonly value: LinedUp };

/**
 * A source of records. `run` resolves when it has nothing more to say, and soon after the signal aborts; it rejects
 * where it cannot go on. Records of one match come in one order, the same in each run over the same source.
 */
export interface Provider {
  /** Key of its health in feed.health, and label of its metrics. */
  readonly name: string;
  run(sink: Sink, signal: AbortSignal): Promise<void>;
}

/** What became of a record: `stale` is an older version than the one known; both it and a duplicate publish nothing. */
export type Outcome = "accepted" | "duplicate" | "stale" | "rejected";

/** Where a provider's records go: through the guard, into the log or the dead letters. */
export interface Sink {
  /** Resolves when there is room for the next record; that is the back-pressure. `raw` is the provider's own message, for the dead letter. */
  publish(record: ProviderRecord, raw?: unknown): Promise<Outcome>;
  /** Sends to the dead letters what could not even be made a record of. */
  refuse(message: UnreadableMessage): Promise<void>;
  /** Resolves when everything said so far is acknowledged. */
  flushed(): Promise<void>;
  /** Tells how the feed does. What has not changed goes out again at most every 1.5 s: readers know by it that the feed lives. */
  health(said: HealthStatement, headers?: Readonly<Record<string, string>>): void;
}

export interface UnreadableMessage {
  /** Match, or whatever else the message can be found by. */
  readonly key: string;
  readonly code: ReasonCode;
  readonly message: string;
  readonly raw: unknown;
}

export type HealthStatement = Pick<FeedHealth, "state" | "detail" | "providerTime"> &
  Partial<Pick<FeedHealth, "lastMessageAt" | "completeTo" | "positions" | "lineUpPositions" | "matches">>;
