export * from "./connect.ts";
export * from "./protocol.ts";
export * from "./staleness.ts";
