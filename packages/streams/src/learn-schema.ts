import { backOffMs } from "./back-off.ts";
import type { Clock } from "./clock.ts";
import { isRetriable, type StreamsErrorCode } from "./error.ts";
import type { Schemas } from "./schema.ts";
import type { Serde } from "./serde.ts";

/**
 * Waits until the serde knows the schema of a record's bytes. A registry out of reach says nothing about the record, so
 * it is asked again for as long as it takes, or until the signal aborts. Rejects with what is not retriable: SCHEMA_UNKNOWN
 * where the registry knows no such schema.
 */
export async function learnSchema<S extends Schemas>(
  serde: Serde<S>,
  bytes: Buffer,
  learning: Promise<void>,
  options: { clock: Clock; signal: AbortSignal; retrying?: (error: Error, attempt: number) => void },
): Promise<void> {
  let pending: Promise<void> | undefined = learning;
  for (let attempt = 1; pending !== undefined; attempt++) {
    try {
      return await pending;
    } catch (error) {
      if (!isRetriable(error)) throw error;
      options.retrying?.(error, attempt);
      await options.clock.sleep(backOffMs(attempt), options.signal);
      if (options.signal.aborted) return;
      pending = serde.learn(bytes);
    }
  }
}

/** Whether the code is about the record, and not about whoever was asked. */
export function isVerdict(code: StreamsErrorCode): boolean {
  return code === "UNDECODABLE" || code === "SCHEMA_UNKNOWN";
}
