/** Codes of what stops ingest, with what to do. What it refuses of a provider's records is in football's reason codes. */
export const codes = {
  FILE_UNREADABLE: "Give the path of a file that is there and can be read (it may be gzipped).",
  MATCH_NOT_FOUND: "Name a match by the id that stands in the file.",
  RESULTS_FORM_UNKNOWN: "Give a CSV with the header of data/results_clubs.csv.gz or data/results_international.csv.gz.",
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
