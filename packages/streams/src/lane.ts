import type { Positions } from "./changelog.ts";
import type { CommittedPosition } from "./group.ts";
import { readIds } from "./instance.ts";
import { Intake, type IntakeOptions } from "./intake.ts";
import type { OutRecord } from "./log-client.ts";
import type { Share } from "./membership.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import { Task } from "./task.ts";

/**
 * - taking over: its former holder is being fenced, its state restored
 * - restored: as its former holder left it; the group does not know yet whose it is
 * - running: it is fed, folded and committed
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
  /** The share under which nobody else was found to have written for it. */
  checked: Share | undefined;
  /** Where to begin in each source, once restored. */
  starts: Positions = new Map();
  /** Aborts when nothing is to be waited for any more. */
  readonly signal: AbortSignal;
  readonly #ended = new AbortController();
  /** What the group has committed, as far as this process knows; undefined until the former holder is fenced. */
  #known: ReadonlyMap<string, { readonly offset: bigint | undefined; readonly metadata: string }> | undefined;
  /** Transactional ids that have a right to stand in the positions. */
  readonly #ids = new Set<string>();

  constructor(topology: PreparedTopology, partition: number, options: IntakeOptions) {
    this.partition = partition;
    this.task = new Task(topology, partition);
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
    return this.#known !== undefined;
  }

  /** Nothing of the former holder's is to come any more: these are its last positions. */
  settle(found: readonly CommittedPosition[]): void {
    this.#known = new Map(found.map(({ topic, offset, metadata }) => [topic, { offset, metadata }]));
    for (const { metadata } of found) for (const id of readIds(metadata)) this.#ids.add(id);
  }

  /** Whether someone else's id stands in the positions. */
  isForeign(found: readonly CommittedPosition[]): boolean {
    return found.some(({ metadata }) => readIds(metadata).some((id) => !this.#ids.has(id)));
  }

  /** Whether the group has committed what this process knows of, and nothing since. */
  agrees(found: readonly CommittedPosition[]): boolean {
    return found.every(({ topic, offset, metadata }) => {
      const known = this.#known?.get(topic);
      return known !== undefined && known.offset === offset && known.metadata === metadata;
    });
  }

  /** Offset to read next by source, as folded so far. */
  get positions(): Positions {
    return new Map([...this.starts, ...this.intake.positions()]);
  }

  /** What the transaction under way is to write for it, and the positions that go with it. */
  close(): { readonly records: readonly OutRecord[]; readonly positions: Positions } {
    const { positions } = this;
    return { records: this.task.close(positions), positions };
  }

  /** These positions are committed to the group, under these ids. */
  committed(positions: Positions, ids: readonly string[], metadata: string): void {
    for (const id of ids) this.#ids.add(id);
    this.#known = new Map([...positions].map(([topic, offset]) => [topic, { offset, metadata }]));
  }
}
