import type { PolicyName } from "./policy.ts";
import type { Origin } from "./topic.ts";
import type { LateOutcome } from "./topology.ts";

export type AppState = "starting" | "joining" | "restoring" | "running" | "recovering" | "stopped" | "failed";

/** What an application lets be seen. Platform turns it into metrics and logs; every method is cheap and must not throw. */
export interface StreamsObserver {
  state?(state: AppState, detail?: string): void;
  /** The tasks that are this process's from now on; those of `restoring` are among them. */
  tasks?(held: readonly number[]): void;
  /** The tasks that this process keeps a standby copy of from now on. */
  standbys?(kept: readonly number[]): void;
  /** Changelog records that a standby copy is behind. */
  standby?(partition: number, behind: number): void;
  /** A partition's restore: records so far, and the end it goes to. */
  restoring?(partition: number, position: bigint, end: bigint): void;
  restored?(records: number, ms: number): void;
  /** A record was folded. `ms`: CPU time of the fold. */
  processed?(record: Origin, ms: number): void;
  /** A record could not be used, and what its policy made of it: a committed dead letter, one more attempt, the application's end. */
  refused?(record: Origin, code: string, policy: PolicyName): void;
  /** A record's event time lay so far behind the stream time; what was done with it. */
  late?(record: Origin, behindMs: number, policy: LateOutcome): void;
  /** A transaction was committed: records in, records out, how long the commit took. */
  committed?(input: number, output: number, ms: number): void;
  /** The same for each task that had a part in it: records in, and how long the commit took. */
  taskCommitted?(partition: number, input: number, ms: number): void;
  /** A transaction was aborted, or its end is not known; recovery settles it. `code`: of the error. */
  aborted?(code: string): void;
  /** Records between a source's position and its end. */
  lag?(topic: string, partition: number, records: number): void;
  /** A failure that the runtime recovers from by fencing and restoring again. */
  recovering?(error: Error, attempt: number): void;
}
