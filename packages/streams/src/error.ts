/** Codes of everything that can go wrong in this package; docs/errors.md lists them with what to do. */
export const codes = {
  BROKER_UNREACHABLE: { retriable: true },
  TOPIC_MISSING: { retriable: false },
  TOPOLOGY_INVALID: { retriable: false },
  UNDECODABLE: { retriable: false },
  SCHEMA_UNKNOWN: { retriable: false },
  TOMBSTONE_REFUSED: { retriable: false },
  BATCH_UNDECODABLE: { retriable: false },
  SCHEMA_LOOKUP_FAILED: { retriable: true },
  PROCESSOR_FAILED: { retriable: false },
  PUNCTUATION_FAILED: { retriable: false },
  EXPIRED: { retriable: false },
  LATE: { retriable: false },
  FENCED: { retriable: false },
  NOT_HELD: { retriable: true },
  COMMIT_FAILED: { retriable: true },
  WRITE_REFUSED: { retriable: false },
  RESTORE_STALLED: { retriable: true },
  READER_STALLED: { retriable: true },
  POSITION_LOST: { retriable: false },
  RECORD_TOO_LARGE: { retriable: false },
  LETTER_TOO_LARGE: { retriable: false },
  RECORD_REFUSED: { retriable: false },
} as const;

export type StreamsErrorCode = keyof typeof codes;

/** An error with a code, whether trying again can help, and a message that says what to do. */
export class StreamsError extends Error {
  readonly code: StreamsErrorCode;
  readonly retriable: boolean;
  constructor(code: StreamsErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "StreamsError";
    this.code = code;
    this.retriable = codes[code].retriable;
  }
}

/** Whether trying again can help: a `StreamsError` of such a code, or whatever a client marks as `retriable`. */
export function isRetriable(error: unknown): error is Error {
  return error instanceof Error && (error as { retriable?: unknown }).retriable === true;
}
