import type { MatchView, ServerMessage } from "@touchline/client";
import { closeOf, EdgeError } from "./errors.ts";
import { Subscription } from "./subscription.ts";

/** The little that is asked of a WebSocket and the stream under it. */
export interface Wire {
  /** Bytes accepted for sending that the client has not taken. */
  readonly bufferedAmount: number;
  /** Sends one text frame, given as UTF-8. */
  send(frame: Buffer): void;
  /** Holds writes back until `uncork`, so that many frames cost one system call. */
  cork(): void;
  uncork(): void;
  close(code: number, reason: string): void;
  /** Drops the connection without a word. */
  terminate(): void;
}

export interface SubscriberLimits {
  /** Unsent bytes beyond which a client is slow: its deltas are dropped and owed as images. */
  readonly bufferBytesMax: number;
  /** How long a client may stay slow before it is dropped, ms. */
  readonly slowMsMax: number;
  /** Matches, teams and competitions that one connection may name. */
  readonly filterEntriesMax: number;
  /** Messages that a client may send between two heartbeats. */
  readonly messagesMax: number;
}

/** What a subscriber needs of the hub that it belongs to. */
export interface Surroundings {
  readonly limits: SubscriberLimits;
  /** The image of a match as one frame, serialised once for everybody. */
  image(matchId: string): Buffer | undefined;
  /** Called on the first write of a turn; the hub calls `flush` when the turn's writes are done. */
  wrote(subscriber: Subscriber): void;
  sent(type: ServerMessage["type"]): void;
  conflated(): void;
}

/**
 * One client of the stream. A match whose image it is owed is in `#owed`: it gets no delta until that image went out.
 * So whatever was dropped, what it does get is whole and in sequence, and what waits for it here is a set of ids.
 */
export class Subscriber {
  readonly subscription: Subscription;
  readonly #wire: Wire;
  readonly #hub: Surroundings;
  readonly #owed = new Set<string>();
  #corked = false;
  #closed = false;
  #slowSince: number | undefined;
  #messages = 0;

  constructor(wire: Wire, hub: Surroundings) {
    this.#wire = wire;
    this.#hub = hub;
    this.subscription = new Subscription(hub.limits.filterEntriesMax);
  }

  /** A match moved on: the delta where the client has what it builds on, otherwise the image. */
  update(view: MatchView, delta: Buffer | undefined): void {
    if (this.#owed.has(view.matchId)) return;
    if (delta !== undefined && !this.#full()) {
      this.#write(delta, "delta");
      return;
    }
    if (delta !== undefined) this.#hub.conflated();
    this.owe(view.matchId);
  }

  /** Puts the image of a match on the way: now where there is room, otherwise when the client has caught up. */
  owe(matchId: string): void {
    this.#owed.add(matchId);
    this.drain();
  }

  /** Sends images that are owed, as many as there is room for. */
  drain(): void {
    for (const matchId of this.#owed) {
      if (this.#full()) return;
      this.#owed.delete(matchId);
      const image = this.#hub.image(matchId);
      if (image !== undefined) this.#write(image, "image");
    }
  }

  /** Sends a message of the conversation itself. A client that leaves far too many unread is dropped. */
  tell(message: ServerMessage, frame: Buffer = Buffer.from(JSON.stringify(message))): void {
    if (this.#wire.bufferedAmount > 2 * this.#hub.limits.bufferBytesMax) this.#wire.terminate();
    else this.#write(frame, message.type);
  }

  /** Counts a message from the client. Throws an `EdgeError` TOO_MANY_MESSAGES. */
  heard(): void {
    this.#messages += 1;
    const { messagesMax } = this.#hub.limits;
    if (this.#messages > messagesMax) {
      throw new EdgeError("TOO_MANY_MESSAGES", `A client may send ${messagesMax} messages between two heartbeats.`);
    }
  }

  /** Called with every heartbeat. `now`: ms of any steady clock. */
  beat(message: ServerMessage, frame: Buffer, now: number): void {
    this.#messages = 0;
    if (!this.#full()) this.#slowSince = undefined;
    else this.#slowSince ??= now;
    if (this.#slowSince !== undefined && now - this.#slowSince > this.#hub.limits.slowMsMax) {
      // A close frame would wait behind all that it has not read.
      this.#wire.terminate();
      return;
    }
    this.tell(message, frame);
  }

  refuse(error: EdgeError): void {
    this.tell({ type: "error", ...error.body });
    this.flush();
    this.#closed = true;
    this.#wire.close(closeOf(error.code), error.code);
  }

  flush(): void {
    if (!this.#corked) return;
    this.#corked = false;
    this.#wire.uncork();
  }

  #write(frame: Buffer, type: ServerMessage["type"]): void {
    if (this.#closed) return;
    if (!this.#corked) {
      this.#corked = true;
      this.#wire.cork();
      this.#hub.wrote(this);
    }
    this.#wire.send(frame);
    this.#hub.sent(type);
  }

  #full(): boolean {
    return this.#wire.bufferedAmount > this.#hub.limits.bufferBytesMax;
  }
}
