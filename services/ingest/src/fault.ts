import { type FaultClass, faultClassOf, type ReasonCode, type SuspicionCode } from "@touchline/football";

/** What was wrong or odd with a record, as it is counted. */
export interface Fault {
  readonly class: FaultClass;
  readonly code: ReasonCode | SuspicionCode;
  /** What became of the record. */
  readonly treatment: "refused" | "passed_over" | "let_pass";
}

export function faultOf(code: Fault["code"], treatment: Fault["treatment"]): Fault {
  return { class: faultClassOf(code), code, treatment };
}
