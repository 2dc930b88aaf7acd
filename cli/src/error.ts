/** Codes of what the command line itself refuses; docs/errors.md lists them with what to do. */
export type CliErrorCode =
  | "COMMAND_UNKNOWN"
  | "OPTION_INVALID"
  | "CONFIG_INCOMPLETE"
  | "ALREADY_RUNNING"
  | "NOT_RUNNING"
  | "FILE_MISSING"
  | "TEAM_UNKNOWN"
  | "PAGE_NOT_BUILT"
  | "TOPIC_WITHOUT_LETTERS"
  | "LETTER_NOT_FOUND"
  | "LETTERS_REFUSED"
  | "DRAWING_STALE"
  | "DEMO_STALLED"
  | "SERVICE_KEEPS_FAILING";

/** An error with a code and one sentence that says what to do. */
export class CliError extends Error {
  readonly code: CliErrorCode;
  constructor(code: CliErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "CliError";
    this.code = code;
  }
}

/** One sentence for an error that carries a code, ours or a part's; the whole stack for one that nobody foresaw. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? error.message : (error.stack ?? error.message);
}
