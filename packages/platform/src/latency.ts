import { Histogram } from "prom-client";
import { latencyBuckets, type Metrics } from "./metrics.ts";

/** Header that carries when an input was appended to Kafka, ms since the epoch; it goes along to all that follows. */
export const ingestedAtHeader = "ingested-at";

/**
 * End-to-end latency of a service: from an input's arrival in Kafka (the header) to the moment this is called.
 * Replays of old records say nothing about latency, so anything older than ten minutes is left out.
 */
export function endToEndLatency(service: { readonly metrics: Metrics }) {
  const histogram = new Histogram({
    name: "touchline_end_to_end_seconds",
    help: "From an input's arrival in Kafka to its effect in this service.",
    buckets: latencyBuckets,
    registers: [service.metrics],
  });
  return (headers: Readonly<Record<string, string>>): void => {
    const ingestedAtMs = Number(headers[ingestedAtHeader]);
    const seconds = (performance.timeOrigin + performance.now() - ingestedAtMs) / 1000;
    if (seconds >= 0 && seconds < 600) histogram.observe(seconds);
  };
}
