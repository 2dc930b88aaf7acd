import { StreamsError } from "./error.ts";
import type { Origin } from "./topic.ts";
import type { Reason } from "./topology.ts";

/** How the handling of a record that cannot be used ends: it is set aside and the next one is folded, or the application ends. */
export type FinalPolicy = "deadLetter" | "fail";

/** Tries a record again, its task waiting meanwhile and the other tasks going on; then does what `finally` says. */
export interface Retry {
  /** Attempts after the first. A restart counts anew. */
  readonly attempts: number;
  /** Wait before the first of them, ms; doubles each time. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  readonly finally: FinalPolicy;
}

export type ErrorPolicy = FinalPolicy | Retry;
export type PolicyName = FinalPolicy | "retry";

/** Codes of what the runtime itself finds wrong with a record; docs/errors.md lists them with what to do. */
export type RecordErrorCode =
  | "UNDECODABLE"
  | "SCHEMA_UNKNOWN"
  | "TOMBSTONE_REFUSED"
  | "BATCH_UNDECODABLE"
  | "PROCESSOR_FAILED"
  | "EXPIRED"
  | "RECORD_TOO_LARGE"
  | "LATE"
  | "LETTER_TOO_LARGE";

/**
 * What becomes of records that cannot be used, by the code of what is wrong with them: the runtime's codes, those that
 * the processor gives to `deadLetter`, and `otherwise` for every other. What nobody declared is "deadLetter".
 */
export type ErrorPolicies = Readonly<Partial<Record<RecordErrorCode | "otherwise" | (string & {}), ErrorPolicy>>>;

/** A policy that tries again. A fold is pure, so this is for what comes from outside: a schema not yet registered, a view that lags. */
export function retry(
  options: Pick<Retry, "attempts" | "finally"> & Partial<Pick<Retry, "firstWaitMs" | "longestWaitMs">>,
): Retry {
  return { firstWaitMs: 100, longestWaitMs: 30_000, ...options };
}

/** The policy of a code: the source's word for it counts first, then its `otherwise`, then the topology's. */
export function policyOf(
  code: string,
  source: ErrorPolicies | undefined,
  topology: ErrorPolicies | undefined,
): ErrorPolicy {
  return said(source, code) ?? said(topology, code) ?? "deadLetter";
}

/** What a policy comes to when nothing is tried again. */
export function finalPolicy(policy: ErrorPolicy): FinalPolicy {
  return typeof policy === "string" ? policy : policy.finally;
}

/** Wait before an attempt to come, ms; the first has the number 1. */
export function retryWaitMs({ firstWaitMs, longestWaitMs }: Retry, attempt: number): number {
  return Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs);
}

/** What is wrong with the declaration, in words; undefined for nothing. */
export function policyProblem(policies: ErrorPolicies | undefined): string | undefined {
  for (const [code, policy] of Object.entries(policies ?? {})) {
    if (policy === undefined || typeof policy === "string") continue;
    const { attempts, firstWaitMs, longestWaitMs } = policy;
    if (!(Number.isInteger(attempts) && attempts > 0))
      return `${code} is retried ${attempts} times: give a whole number from 1`;
    if (!(firstWaitMs > 0 && longestWaitMs >= firstWaitMs)) {
      return `${code} waits ${firstWaitMs} to ${longestWaitMs} ms: give a first wait above 0 and a longest not below it`;
    }
    if (code === "LETTER_TOO_LARGE")
      return `${code} is retried: a letter does not shrink, so say "deadLetter" or "fail"`;
  }
  return undefined;
}

/** Ends the application: the policy of the record's source is to fail. */
export class RecordRefused extends StreamsError {
  readonly origin: Origin;
  readonly reason: Reason;
  constructor(origin: Origin, reason: Reason) {
    const at = `${origin.topic} ${origin.partition} at offset ${origin.offset}`;
    super(
      "RECORD_REFUSED",
      `the record of ${at} cannot be used, and the policy is to fail: ${reason.code}: ${reason.message}`,
    );
    this.name = "RecordRefused";
    this.origin = origin;
    this.reason = reason;
  }
}

function said(policies: ErrorPolicies | undefined, code: string): ErrorPolicy | undefined {
  if (policies === undefined) return undefined;
  // a code may have the name of a property that every object has
  return Object.hasOwn(policies, code) ? policies[code] : policies.otherwise;
}
