/** Codes of what stops ingest, with what to do. What it refuses of a provider's records is in football's reason codes. */
export const codes = {
  MATCH_NOT_FOUND: "Name a match by the id that stands in the file.",
} as const;

export type IngestErrorCode = keyof typeof codes;

/** An error with a code and a message that says what to do. */
export class IngestError extends Error {
  readonly code: IngestErrorCode;
  constructor(code: IngestErrorCode, message: string, options?: { cause?: unknown }) {
    super(`${message}. ${codes[code]}`, options);
    this.name = "IngestError";
    this.code = code;
  }
}
