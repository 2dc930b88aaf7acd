import {
  type App,
  type LogClient,
  type OpenSerde,
  runTopology,
  type StoreReader,
  type StoreSpecs,
  type Topology,
} from "@touchline/streams";
import { z } from "zod";
import type { Service } from "./service.ts";
import { StoreReadError } from "./store-read-error.ts";
import { storeRoutes } from "./store-routes.ts";
import { streamsObserver } from "./streams-observer.ts";

/** What a service that runs a topology is told beyond the platform's own variables: to be spread into its schema. */
export const topologyConfig = {
  STANDBYS: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe("Warm copies of each task on other processes of the service; the same number for all of them."),
  STORES_HTTP: z
    .stringbool()
    .default(false)
    .describe(
      "Whether what the stores hold, and what follows from it, can be read on HTTP_PORT, below /v1. Nobody is asked who they are, so open it only where everyone who reaches the metrics may see the state as well.",
    ),
};

type Host = Pick<
  Service<{ readonly INSTANCE_NAME?: string | undefined; readonly STANDBYS: number; readonly STORES_HTTP: boolean }>,
  "name" | "config" | "log" | "metrics" | "readiness" | "onStop" | "fail" | "http"
>;

export interface TopologyResources {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
}

/**
 * Runs a topology as part of a service: its state shows in readiness, metrics and logs; it stops with the service, also
 * while it is still restoring; and where it cannot go on, neither can the service. Returns at once, so that health and
 * metrics answer during a restore. Processes of the same service share its tasks if their INSTANCE_NAMEs differ; one that
 * starts under a name takes the place of the one before at once. With STORES_HTTP its stores can be read; what it returns reads
 * them from within, and throws a `StoreReadError` TASK_RESTORING until the topology runs.
 */
export function startTopology<Stores extends StoreSpecs>(
  service: Host,
  topology: Topology<Stores>,
  { client, openSerde }: TopologyResources,
): () => StoreReader {
  const stopping = new AbortController();
  const instance = service.config.INSTANCE_NAME ?? service.name;
  let running: App | undefined;
  const reader = (): StoreReader => {
    if (running !== undefined) return running.stores;
    throw new StoreReadError("TASK_RESTORING", `${topology.application} is starting: ask again in a moment`);
  };
  if (service.config.STORES_HTTP) {
    storeRoutes(service.http, { reader, application: topology.application, instance });
  }
  const starting = runTopology(topology, {
    client,
    openSerde,
    observer: streamsObserver(service),
    instance,
    standbys: service.config.STANDBYS,
    signal: stopping.signal,
  });
  service.onStop(`topology ${topology.application}`, async () => {
    stopping.abort();
    const app = await starting.catch(() => undefined);
    await app?.stop();
  });
  starting
    .then((app) => {
      running = app;
      return app.finished;
    })
    .catch((error) => service.fail(error));
  return reader;
}
