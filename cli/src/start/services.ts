import type { StartOptions } from "./command.ts";

/** In the order in which they stop last to first: ingest first of all, so that the others can finish what has come. */
export const serviceNames = ["edge", "alerts", "predictor", "features", "ingest"] as const;

export type ServiceName = (typeof serviceNames)[number];

/** What a service is told, beside the brokers and the registry. All of it listens on this machine alone, so its state may be read. */
export function environmentOf(name: ServiceName, options: StartOptions): Record<string, string> {
  switch (name) {
    case "edge":
      return {
        HTTP_PORT: String(options.port),
        FEATURES_URLS: `http://127.0.0.1:${options["features-port"]}`,
      };
    case "alerts":
      return { HTTP_PORT: String(options["alerts-port"]), STORES_HTTP: "true" };
    case "predictor":
      return { HTTP_PORT: String(options["predictor-port"]), STORES_HTTP: "true" };
    case "features":
      return { HTTP_PORT: String(options["features-port"]), STORES_HTTP: "true" };
    case "ingest":
      return {
        HTTP_PORT: String(options["ingest-port"]),
        INGEST_SPEED: options.speed,
        INGEST_MATCHES: options["no-replay"] ? "0" : options.matches,
        ...(options.timelines === undefined ? {} : { INGEST_TIMELINES: options.timelines }),
      };
  }
}
