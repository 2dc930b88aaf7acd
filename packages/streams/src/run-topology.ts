import { randomUUID } from "node:crypto";
import { type App, Application } from "./app.ts";
import { systemClock } from "./clock.ts";
import { StreamsError } from "./error.ts";
import type { LogClient } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";
import { type Limits, prepareTopology } from "./prepared-topology.ts";
import type { OpenSerde } from "./serde.ts";
import type { StoreSpecs } from "./store.ts";
import type { Topology } from "./topology.ts";

export interface RunOptions {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
  readonly observer?: StreamsObserver | undefined;
  readonly limits?: Partial<Limits>;
  /**
   * Name of this process among those that run the application (letters, digits, dots, dashes, underscores), the same after
   * a restart and nobody else's: it takes its predecessor's place at once. Without it a process that died is missed only after `sessionTimeoutMs`.
   */
  readonly instance?: string;
  /** A process that has not been heard of for so long is dead: the others get its tasks, ms; 10,000 if not given. */
  readonly sessionTimeoutMs?: number;
  /** Warm copies of each task on other processes, which can go on from there at once; 0 if not given. */
  readonly standbys?: number;
  /** Gives up a start that is under way. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a topology until it is stopped or cannot go on, and shares its tasks with every other process that does so; resolves
 * when it is running: its tasks, if there are any left for it, are restored and read. Rejects with TOPIC_MISSING where a
 * topic is not there as declared, with FENCED where another process started under the same `instance` meanwhile, with
 * RESTORE_STALLED or BROKER_UNREACHABLE where several attempts did not help. Watch `finished` from then on.
 */
export async function runTopology<Stores extends StoreSpecs>(
  topology: Topology<Stores>,
  options: RunOptions,
): Promise<App> {
  const { client, openSerde, observer, limits, signal, instance, sessionTimeoutMs = 10_000, standbys = 0 } = options;
  if (instance !== undefined && !/^[\w.-]+$/.test(instance)) {
    throw new StreamsError(
      "TOPOLOGY_INVALID",
      `the instance "${instance}" of ${topology.application} has a name of other than letters, digits, dots, dashes and underscores`,
    );
  }
  const clock = systemClock;
  const prepared = await prepareTopology(topology as unknown as Topology, {
    client,
    openSerde,
    now: clock.now,
    ...(limits && { limits }),
  });
  const app = new Application(prepared, {
    client,
    clock,
    observer,
    sessionTimeoutMs,
    standbys,
    instance: instance === undefined ? { id: randomUUID().slice(0, 8), stable: false } : { id: instance, stable: true },
  });
  await app.start(signal);
  return app;
}
