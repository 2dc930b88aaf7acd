import type { Positions } from "./changelog.ts";
import type { Clock } from "./clock.ts";
import { Lane } from "./lane.ts";
import type { LogClient } from "./log-client.ts";
import type { Copies, Share } from "./membership.ts";
import type { AppState, StreamsObserver } from "./observer.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import type { ReadAhead } from "./read-ahead.ts";
import { restoreTasks } from "./restore.ts";
import type { SourceReader } from "./source-reader.ts";
import { type Standby, Standbys } from "./standbys.ts";
import { startPositions } from "./start-positions.ts";
import { takeOver } from "./take-over.ts";
import type { Task } from "./task.ts";

/** A task of this process. */
export interface HeldTask {
  readonly task: Task;
  /** Offset to read next by source topic: what stands before it is in what is committed, or is nothing to fold. */
  readonly positions: Positions;
  readonly isCurrent: boolean;
}

export interface LanesOptions {
  readonly client: LogClient;
  readonly clock: Clock;
  readonly observer: StreamsObserver;
  /** Id of this process. */
  readonly instance: string;
  /** Aborts when no lane is to go on. */
  readonly signal: AbortSignal;
  readonly readAhead: ReadAhead;
  readonly reader: SourceReader;
  /** Some lane can do something that it could not before. */
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The tasks of this process as they come and go with its share. Those that stay keep their state and go on as soon as the
 * group confirms that nobody else has claimed them, and has our claim; those that come are taken over and restored meanwhile.
 */
export class Lanes {
  readonly #topology: PreparedTopology;
  readonly #options: LanesOptions;
  readonly #lanes = new Map<number, Lane>();
  readonly #standbys: Standbys;
  #share: Share | undefined;

  constructor(topology: PreparedTopology, options: LanesOptions) {
    this.#topology = topology;
    this.#options = options;
    this.#standbys = new Standbys(topology, options);
  }

  /** Lanes whose records may be folded now. */
  get running(): readonly Lane[] {
    return this.kept.filter((lane) => this.#isClaimed(lane));
  }

  /** Lanes that the group has to be told of before they are written for. */
  get unclaimed(): readonly Lane[] {
    return this.#sorted.filter(
      (lane) => lane.state !== "taking over" && lane.checked === this.#share && !this.#isClaimed(lane),
    );
  }

  /** Lanes with committed state of their own, whether or not they may go on just now. */
  get kept(): readonly Lane[] {
    return this.#sorted.filter(({ state }) => state === "running");
  }

  /** Every task of this process, in order, and whether what it has committed is current: restored, and claimed by nobody else. */
  get held(): readonly HeldTask[] {
    return this.#sorted.map((lane) => ({
      task: lane.task,
      positions: lane.read,
      isCurrent: lane.state === "running" && this.#isClaimed(lane),
    }));
  }

  /** Whether some lane that could be written for waits for a claim. */
  get areClaiming(): boolean {
    return this.#sorted.some((lane) => lane.state !== "taking over" && !this.#isClaimed(lane));
  }

  get state(): AppState {
    const lanes = [...this.#lanes.values()];
    if (this.#share === undefined) return "joining";
    if (lanes.some((lane) => lane.state === "running" && !this.#isClaimed(lane))) return "joining";
    return lanes.every(({ state }) => state === "running") ? "running" : "restoring";
  }

  /** Undefined: nothing goes on until there is another. Call it between commits only. */
  take(share: Share | undefined): void {
    if (share === this.#share) return;
    this.#share = share;
    if (share === undefined) return;
    for (const lane of this.#lanes.values()) if (!share.tasks.includes(lane.partition)) this.#drop(lane);
    for (const task of share.tasks) if (!this.#lanes.has(task)) this.#add(task, this.#standbys.take(task));
    this.#standbys.keep(share.standbys.filter((task) => !this.#lanes.has(task)));
    this.#feed();
    this.#options.observer.tasks?.(share.tasks);
    this.#takeOver(share).catch((error) => this.#options.failed(error));
  }

  /** The group has this claim for these lanes: they run from now on. */
  claimed(lanes: readonly Lane[], share: Share, claim: string): void {
    for (const lane of lanes) lane.claimed(share, claim);
    this.#feed();
  }

  /** Standby copies that there are. */
  get copies(): Copies {
    return this.#standbys.copies;
  }

  async end(): Promise<void> {
    for (const lane of this.#lanes.values()) lane.end();
    await this.#standbys.close();
  }

  get #sorted(): Lane[] {
    return [...this.#lanes.values()].sort((a, b) => a.partition - b.partition);
  }

  #isClaimed(lane: Lane): boolean {
    return this.#share !== undefined && lane.isClaimed(this.#share);
  }

  #add(partition: number, copy?: Standby): Lane {
    const { clock, signal, observer, readAhead } = this.#options;
    const retrying = (error: Error, attempt: number) =>
      observer.state?.(this.state, `waiting, attempt ${attempt}: ${error.message}`);
    const options = { clock, signal, retrying, isFull: () => readAhead.isFull };
    const lane = new Lane(this.#topology, partition, options, copy);
    this.#lanes.set(partition, lane);
    return lane;
  }

  #drop(lane: Lane): void {
    lane.end();
    this.#lanes.delete(lane.partition);
    const { readAhead } = this.#options;
    for (const record of lane.intake.unfolded()) readAhead.remove(record);
    readAhead.release();
  }

  #feed(): void {
    this.#options.reader.feed(this.kept);
  }

  async #takeOver(share: Share): Promise<void> {
    const { client, clock, signal, instance, changed, failed } = this.#options;
    await takeOver(share, [...this.#lanes.values()], this.#topology, {
      client,
      clock,
      signal,
      instance,
      isCurrent: () => this.#share === share && !signal.aborted,
      checked: (settled) => {
        changed();
        // a restore goes on through later generations, as long as the lane stays
        if (settled.length > 0) this.#restore(settled).catch(failed);
      },
      renew: (lane) => {
        this.#drop(lane);
        const renewed = this.#add(lane.partition);
        this.#feed();
        return renewed;
      },
    });
  }

  async #restore(lanes: readonly Lane[]): Promise<void> {
    const { signal, changed } = this.#options;
    const wanted = () => lanes.filter((lane) => !lane.ended);
    const isWanted = (partition: number) => wanted().some((lane) => lane.partition === partition);
    await restoreTasks(lanes, this.#topology.changelog, { ...this.#options, isWanted });
    const left = wanted();
    const starts = await startPositions(
      this.#topology,
      left.map(({ task }) => task),
      this.#options,
    );
    if (signal.aborted) return;
    for (const lane of left) {
      const found = starts.get(lane.task);
      if (found !== undefined) lane.startAt(found);
      lane.state = "restored";
    }
    changed();
  }
}
