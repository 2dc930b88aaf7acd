export { breaks, type Version } from "./compatibility.ts";
export * from "./error.ts";
export { fixedSerdes } from "./fixed-serdes.ts";
export * from "./generated/records.ts";
export { subjectOf } from "./subject.ts";
