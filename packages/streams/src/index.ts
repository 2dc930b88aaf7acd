export type { App } from "./app.ts";
export { commitAlone, readToEnd } from "./change-log.ts";
export type { Clock } from "./clock.ts";
export { type DeadLetter, type LetterNote, letterHeader } from "./dead-letter.ts";
export * from "./describe.ts";
export * from "./error.ts";
export * from "./group.ts";
export * from "./join.ts";
export * from "./log-client.ts";
export * from "./mermaid.ts";
export * from "./observer.ts";
export { originHeader, originOf, placeOf } from "./origin.ts";
export {
  type ErrorPolicies,
  type ErrorPolicy,
  type FinalPolicy,
  type PolicyName,
  type RecordErrorCode,
  RecordRefused,
  type Retry,
  retry,
} from "./policy.ts";
export type { Limits } from "./prepared-topology.ts";
export { recordAt } from "./record-at.ts";
export { repartition } from "./repartition.ts";
export * from "./run-topology.ts";
export * from "./schema.ts";
export * from "./serde.ts";
export * from "./store.ts";
export type { Found, KeyAnswer, Page, PageEnd, PageRequest, StoreReader, TaskPlace } from "./store-reader.ts";
export * from "./topic.ts";
export * from "./topology.ts";
export * from "./view.ts";
export * from "./view-watermark.ts";
export { hopping, lastEntries, sessions, sliding, tumbling, type WindowShape } from "./window.ts";
