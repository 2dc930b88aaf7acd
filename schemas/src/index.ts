export * from "./generated/records.ts";
