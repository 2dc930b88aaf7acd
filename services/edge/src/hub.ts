import type { AlertView, ClientMessage, FeedView, Filter, MatchView, ServerMessage } from "@touchline/client";
import { EdgeError } from "./errors.ts";
import type { MatchImages, Update } from "./match-images.ts";
import type { EdgeMetrics } from "./metrics.ts";
import { Subscriber, type SubscriberLimits, type Wire } from "./subscriber.ts";
import { filterCovers, namesMatchesOnly } from "./subscription.ts";

export interface HubOptions {
  readonly images: MatchImages;
  readonly feeds: { list(): readonly FeedView[] };
  readonly limits: SubscriberLimits & { readonly connectionsMax: number };
  readonly heartbeatMs: number;
  readonly metrics: EdgeMetrics;
}

/**
 * Takes updates to the clients that follow them. An update is serialised once, whoever gets it; everything that is
 * published in one turn of the event loop goes to a client in one write.
 */
export class Hub {
  readonly #options: HubOptions;
  readonly #subscribers = new Set<Subscriber>();
  /** Who follows a match; looked up on every update, so it is kept rather than found. */
  readonly #audiences = new Map<string, Set<Subscriber>>();
  readonly #imageFrames = new Map<string, { readonly view: MatchView; readonly frame: Buffer }>();
  readonly #written = new Set<Subscriber>();
  readonly #ingestedAt: number[] = [];
  #flushing = false;
  #closing = false;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#heartbeat = setInterval(() => this.beat(), options.heartbeatMs);
    this.#heartbeat.unref();
  }

  /** Opens a client's side of the stream. Undefined where it was refused. */
  connect(wire: Wire): Subscriber | undefined {
    const { limits, metrics, heartbeatMs } = this.#options;
    const subscriber = new Subscriber(wire, {
      limits,
      image: (matchId) => this.#imageFrame(matchId),
      wrote: (writer) => this.#wrote(writer),
      sent: (type) => metrics.frame(type),
      conflated: () => metrics.conflated(),
    });
    const refusal = this.#refusal();
    if (refusal !== undefined) {
      metrics.refused(refusal.code);
      subscriber.refuse(refusal);
      return undefined;
    }
    this.#subscribers.add(subscriber);
    metrics.connections(this.#subscribers.size);
    subscriber.tell({ type: "welcome", protocol: 1, heartbeatMs });
    // Whoever is shown a match must not have to wait for the next heartbeat to know whether it can be relied on.
    subscriber.tell(this.#heartbeatMessage());
    return subscriber;
  }

  disconnect(subscriber: Subscriber): void {
    if (!this.#subscribers.delete(subscriber)) return;
    this.#written.delete(subscriber);
    for (const audience of this.#audiences.values()) audience.delete(subscriber);
    this.#options.metrics.connections(this.#subscribers.size);
  }

  /** Answers one message of a client. */
  answer(subscriber: Subscriber, message: ClientMessage): void {
    if (message.type === "ping") {
      subscriber.tell({ type: "pong", at: Date.now() });
      return;
    }
    const { type, ...filter } = message;
    if (type === "subscribe") this.#subscribe(subscriber, filter);
    else this.#unsubscribe(subscriber, filter);
  }

  /** Takes a match's update to its audience. `ingestedAt`: when its cause came in, where that is to be measured, ms. */
  publish(update: Update, ingestedAt?: number): void {
    const { view, delta, identityChanged } = update;
    const audience = this.#audience(update);
    if (ingestedAt !== undefined) {
      this.#ingestedAt.push(ingestedAt);
      this.#flushSoon();
    }
    if (audience.size === 0) return;
    const { matchId, sequence } = view;
    // Whoever has begun to follow it by its new identity has nothing that a delta could build on.
    const frame =
      delta === null || identityChanged ? undefined : encode({ type: "delta", matchId, sequence, set: delta });
    for (const subscriber of audience) subscriber.update(view, frame);
  }

  /** Tells an alert to whoever follows its match. */
  tellAlert(alert: AlertView): void {
    const view = this.#options.images.get(alert.matchId);
    if (view === undefined) return;
    const message: ServerMessage = { type: "alert", alert };
    const frame = encode(message);
    for (const subscriber of this.#audience({ view, identityChanged: false })) subscriber.tell(message, frame);
  }

  /** A match is no longer kept. Clients keep what they have of it. */
  forget(matchId: string): void {
    this.#audiences.delete(matchId);
    this.#imageFrames.delete(matchId);
  }

  /** Tells every client that the edge is alive, and how the feeds do. */
  beat(): void {
    const message = this.#heartbeatMessage();
    const frame = encode(message);
    const now = performance.now();
    for (const subscriber of this.#subscribers) subscriber.beat(message, frame, now);
    for (const matchId of this.#audiences.keys()) if (!this.#options.images.get(matchId)) this.forget(matchId);
  }

  /** Tells every client how the feeds do, before the next heartbeat is due. */
  tellFeeds(): void {
    const message = this.#heartbeatMessage();
    const frame = encode(message);
    for (const subscriber of this.#subscribers) subscriber.tell(message, frame);
  }

  /** Bids every client farewell, so that it looks for another edge at once. */
  close(): void {
    this.#closing = true;
    clearInterval(this.#heartbeat);
    for (const subscriber of this.#subscribers) {
      subscriber.refuse(new EdgeError("SHUTTING_DOWN", "This edge is stopping: connect again."));
    }
  }

  #heartbeatMessage(): ServerMessage {
    return { type: "heartbeat", at: Date.now(), feeds: this.#options.feeds.list() };
  }

  #subscribe(subscriber: Subscriber, filter: Filter): void {
    subscriber.subscription.add(filter);
    const covered = [...this.#covered(filter)];
    subscriber.tell({ type: "subscribed", filter, matches: covered.length });
    for (const { matchId } of covered) {
      this.#audiences.get(matchId)?.add(subscriber);
      subscriber.owe(matchId);
    }
  }

  #unsubscribe(subscriber: Subscriber, filter: Filter): void {
    subscriber.subscription.remove(filter);
    for (const view of this.#covered(filter)) {
      if (!subscriber.subscription.covers(view)) this.#audiences.get(view.matchId)?.delete(subscriber);
    }
    subscriber.tell({ type: "unsubscribed", filter });
  }

  *#covered(filter: Filter): Generator<MatchView> {
    const { images } = this.#options;
    if (!namesMatchesOnly(filter)) {
      for (const view of images.views()) if (filterCovers(filter, view)) yield view;
      return;
    }
    for (const matchId of new Set(filter.matches)) {
      const view = images.get(matchId);
      if (view !== undefined) yield view;
    }
  }

  #audience({ view, identityChanged }: Pick<Update, "view" | "identityChanged">): Set<Subscriber> {
    let audience = identityChanged ? undefined : this.#audiences.get(view.matchId);
    if (audience === undefined) {
      audience = new Set();
      for (const subscriber of this.#subscribers) if (subscriber.subscription.covers(view)) audience.add(subscriber);
      this.#audiences.set(view.matchId, audience);
    }
    return audience;
  }

  #imageFrame(matchId: string): Buffer | undefined {
    const view = this.#options.images.get(matchId);
    if (view === undefined) return undefined;
    const known = this.#imageFrames.get(matchId);
    if (known?.view === view) return known.frame;
    const frame = encode({ type: "image", match: view });
    this.#imageFrames.set(matchId, { view, frame });
    return frame;
  }

  #wrote(subscriber: Subscriber): void {
    this.#written.add(subscriber);
    this.#flushSoon();
  }

  /** After the running turn, before anything else: records of one fetch are applied in one turn. */
  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => {
      this.#flushing = false;
      for (const subscriber of this.#written) subscriber.flush();
      this.#written.clear();
      const now = performance.timeOrigin + performance.now();
      for (const ingestedAt of this.#ingestedAt) this.#options.metrics.endToEnd(now - ingestedAt);
      this.#ingestedAt.length = 0;
    });
  }

  #refusal(): EdgeError | undefined {
    if (this.#closing) return new EdgeError("SHUTTING_DOWN", "This edge is stopping: connect again.");
    const { connectionsMax } = this.#options.limits;
    if (this.#subscribers.size < connectionsMax) return undefined;
    return new EdgeError("TOO_MANY_CONNECTIONS", `This edge serves ${connectionsMax} clients: try again later.`);
  }
}

function encode(message: ServerMessage): Buffer {
  return Buffer.from(JSON.stringify(message));
}
