import { setTimeout as sleep } from "node:timers/promises";
import type { LocalCluster } from "@touchline/local";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import { Instance } from "./instance.ts";
import { Load } from "./load.ts";
import type { ProcessorOptions } from "./processor.ts";
import type { Random } from "./random.ts";
import { Sight } from "./sight.ts";
import { partitions, topicsOf } from "./tally.ts";

/** What all scenarios of a run share. */
export interface Surroundings {
  readonly cluster: LocalCluster;
  /** Gets the logs of the processes. */
  readonly folder: string;
  readonly say: (text: string) => void;
}

/** A process that was not heard of for so long is dead, ms. */
export const sessionTimeoutMs = 4_000;
const settleWithinMs = 60_000;

/** One scenario's topics, processes, load, and what is seen of it. */
export class Stage {
  readonly scenario: string;
  readonly cluster: LocalCluster;
  readonly client: KafkaClient;
  readonly random: Random;
  readonly load: Load;
  readonly sight: Sight;
  /** Of each fault, ms. */
  readonly recoveriesMs: number[] = [];
  /** What a scenario has found by itself, beside the verdict. */
  readonly lost: string[] = [];
  readonly duplicated: string[] = [];
  /** What went wrong besides what the verdict counts. */
  readonly problems: string[] = [];
  readonly #surroundings: Surroundings;
  readonly #instances: Instance[] = [];

  private constructor(
    scenario: string,
    surroundings: Surroundings,
    { client, random, sight }: { readonly client: KafkaClient; readonly random: Random; readonly sight: Sight },
  ) {
    this.scenario = scenario;
    this.cluster = surroundings.cluster;
    this.client = client;
    this.random = random;
    this.sight = sight;
    this.load = new Load(scenario, client, random);
    this.#surroundings = surroundings;
  }

  static async open(scenario: string, surroundings: Surroundings, random: Random): Promise<Stage> {
    const { changelog, ...others } = topicsOf(scenario);
    // segments so short that a restore meets a compacted log
    const compact = { "cleanup.policy": "compact", "segment.ms": "5000", "min.cleanable.dirty.ratio": "0.1" };
    const brokers = surroundings.cluster.brokers.split(",");
    const client = await openKafkaClient({ brokers, clientId: `${scenario}-chaos` });
    await client.admin.create([
      ...Object.values(others).map(({ name, partitions }) => ({ name, partitions })),
      { ...changelog, config: compact },
    ]);
    return new Stage(scenario, surroundings, { client, random, sight: await Sight.open(scenario, client) });
  }

  get alive(): readonly Instance[] {
    return this.#instances.filter(({ isAlive }) => isAlive);
  }

  say(text: string): void {
    this.#surroundings.say(`${this.scenario}: ${text}`);
  }

  /** A process more; resolves at once, before it runs. */
  launch(options: Partial<Pick<ProcessorOptions, "instance" | "trap" | "standbys">> = {}): Instance {
    const { cluster, scenario } = this;
    const number = this.#instances.length + 1;
    const told = { brokers: cluster.brokers.split(","), scenario, sessionTimeoutMs, ...options };
    const instance = new Instance(told, { folder: this.#surroundings.folder, number });
    this.#instances.push(instance);
    return instance;
  }

  /** Resolves when all living processes run, and share every task evenly between them. */
  async settled(): Promise<void> {
    const isSettled = () => {
      const held = this.alive.flatMap(({ tasks }) => tasks);
      const share = Math.floor(partitions / this.alive.length);
      return (
        this.alive.every(({ isRunning, tasks }) => isRunning && tasks.length >= share) &&
        held.length === partitions &&
        new Set(held).size === partitions
      );
    };
    await this.until(isSettled, "every task to run, evenly shared");
  }

  async until(holds: () => boolean, what: string, withinMs = settleWithinMs): Promise<void> {
    for (const deadline = Date.now() + withinMs; !holds(); await sleep(10)) {
      if (Date.now() < deadline) continue;
      const states = this.alive.map(({ state, tasks }) => `${state} with ${tasks.join(" ") || "nothing"}`);
      throw new Error(`waited ${withinMs / 1_000} s for ${what}; processes: ${states.join(", ")}`);
    }
  }

  /** Notes how long it took until all that these partitions were sent after the fault was seen again. */
  async recovered(faultAt: number, affected: readonly number[] = everyPartition): Promise<number> {
    if (affected.length === 0) throw new Error("the fault was to affect a process that has tasks");
    const ms = await this.sight.recovered(faultAt, affected);
    this.recoveriesMs.push(ms);
    return ms;
  }

  /**
   * Ends the load, waits for its last output, ends the processes in good order; then has a process that restored from the
   * log tell what it knows.
   */
  async finish(): Promise<void> {
    await this.load.stop();
    await this.load.end(1);
    await this.sight.ended(1);
    await this.#stopAll();
    const restored = this.launch();
    await this.load.ask();
    await this.load.end(2);
    await this.sight.ended(2);
    await restored.stop();
  }

  /** Whatever is left, at once. */
  async close(): Promise<void> {
    await Promise.all(this.alive.map((instance) => instance.kill()));
    await Promise.all([this.load.close(), this.sight.close()]);
    await this.client.close();
  }

  async #stopAll(): Promise<void> {
    await Promise.all(this.alive.map((instance) => instance.stop()));
  }
}

export const everyPartition: readonly number[] = Array.from({ length: partitions }, (_, partition) => partition);
