/** What a read of a store, or of what follows from one, is refused with, and the HTTP status; docs/errors.md says what to do about each. */
const codes = {
  STORE_UNKNOWN: 404,
  KEY_UNKNOWN: 404,
  TASK_ELSEWHERE: 421,
  TASK_RESTORING: 503,
  NOT_KNOWN_YET: 404,
  REVISION_UNKNOWN: 404,
  HISTORY_READING: 503,
  TEAM_UNKNOWN: 404,
  COMPETITION_UNKNOWN: 404,
  QUERY_INVALID: 400,
} as const;

export class StoreReadError extends Error {
  readonly code: keyof typeof codes;
  /** What the answer has beside code and message. */
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: keyof typeof codes, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = "StoreReadError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return codes[this.code];
  }
}
