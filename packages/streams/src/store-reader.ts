import { instanceOf, readClaim } from "./instance.ts";
import type { HeldTask } from "./lanes.ts";
import type { LogClient } from "./log-client.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import type { StoreSpec } from "./store.ts";

/** A task and where it stands: by source topic the offset to read next, everything before it is in the answer. */
export interface TaskPlace {
  readonly task: number;
  readonly positions: Readonly<Record<string, string>>;
}

export type Found = TaskPlace & { readonly at: "found"; readonly value: unknown };

/**
 * What is under a key: found or absent as of the positions; `restoring` where the task is this process's and not current
 * yet; `elsewhere` where another process has it, by its instance name where the group knows of one.
 */
export type KeyAnswer =
  | Found
  | (TaskPlace & { readonly at: "absent" })
  | { readonly at: "restoring"; readonly task: number }
  | { readonly at: "elsewhere"; readonly task: number; readonly instance: string | undefined };

export interface PageRequest {
  /** First key, and the key before which to end; all of them if not given. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** `next` of the page before. */
  readonly after?: PageEnd | undefined;
  readonly limit: number;
  /** One task's share only. */
  readonly task?: number | undefined;
}

export interface PageEnd {
  readonly key: string;
  readonly task: number;
}

/** Entries of the tasks that are current here, by key in the order of UTF-16 code units, then by task. */
export interface Page {
  readonly tasks: readonly TaskPlace[];
  readonly entries: readonly { readonly key: string; readonly task: number; readonly value: unknown }[];
  readonly next: PageEnd | undefined;
  /** Tasks whose entries are not in here: another process has them, or they are being restored. */
  readonly missing: readonly number[];
}

/**
 * Reads the stores of this process from outside: what is committed and nothing else, and as of which positions. Values are
 * those that the fold reads, so whoever gets one must not change it.
 */
export class StoreReader {
  readonly #topology: PreparedTopology;
  readonly #client: LogClient;
  readonly #held: () => readonly HeldTask[];

  constructor(topology: PreparedTopology, client: LogClient, held: () => readonly HeldTask[]) {
    this.#topology = topology;
    this.#client = client;
    this.#held = held;
  }

  get stores(): readonly Pick<StoreSpec, "name" | "kind">[] {
    return Object.values(this.#topology.stores).map(({ name, kind }) => ({ name, kind }));
  }

  /** Tasks of the application, this process's and others. */
  get partitions(): number {
    return this.#topology.partitions;
  }

  /** The tasks of this process that are current. */
  get tasks(): readonly TaskPlace[] {
    return this.#current.map(placeOf);
  }

  /** What a store holds under a key; undefined where there is no such store. A key is looked for in the task of its records, or in the one given. */
  async get(store: string, key: string, task?: number): Promise<KeyAnswer | undefined> {
    if (!this.#has(store)) return undefined;
    const partition = task ?? this.#topology.partitionFor(Buffer.from(key), this.#topology.partitions);
    const held = this.#held().find((each) => each.task.partition === partition);
    if (held === undefined) return { at: "elsewhere", task: partition, instance: await this.#holderOf(partition) };
    if (!held.isCurrent) return { at: "restoring", task: partition };
    const value = held.task.store(store)?.committed(key);
    const place = placeOf(held);
    return value === undefined ? { at: "absent", ...place } : { at: "found", ...place, value };
  }

  /** A page of what a store holds; undefined where there is no such store. Looks at every key, so a page costs what the store is large. */
  page(store: string, { from = "", to, after, limit, task }: PageRequest): Page | undefined {
    if (!this.#has(store)) return undefined;
    const current = this.#current.filter(({ task: { partition } }) => task === undefined || partition === task);
    const tasks = current.map((held) => held.task);
    const found: PageEnd[] = [];
    for (const each of tasks) {
      for (const key of each.store(store)?.committedKeys() ?? []) {
        const entry = { key, task: each.partition };
        if (key < from || (to !== undefined && key >= to)) continue;
        if (after === undefined || order(entry, after) > 0) found.push(entry);
      }
    }
    found.sort(order);
    const shown = found.slice(0, limit);
    const byTask = new Map(tasks.map((each) => [each.partition, each]));
    const all =
      task === undefined ? Array.from({ length: this.#topology.partitions }, (_, partition) => partition) : [task];
    return {
      tasks: current.map(placeOf),
      entries: shown.map((end) => ({ ...end, value: byTask.get(end.task)?.store(store)?.committed(end.key) })),
      next: found.length > limit ? shown.at(-1) : undefined,
      missing: all.filter((partition) => !byTask.has(partition)),
    };
  }

  get #current(): readonly HeldTask[] {
    return this.#held().filter(({ isCurrent }) => isCurrent);
  }

  #has(store: string): boolean {
    return Object.values(this.#topology.stores).some(({ name }) => name === store);
  }

  /** The instance whose claim stands beside a task's position. */
  async #holderOf(partition: number): Promise<string | undefined> {
    const { application, sources } = this.#topology;
    const asked = sources.slice(0, 1).map(({ topic }) => ({ topic: topic.name, partition }));
    const { positions } = await this.#client.committed(application, asked);
    const [id] = readClaim(positions[0]?.metadata ?? "")?.ids ?? [];
    return id === undefined ? undefined : instanceOf(application, id);
  }
}

function placeOf({ task: { partition }, positions }: HeldTask): TaskPlace {
  return {
    task: partition,
    positions: Object.fromEntries([...positions].map(([topic, offset]) => [topic, String(offset)])),
  };
}

function order(a: PageEnd, b: PageEnd): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : a.task - b.task;
}
