import { collectDefaultMetrics, Registry } from "prom-client";

export type Metrics = Registry;

/** Seconds; 0.5 ms to 10 s, finest around the budgets of 20 and 50 ms. */
export const latencyBuckets = [
  0.0005, 0.001, 0.0025, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** Seconds; 5 µs to 50 ms, for what happens within one process. */
export const foldBuckets = [0.000005, 0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.005, 0.01, 0.05];

/**
 * A registry with the process's own metrics (CPU, memory, event loop, garbage collection). Labels are only what is
 * declared: topics, partitions, codes; never a match, a team or a client.
 */
export function openMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}
