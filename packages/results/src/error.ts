/** Codes of what is wrong with a data file, with what to do. */
export const codes = {
  FILE_UNREADABLE: "Give the path of a file that is there and can be read (it may be gzipped).",
  RESULTS_FORM_UNKNOWN:
    "Give a CSV with the header of data/results_clubs.csv.gz, of data/results_international.csv.gz, or football-data.co.uk's own (Div, Date, HomeTeam, AwayTeam, FTHG, FTAG).",
} as const;

export type ResultsErrorCode = keyof typeof codes;

/** An error with a code and a message that says what to do. */
export class ResultsError extends Error {
  readonly code: ResultsErrorCode;
  constructor(code: ResultsErrorCode, message: string, options?: { cause?: unknown }) {
    super(`${message}. ${codes[code]}`, options);
    this.name = "ResultsError";
    this.code = code;
  }
}
