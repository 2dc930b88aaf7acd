import type { Positions } from "./changelog.ts";
import type { CommittedPosition } from "./group.ts";
import { Intake, type IntakeOptions } from "./intake.ts";
import type { OutRecord } from "./log-client.ts";
import type { Share } from "./membership.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import type { Standby } from "./standbys.ts";
import type { Starts } from "./start-positions.ts";
import { Task } from "./task.ts";

/**
 * - taking over: its former holder is being fenced, its state restored
 * - restored: as its former holder left it; the group does not know yet whose it is
 * - running: it is fed; and folded and committed for as long as it is claimed under the share as of now
 */
export type LaneState = "taking over" | "restored" | "running";

/** A task in this process, with what feeds it and what the group has committed for it. */
export class Lane {
  readonly partition: number;
  readonly task: Task;
  readonly intake: Intake;
  state: LaneState = "taking over";
  /** True while its next record waits for something; the other lanes go on. */
  waiting = false;
  /** The share under which nobody else was found to have claimed it. */
  checked: Share | undefined;
  /** Where to begin in each source, once restored. */
  starts: Positions = new Map();
  /** Aborts when nothing is to be waited for any more. */
  readonly signal: AbortSignal;
  readonly #ended = new AbortController();
  /** The claims beside its positions, source by source, as of its state; undefined until the former holder is fenced. */
  #claims: readonly string[] | undefined;
  /** The share under which it is claimed. */
  #claimed: Share | undefined;

  /** Offset of the changelog from which its state is still to be restored; undefined: all of it. */
  readonly restoreFrom: bigint | undefined;

  /** With a standby copy there is less to restore. */
  constructor(topology: PreparedTopology, partition: number, options: IntakeOptions, copy?: Standby) {
    this.partition = partition;
    this.task = copy?.task ?? new Task(topology, partition);
    this.restoreFrom = copy?.position;
    this.signal = AbortSignal.any([options.signal, this.#ended.signal]);
    this.intake = new Intake(topology, partition, { ...options, signal: this.signal });
  }

  get ended(): boolean {
    return this.#ended.signal.aborted;
  }

  /** The task is another's, or has to be taken over anew. */
  end(): void {
    this.#ended.abort();
  }

  /** Whether the former holder has been fenced by this process. */
  get isSettled(): boolean {
    return this.#claims !== undefined;
  }

  /** Nothing of the former holder's is to come any more: these positions bear its claim. */
  settle(found: readonly CommittedPosition[]): void {
    this.#claims = found.map(({ metadata }) => metadata);
  }

  /** Whether nobody has claimed it since this process settled or claimed it, so that its state is still the last. */
  agrees(found: readonly CommittedPosition[]): boolean {
    return found.every(({ metadata }, source) => metadata === this.#claims?.[source]);
  }

  /** Whether it may be written for under this share. */
  isClaimed(share: Share): boolean {
    return this.#claimed === share;
  }

  startAt({ positions, ends }: Starts): void {
    this.starts = positions;
    this.intake.await(positions, ends);
  }

  /** Offset to read next by source, as folded so far. */
  get positions(): Positions {
    return new Map([...this.starts, ...this.intake.positions()]);
  }

  /**
   * Offset to read next by source, as committed. Behind the last record there may be more that is read and leads to no commit, such as a
   * transaction that was aborted: it counts as well where nothing waits to be committed.
   */
  get read(): Positions {
    return this.task.inputs === 0 ? this.positions : this.task.positions;
  }

  /** What the transaction under way is to write for it, its positions included. */
  close(): readonly OutRecord[] {
    return this.task.close(this.positions);
  }

  /** The group has this claim beside each of its positions. */
  claimed(share: Share, claim: string): void {
    this.#claims = this.#claims?.map(() => claim);
    this.#claimed = share;
    this.state = "running";
  }
}
