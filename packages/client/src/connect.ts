import { backOffMs } from "./back-off.ts";
import { Followed } from "./followed.ts";
import { Images } from "./images.ts";
import { Listeners } from "./listeners.ts";
import type { AlertView, ClientMessage, FeedView, Filter, MatchView, ServerMessage } from "./protocol.ts";
import { newestOfEach } from "./updates.ts";

/**
 * live: the edge speaks to us. stale: a heartbeat is overdue, what is shown may be old. reconnecting: there is no
 * connection (also before the first). closed: `close` was called.
 */
export type Status = "live" | "stale" | "reconnecting" | "closed";

/** A match moved on. `delta` is undefined where the whole image came: at first, after a gap, after a reconnect. */
export interface MatchUpdate {
  readonly match: MatchView;
  readonly delta?: Partial<MatchView>;
}

export interface ClientEvents {
  match: MatchUpdate;
  /** An alert of a match that is followed was raised, has ended or was taken back. */
  alert: AlertView;
  status: Status;
  feeds: readonly FeedView[];
  /** A subscription was taken; `matches` of it are known now. */
  subscribed: { readonly filter: Filter; readonly matches: number };
  /** The edge refused a message, or closed the connection over it; docs/errors-edge.md lists the codes. */
  refused: { readonly code: string; readonly message: string };
}

export interface ConnectOptions {
  /** What to follow from the start. */
  readonly follow?: Filter;
  /** Another implementation of the browsers' WebSocket. */
  readonly WebSocket?: new (
    url: string,
  ) => WebSocket;
}

/** Connects to an edge's stream, e.g. `ws://localhost:8080/v1/stream`, and stays connected until closed. */
export function connect(url: string, options: ConnectOptions = {}): LiveClient {
  return new LiveClient(url, options);
}

export class LiveClient {
  readonly #url: string;
  readonly #WebSocket: new (
    url: string,
  ) => WebSocket;
  readonly #images = new Images();
  readonly #followed = new Followed();
  readonly #listeners = new Listeners<ClientEvents>();
  /** Matches whose image was asked for again; their deltas mean nothing until it comes. */
  readonly #healing = new Set<string>();
  #socket: WebSocket | undefined;
  #open = false;
  #status: Status = "reconnecting";
  #feeds: readonly FeedView[] = [];
  #failures = 0;
  #heartbeatMs = firstWordMs;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, options: ConnectOptions) {
    this.#url = url;
    this.#WebSocket = options.WebSocket ?? globalThis.WebSocket;
    if (options.follow !== undefined) this.#followed.add(options.follow);
    this.#connect();
  }

  get status(): Status {
    return this.#status;
  }

  /** Latest image of every match seen, by id. What is in it is never changed, only replaced. */
  get matches(): ReadonlyMap<string, MatchView> {
    return this.#images.matches;
  }

  /** How the providers' feeds do, as of the last heartbeat. */
  get feeds(): readonly FeedView[] {
    return this.#feeds;
  }

  /** Adds to what is followed, now and after every reconnect. */
  follow(filter: Filter): void {
    this.#followed.add(filter);
    this.#send({ type: "subscribe", ...filter });
  }

  unfollow(filter: Filter): void {
    this.#followed.remove(filter);
    this.#send({ type: "unsubscribe", ...filter });
  }

  /** Calls `listener` on each event; returns what stops it. */
  on<E extends keyof ClientEvents>(event: E, listener: (value: ClientEvents[E]) => void): () => void {
    return this.#listeners.on(event, listener);
  }

  /**
   * Updates as they come, for `for await`. A loop that is slower than the match sees fewer of them, each the newest of
   * its match. Ends when the client is closed.
   */
  updates(): AsyncGenerator<MatchView, void, undefined> {
    return newestOfEach(this);
  }

  close(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#watch);
    this.#open = false;
    this.#setStatus("closed");
    this.#socket?.close(1000);
    this.#socket = undefined;
  }

  #connect(): void {
    const socket = new this.#WebSocket(this.#url);
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket && typeof data === "string") this.#hear(JSON.parse(data) as ServerMessage);
    };
    // An error is always followed by a close.
    socket.onerror = () => {};
    socket.onclose = () => this.#lost(socket);
    this.#expectWord(firstWordMs);
  }

  #lost(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    clearTimeout(this.#watch);
    this.#socket = undefined;
    this.#open = false;
    this.#healing.clear();
    this.#setStatus("reconnecting");
    this.#retry = setTimeout(() => this.#connect(), backOffMs(this.#failures));
    this.#failures += 1;
  }

  #hear(message: ServerMessage): void {
    if (message.type === "welcome") this.#welcomed(message.heartbeatMs);
    else if (this.#open) this.#setStatus("live");
    this.#expectWord(this.#heartbeatMs);
    if (message.type === "image" || message.type === "delta") this.#apply(message);
    else if (message.type === "heartbeat") this.#heardOfFeeds(message.feeds);
    else if (message.type === "alert") this.#listeners.tell("alert", message.alert);
    else if (message.type === "subscribed") {
      this.#listeners.tell("subscribed", { filter: message.filter, matches: message.matches });
    } else if (message.type === "error") {
      this.#listeners.tell("refused", { code: message.code, message: message.message });
    }
  }

  #heardOfFeeds(feeds: readonly FeedView[]): void {
    this.#feeds = feeds;
    this.#listeners.tell("feeds", feeds);
  }

  #welcomed(heartbeatMs: number): void {
    this.#open = true;
    this.#failures = 0;
    this.#heartbeatMs = heartbeatMs;
    const filter = this.#followed.filter();
    if (filter !== undefined) this.#send({ type: "subscribe", ...filter });
    this.#setStatus("live");
  }

  #apply(frame: Extract<ServerMessage, { type: "image" | "delta" }>): void {
    const matchId = frame.type === "image" ? frame.match.matchId : frame.matchId;
    if (frame.type === "image") this.#healing.delete(matchId);
    else if (this.#healing.has(matchId)) return;
    const applied = this.#images.apply(frame);
    if (applied === "gap") this.#heal(matchId);
    else if (applied !== "known") {
      const delta = frame.type === "delta" ? { delta: frame.set } : {};
      this.#listeners.tell("match", { match: applied.match, ...delta });
    }
  }

  /** Asks for the image of a match again, without following more than before. */
  #heal(matchId: string): void {
    this.#healing.add(matchId);
    this.#send({ type: "subscribe", matches: [matchId] });
    if (!this.#followed.names(matchId)) this.#send({ type: "unsubscribe", matches: [matchId] });
  }

  /** One heartbeat overdue: stale. Two: the connection is given up, whatever its socket says. */
  #expectWord(withinMs: number): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      if (this.#open) this.#setStatus("stale");
      this.#watch = setTimeout(() => {
        const socket = this.#socket;
        socket?.close();
        if (socket !== undefined) this.#lost(socket);
      }, withinMs);
    }, withinMs * lateness);
  }

  #setStatus(status: Status): void {
    if (status === this.#status || this.#status === "closed") return;
    this.#status = status;
    this.#listeners.tell("status", status);
  }

  #send(message: ClientMessage): void {
    if (this.#open) this.#socket?.send(JSON.stringify(message));
  }
}

/** How long an edge may take to answer the call, ms. */
const firstWordMs = 5_000;
/** Heartbeats that may pass in silence before the first counts as missed. */
const lateness = 1.5;
