import type { Clock } from "./clock.ts";
import { StreamsError } from "./error.ts";
import type { HeldPositions } from "./group.ts";
import { type Instance, transactionalIds, writeClaim } from "./instance.ts";
import type { Lane } from "./lane.ts";
import { type HeldTask, Lanes } from "./lanes.ts";
import type { LogClient, OutRecord, TopicPartition, TransactionalWriter } from "./log-client.ts";
import type { Membership, Share } from "./membership.ts";
import type { AppState, StreamsObserver } from "./observer.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import { ReadAhead } from "./read-ahead.ts";
import { ShownPositions } from "./shown-positions.ts";
import { SourceReader } from "./source-reader.ts";
import type { Input, Task } from "./task.ts";
import { WakeUp } from "./wake-up.ts";

/** A client that does not close is left behind after so long, ms. */
const closeForMs = 5_000;
/** Nobody waits longer for the group to be shown the last positions, ms. */
const showForMs = 1_000;

/** Where a test may end the process within a commit; the writer's own steps lie between `folded` and `committed`. */
export type SessionStep = "before-fold" | "after-fold" | "before-apply";

export interface SessionOptions {
  readonly client: LogClient;
  readonly clock: Clock;
  readonly observer: StreamsObserver;
  readonly instance: Instance;
  readonly membership: Membership;
  /** Aborts when the application is to stop. */
  readonly signal: AbortSignal;
  /** Told where the session stands, again and again. */
  readonly entered: (state: AppState) => void;
  /** Tests only: a promise holds the session at this step. */
  readonly step?: ((step: SessionStep) => Promise<void> | undefined) | undefined;
}

/**
 * One life of the application between two failures: it owns the transactional ids, and `run` folds and commits the tasks
 * of its share, through one generation of the group after another, until it is stopped or something fails. A failure
 * leaves it of no use but to be closed: whatever was not committed goes with it.
 */
