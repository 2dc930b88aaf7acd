export * from "./letter.ts";
export * from "./replay.ts";
