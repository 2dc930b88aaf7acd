import { backOffMs } from "./back-off.ts";
import type { Clock } from "./clock.ts";
import { isRetriable, StreamsError } from "./error.ts";
import type { Instance } from "./instance.ts";
import { showLag } from "./lag.ts";
import type { HeldTask } from "./lanes.ts";
import type { LogClient } from "./log-client.ts";
import { Membership } from "./membership.ts";
import type { AppState, StreamsObserver } from "./observer.ts";
import { RecordRefused } from "./policy.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import { Session, type SessionOptions } from "./session.ts";
import { StoreReader } from "./store-reader.ts";
import type { Task } from "./task.ts";

/** A topology that runs. */
export interface App {
  readonly state: AppState;
  /** Resolves when stopped; rejects when the application cannot go on, and the process should exit. */
  readonly finished: Promise<void>;
  /** What the stores of this process hold, as committed. */
  readonly stores: StoreReader;
  /** Ends after the commit under way, and closes. What is not folded yet stays for the next run. */
  stop(): Promise<void>;
}

/** Attempts before a start that meets retriable failures is given up. */
const startAttempts = 5;

export interface ApplicationOptions {
  readonly client: LogClient;
  readonly clock: Clock;
  readonly instance: Instance;
  readonly sessionTimeoutMs: number;
  readonly standbys: number;
  readonly observer?: StreamsObserver | undefined;
  readonly step?: SessionOptions["step"];
}

/**
 * Runs a topology through one session after another: a retriable failure closes the session, waits, asks the group anew,
 * and then fences and restores; anything else ends the application.
 */
export class Application implements App {
  readonly finished: Promise<void>;
  readonly stores: StoreReader;
  readonly #topology: PreparedTopology;
  readonly #options: ApplicationOptions;
  readonly #observer: StreamsObserver;
  readonly #stop = new AbortController();
  readonly #started = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  #state: AppState = "starting";
  #membership: Membership | undefined;
  #session: Session | undefined;
  /** Whether it was ever running. */
  #hasRun = false;
  /** Sessions in a row that ended before they had committed anything. */
  #failures = 0;

  constructor(topology: PreparedTopology, options: ApplicationOptions) {
    this.#topology = topology;
    this.#options = options;
    this.#observer = options.observer ?? {};
    this.finished = this.#ended.promise;
    this.stores = new StoreReader(topology, options.client, () => this.#held());
    // a start that fails rejects by itself; nobody may be listening here then
    this.finished.catch(() => {});
    this.#started.promise.catch(() => {});
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
    void this.#run();
    try {
      await this.#started.promise;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
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
          await this.#recover(error);
        }
      }
      await this.#leave();
      this.#enter("stopped");
      this.#started.resolve();
      this.#ended.resolve();
    } catch (error) {
      await this.#leave();
      if (error instanceof RecordRefused) this.#observer.refused?.(error.origin, error.reason.code, "fail");
      this.#enter("failed", error instanceof Error ? error.message : String(error));
      this.#started.reject(error);
      this.#ended.reject(error);
    }
  }

  async #runSession(): Promise<void> {
    if (!this.#hasRun) this.#enter("starting");
    await this.#checkTopics();
    const { client, clock, instance, step } = this.#options;
    this.#membership ??= await Membership.join(this.#topology, this.#options);
    const ended = new AbortController();
    const session = new Session(this.#topology, {
      client,
      clock,
      instance,
      step,
      observer: this.#observer,
      membership: this.#membership,
      signal: this.#stop.signal,
      entered: (state) => this.#advance(state),
    });
    this.#session = session;
    const positions = () => session.positions();
    void showLag(positions, { client, clock, observer: this.#observer, signal: ended.signal });
    try {
      await session.run();
    } finally {
      ended.abort();
    }
  }

  async #recover(error: unknown): Promise<void> {
    const { signal } = this.#stop;
    const session = this.#session;
    this.#session = undefined;
    // the answer tells whether the tasks are still ours; the others need not wait for it
    if (session !== undefined) this.#membership?.renew();
    await session?.close();
    if (!isRetriable(error)) throw error;
    const refusal = this.#membership?.failure;
    if (refusal !== undefined && !isRetriable(refusal)) throw refusal;
    if (refusal !== undefined) this.#membership = undefined;
    this.#failures = session?.hasCommitted ? 1 : this.#failures + 1;
    if (!this.#hasRun && this.#failures >= startAttempts) throw error;
    this.#observer.recovering?.(error, this.#failures);
    this.#enter("recovering", error.message);
    // at once after a session that did its work; one that fails again and again must not spin
    const attempt = this.#hasRun ? this.#failures - 1 : this.#failures;
    if (attempt > 0) await this.#options.clock.sleep(backOffMs(attempt), signal);
  }

  /** Once it is to stop nothing is current: its tasks are handed over, and others write for them. */
  #held(): readonly HeldTask[] {
    const held = this.#session?.held ?? [];
    return this.#stop.signal.aborted ? held.map((each) => ({ ...each, isCurrent: false })) : held;
  }

  /** Hands the tasks over, so that nobody has to wait until this process is missed. */
  async #leave(): Promise<void> {
    await Promise.all([this.#membership?.leave(), this.#session?.close()]);
  }

  async #checkTopics(): Promise<void> {
    const { changelog, partitions, sources, sinks } = this.#topology;
    const expected = new Map([[changelog, partitions]]);
    for (const { topic, deadLetters } of sources) {
      expected.set(topic.name, topic.partitions).set(deadLetters.name, deadLetters.partitions);
    }
    for (const sink of sinks.values()) expected.set(sink.name, sink.partitions);
    const found = await Promise.all([...expected.keys()].map((topic) => this.#options.client.partitionCount(topic)));
    for (const [i, [topic, count]] of [...expected].entries()) {
      if (found[i] === count) continue;
      throw new StreamsError(
        "TOPIC_MISSING",
        `topic ${topic} should have ${count} partitions and has ${found[i] ?? 0}: run npm run topics -- apply`,
      );
    }
  }

  #advance(state: AppState): void {
    if (state === this.#state || this.#stop.signal.aborted) return;
    this.#enter(state);
    if (state !== "running") return;
    this.#hasRun = true;
    this.#started.resolve();
  }

  #enter(state: AppState, detail?: string): void {
    this.#state = state;
    this.#observer.state?.(state, detail);
  }
}
