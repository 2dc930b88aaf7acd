export * from "./error.ts";
export * from "./log-client.ts";
export * from "./observer.ts";
export * from "./schema.ts";
export * from "./serde.ts";
export * from "./store.ts";
export * from "./topic.ts";
export * from "./topology.ts";
