export * from "./alert-rules.ts";
export * from "./connect.ts";
export * from "./predict.ts";
export * from "./prediction-request.ts";
export * from "./protocol.ts";
export * from "./refused.ts";
export * from "./replayed.ts";
export * from "./staleness.ts";
