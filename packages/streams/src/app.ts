import { backOffMs } from "./back-off.ts";
import type { Clock } from "./clock.ts";
import { isRetriable, StreamsError } from "./error.ts";
import { showLag } from "./lag.ts";
import type { LogClient } from "./log-client.ts";
import type { AppState, StreamsObserver } from "./observer.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import { Session, type SessionOptions } from "./session.ts";
import type { Task } from "./task.ts";

/** A topology that runs. */
export interface App {
  readonly state: AppState;
  /** Resolves when stopped; rejects when the application cannot go on, and the process should exit. */
  readonly finished: Promise<void>;
  /** Ends after the commit under way, and closes. What is not folded yet stays for the next run. */
  stop(): Promise<void>;
}

/** Attempts before a start that meets retriable failures is given up. */
const startAttempts = 5;

/**
 * Runs a topology through one session after another: a retriable failure closes the session, waits, fences and restores
 * anew; anything else ends the application.
 */
export class Application implements App {
  readonly finished: Promise<void>;
  readonly #topology: PreparedTopology;
  readonly #client: LogClient;
  readonly #clock: Clock;
  readonly #observer: StreamsObserver;
  readonly #step: SessionOptions["step"];
  readonly #stop = new AbortController();
  #state: AppState = "starting";
  #session: Session | undefined;
  /** Sessions in a row that ended before they had committed anything. */
  #failures = 0;
  #finish: (error?: unknown) => void = () => {};

  constructor(
    topology: PreparedTopology,
    options: { client: LogClient; clock: Clock; observer?: StreamsObserver | undefined; step?: SessionOptions["step"] },
  ) {
    this.#topology = topology;
    this.#client = options.client;
    this.#clock = options.clock;
    this.#observer = options.observer ?? {};
    this.#step = options.step;
    this.finished = new Promise((resolve, reject) => {
      this.#finish = (error) => (error === undefined ? resolve() : reject(error));
    });
    // a start that fails rejects by itself; nobody may be listening here then
    this.finished.catch(() => {});
  }

  get state(): AppState {
    return this.#state;
  }

  /** The tasks of the session under way; their committed state may be read. */
  get tasks(): readonly Task[] {
    return this.#session?.tasks ?? [];
  }

  /** Resolves when running. Rejects with what is wrong, then also `finished` does. */
  async start(signal?: AbortSignal): Promise<void> {
    const stop = () => this.#stop.abort();
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) stop();
    try {
      this.#enter("starting");
      await this.#open(startAttempts);
    } catch (error) {
      this.#fail(error);
      throw error;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
    void this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    // how it ended is for whoever holds `finished`
    await this.finished.catch(() => {});
  }

  async #run(): Promise<void> {
    try {
      while (!this.#stop.signal.aborted) {
        try {
          await this.#runSession();
        } catch (error) {
          await this.#session?.close();
          await this.#recover(error);
        }
      }
      await this.#session?.close();
      this.#enter("stopped");
      this.#finish();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #runSession(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    const ended = new AbortController();
    const { application } = this.#topology;
    void showLag(application, () => session.positions(), {
      client: this.#client,
      clock: this.#clock,
      observer: this.#observer,
      signal: ended.signal,
    });
    try {
      await session.run();
    } finally {
      ended.abort();
    }
  }

  async #recover(error: unknown): Promise<void> {
    if (!isRetriable(error)) throw error;
    this.#failures = this.#session?.hasCommitted ? 1 : this.#failures + 1;
    this.#observer.recovering?.(error, this.#failures);
    this.#enter("recovering", error.message);
    // at once after a session that did its work; one that fails again and again must not spin
    if (this.#failures > 1) await this.#clock.sleep(backOffMs(this.#failures - 1), this.#stop.signal);
    await this.#open(Number.POSITIVE_INFINITY);
  }

  /** Opens a session, again and again with growing waits while that can help. */
  async #open(attempts: number): Promise<void> {
    const { signal } = this.#stop;
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        await this.#checkTopics();
        this.#enter("restoring");
        this.#session = await Session.open(this.#topology, {
          client: this.#client,
          clock: this.#clock,
          observer: this.#observer,
          signal,
          step: this.#step,
        });
        if (!signal.aborted) this.#enter("running");
        return;
      } catch (error) {
        if (!isRetriable(error) || attempt >= attempts) throw error;
        this.#observer.recovering?.(error, attempt);
        this.#enter("recovering", error.message);
        await this.#clock.sleep(backOffMs(attempt), signal);
      }
    }
  }

  async #checkTopics(): Promise<void> {
    const { changelog, partitions, sources, sinks } = this.#topology;
    const expected = new Map([[changelog, partitions]]);
    for (const { topic, deadLetters } of sources) {
      expected.set(topic.name, topic.partitions).set(deadLetters.name, deadLetters.partitions);
    }
    for (const sink of sinks.values()) expected.set(sink.name, sink.partitions);
    const found = await Promise.all([...expected.keys()].map((topic) => this.#client.partitionCount(topic)));
    for (const [i, [topic, count]] of [...expected].entries()) {
      if (found[i] === count) continue;
      throw new StreamsError(
        "TOPIC_MISSING",
        `topic ${topic} should have ${count} partitions and has ${found[i] ?? 0}: run npm run topics -- apply`,
      );
    }
  }

  #enter(state: AppState, detail?: string): void {
    this.#state = state;
    this.#observer.state?.(state, detail);
  }

  #fail(error: unknown): void {
    this.#enter("failed", error instanceof Error ? error.message : String(error));
    this.#finish(error);
  }
}