export class Session {
  readonly #topology: PreparedTopology;
  readonly #options: SessionOptions;
  readonly #ids: readonly string[];
  readonly #lanes: Lanes;
  readonly #readAhead: ReadAhead;
  readonly #reader: SourceReader;
  readonly #signal: AbortSignal;
  readonly #shown: ShownPositions;
  readonly #wakeUp = new WakeUp();
  readonly #ended = new AbortController();
  /** True once this session has committed what it folded. */
  hasCommitted = false;
  #writers: TransactionalWriter[] = [];
  /** Transactions so far: whose turn it is. */
  #turn = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(topology: PreparedTopology, options: SessionOptions) {
    this.#topology = topology;
    this.#options = options;
    this.#ids = transactionalIds(topology.application, options.instance.id);
    this.#shown = new ShownPositions((held) => options.membership.show(held));
    const { client, clock, observer } = options;
    const changed = () => this.#wakeUp.wake();
    const failed = (error: unknown) => this.#fail(error);
    const readAhead = new ReadAhead(topology.limits);
    const topics = topology.sources.map(({ topic }) => topic.name);
    const reader = new SourceReader({ client, topics, readAhead, came: changed, failed });
    const signal = AbortSignal.any([options.signal, this.#ended.signal]);
    this.#signal = signal;
    this.#readAhead = readAhead;
    this.#reader = reader;
    this.#lanes = new Lanes(topology, {
      client,
      clock,
      observer,
      instance: options.instance.id,
      signal,
      readAhead,
      reader,
      changed,
      failed,
    });
  }

  /** Tasks with a committed state of this session's, in order. */
  get tasks(): readonly Task[] {
    return this.#lanes.kept.map(({ task }) => task);
  }

  /** The tasks of this process as of now. */
  get held(): readonly HeldTask[] {
    return this.#lanes.held;
  }

  /** Offset to fold next of every source partition of these tasks. */
  positions(): readonly Position[] {
    return positionsOf(this.#lanes.kept);
  }

  /** Resolves when stopped, after the running commit; rejects when the session cannot go on. */
  async run(): Promise<void> {
    const { signal, step, membership, clock } = this.#options;
    const wake = () => this.#wakeUp.wake();
    signal.addEventListener("abort", wake, { once: true });
    membership.listen(wake);
    membership.tellsCopies(() => this.#lanes.copies);
    void this.#shown.remind(wake, clock, this.#signal);
    let share: Share | undefined;
    try {
      await this.#granted();
      if (!signal.aborted) await this.#openWriters();
      while (!signal.aborted) {
        if (this.#failure !== undefined) throw this.#failure.error;
        share = membership.share();
        this.#lanes.take(share);
        this.#options.entered(this.#lanes.state);
        membership.claiming(share !== undefined && this.#lanes.areClaiming);
        if (share !== undefined && this.#shown.isDue) void this.#show(share);
        if (share === undefined) await this.#wakeUp.wait();
        else if (membership.mayClaim && this.#lanes.unclaimed.length > 0)
          await this.#claim(this.#lanes.unclaimed, share);
        else {
          if (step !== undefined && this.#readAhead.records > 0) await step("before-fold");
          const lanes = this.#lanes.running;
          if (this.#fold(lanes) === 0) await this.#wakeUp.wait();
          else await this.#commit(lanes);
        }
      }
      if (share !== undefined) await this.#within(showForMs, this.#show(share));
    } finally {
      signal.removeEventListener("abort", wake);
      membership.listen();
    }
  }

  /** Gives up everything that is open; never rejects. What was not committed is as if it had not been. */
  async close(): Promise<void> {
    this.#ended.abort();
    const closing = [this.#lanes.end(), ...[this.#reader, ...this.#writers].map((open) => open.close())];
    await this.#within(closeForMs, Promise.allSettled(closing));
  }

  async #within(ms: number, work: Promise<unknown>): Promise<void> {
    const done = new AbortController();
    await Promise.race([work, this.#options.clock.sleep(ms, done.signal)]);
    done.abort();
  }

  /** Who has no share any more must not fence, lest it disturb who has it now: so this comes first. */
  async #granted(): Promise<void> {
    const { signal, membership, entered } = this.#options;
    entered("joining");
    while (membership.share() === undefined && !signal.aborted) await this.#wakeUp.wait();
  }

  /** Settles what an earlier session under these ids has left open. */
  async #openWriters(): Promise<void> {
    const opening = this.#ids.map(async (transactionalId) => {
      this.#writers.push(await this.#options.client.transactionalWriter({ transactionalId }));
    });
    const failed = (await Promise.allSettled(opening)).find((result) => result.status === "rejected");
    if (failed !== undefined) throw fencedIsNotHeld(failed.reason);
    this.#options.membership.tookIds();
  }

  /**
   * Tells the group whose these lanes are, before they write anything under this share: whoever takes them over finds our
   * ids. The group refuses it (NOT_HELD) where the share has passed.
   */
  async #claim(lanes: readonly Lane[], share: Share): Promise<void> {
    const held = this.#held(lanes, share);
    await this.#write([], held);
    this.#lanes.claimed(lanes, share, held.metadata);
  }

  #show(share: Share): Promise<void> {
    return this.#shown.show(this.#held(this.#lanes.running, share));
  }

  /** Call it between commits only: then what is folded is committed. */
  #held(lanes: readonly Lane[], { holding }: Share): HeldPositions {
    const metadata = writeClaim({ ids: this.#ids, generation: holding.generation });
    return { holding, positions: positionsOf(lanes), metadata };
  }

  /** Folds what has come until it is used up or the transaction is full; returns how many records. */
  #fold(lanes: readonly Lane[]): number {
    const { transactionRecords, transactionBytes } = this.#topology.limits;
    let records = 0;
    let bytes = 0;
    for (let i = 0; i < lanes.length; i++) {
      // another lane goes first each time, so that a backlog of one does not starve the others
      const lane = lanes[(this.#turn + i) % lanes.length] as Lane;
      while (!lane.waiting && records < transactionRecords && bytes + lane.task.bytes < transactionBytes) {
        const input = lane.intake.next();
        if (input === undefined) break;
        if (input instanceof Promise) this.#await(lane, input);
        else if (this.#foldOne(lane, input)) records++;
      }
      bytes += lane.task.bytes;
    }
    this.#readAhead.release();
    return records;
  }

  /** False where the record is not done with, and its lane does not go on. */
  #foldOne(lane: Lane, input: Input): boolean {
    const { observer, clock } = this.#options;
    const started = observer.processed === undefined ? 0 : clock.now();
    const unfolded = lane.task.fold(input);
    if ("record" in input.outcome) observer.processed?.(input.outcome.record, clock.now() - started);
    if (unfolded === undefined) {
      lane.intake.folded();
      this.#readAhead.remove(input.raw);
      return true;
    }
    if (unfolded.policy === "fail") {
      // what came before it is committed first
      lane.waiting = true;
      this.#fail(unfolded.error);
    } else {
      const topic = this.#topology.sources[input.source]?.topic.name ?? "";
      const origin = { topic, partition: lane.partition, offset: input.raw.offset };
      observer.refused?.(origin, unfolded.code, "retry");
      lane.intake.again();
      this.#await(lane, clock.sleep(unfolded.waitMs, lane.signal));
    }
    return false;
  }

  #await(lane: Lane, what: Promise<void>): void {
    lane.waiting = true;
    what.then(
      () => {
        lane.waiting = false;
        this.#wakeUp.wake();
      },
      (error) => !lane.ended && this.#fail(error),
    );
  }

  /** Not under the share: whoever takes a lane over fences the ids of its claim, and so ends this too. */
  async #commit(lanes: readonly Lane[]): Promise<void> {
    const { clock, observer, step } = this.#options;
    const folded = lanes.filter(({ task }) => task.inputs > 0);
    const records: OutRecord[] = [];
    let inputs = 0;
    for (const lane of folded) {
      inputs += lane.task.inputs;
      for (const record of lane.close()) records.push(record);
    }
    if (step !== undefined) await step("after-fold");
    const started = clock.now();
    await this.#write(records);
    this.hasCommitted = true;
    if (step !== undefined) await step("before-apply");
    const ms = clock.now() - started;
    for (const { task, partition } of folded) {
      observer.taskCommitted?.(partition, task.inputs, ms);
      for (const { origin, code } of task.deadLetters) observer.refused?.(origin, code, "deadLetter");
      for (const { origin, behindMs, policy } of task.late) observer.late?.(origin, behindMs, policy);
      task.apply();
    }
    observer.committed?.(inputs, records.length, ms);
  }

  /** One transaction, by the writer whose turn it is. */
  async #write(records: readonly OutRecord[], held?: HeldPositions): Promise<void> {
    const writer = this.#writers[this.#turn++ % this.#writers.length] as TransactionalWriter;
    try {
      await writer.commit(records, held);
    } catch (error) {
      this.#options.observer.aborted?.(error instanceof StreamsError ? error.code : "COMMIT_FAILED");
      throw fencedIsNotHeld(error);
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wakeUp.wake();
  }
}

type Position = TopicPartition & { readonly offset: bigint };

function positionsOf(lanes: readonly Lane[]): Position[] {
  return lanes.flatMap(({ partition, positions }) =>
    [...positions].map(([topic, offset]) => ({ topic, partition, offset })),
  );
}

/**
 * Who took our tasks over has fenced us, or our transaction ran out of time: the group tells whether we still have a place
 * in it, and only where another process has that is it over.
 */
function fencedIsNotHeld(error: unknown): unknown {
  if (!(error instanceof StreamsError && error.code === "FENCED")) return error;
  return new StreamsError("NOT_HELD", `a transaction was ended by whoever took its tasks over: ${error.message}`, {
    cause: error,
  });
}
