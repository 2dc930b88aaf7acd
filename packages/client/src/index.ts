export * from "./connect.ts";
export * from "./protocol.ts";
