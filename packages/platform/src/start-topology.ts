import { type LogClient, type OpenSerde, runTopology, type StoreSpecs, type Topology } from "@touchline/streams";
import type { Service } from "./service.ts";
import { streamsObserver } from "./streams-observer.ts";

type Host = Pick<
  Service<{ readonly INSTANCE_NAME?: string | undefined }>,
  "name" | "config" | "log" | "metrics" | "readiness" | "onStop" | "fail"
>;

export interface TopologyResources {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
}

/**
 * Runs a topology as part of a service: its state shows in readiness, metrics and logs; it stops with the service, also
 * while it is still restoring; and where it cannot go on, neither can the service. Returns at once, so that health and
 * metrics answer during a restore. Processes of the same service share its tasks if their INSTANCE_NAMEs differ; one that
 * starts under a name takes the place of the one before at once.
 */
export function startTopology<Stores extends StoreSpecs>(
  service: Host,
  topology: Topology<Stores>,
  { client, openSerde }: TopologyResources,
): void {
  const stopping = new AbortController();
  const starting = runTopology(topology, {
    client,
    openSerde,
    observer: streamsObserver(service),
    instance: service.config.INSTANCE_NAME ?? service.name,
    signal: stopping.signal,
  });
  service.onStop(`topology ${topology.application}`, async () => {
    stopping.abort();
    const app = await starting.catch(() => undefined);
    await app?.stop();
  });
  starting.then((app) => app.finished).catch((error) => service.fail(error));
}
