export { type BaseConfig, baseConfig, secret } from "./config.ts";
export { PlatformError, type PlatformErrorCode } from "./error.ts";
export { kafkaOptions } from "./kafka-options.ts";
export { endToEndLatency, ingestedAtHeader } from "./latency.ts";
export type { Logger } from "./log.ts";
export { foldBuckets, latencyBuckets, type Metrics } from "./metrics.ts";
export { runService, type Service, type ServiceSpec } from "./service.ts";
export { startTopology, topologyConfig } from "./start-topology.ts";
export { streamsObserver } from "./streams-observer.ts";
