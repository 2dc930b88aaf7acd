import { type App, Application } from "./app.ts";
import { systemClock } from "./clock.ts";
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
  /** Gives up a start that is under way. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a topology until it is stopped or cannot go on; resolves when it is running, restored and reading. Rejects with
 * TOPIC_MISSING where a topic is not there as declared, with FENCED where another owner started meanwhile, with
 * RESTORE_STALLED or BROKER_UNREACHABLE where several attempts did not help. Watch `finished` from then on.
 */
export async function runTopology<Stores extends StoreSpecs>(
  topology: Topology<Stores>,
  options: RunOptions,
): Promise<App> {
  const { client, openSerde, observer, limits, signal } = options;
  const clock = systemClock;
  const prepared = await prepareTopology(topology as unknown as Topology, {
    client,
    openSerde,
    now: clock.now,
    ...(limits && { limits }),
  });
  const app = new Application(prepared, { client, clock, observer });
  await app.start(signal);
  return app;
}
