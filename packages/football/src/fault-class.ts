import { type FaultClass, type ReasonCode, reasonCodes } from "./reason-codes.ts";
import { type SuspicionCode, suspicionCodes } from "./suspicions.ts";

const all = { ...reasonCodes, ...suspicionCodes };

/** Class by which a fault is counted, whatever became of its record. */
export function faultClassOf(code: ReasonCode | SuspicionCode): FaultClass {
  return all[code].class;
}
