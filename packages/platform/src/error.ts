/** Codes of everything that this package refuses, with the process's exit code; docs/errors.md lists what to do. */
export const codes = {
  /** The environment does not fit the service's configuration (EX_CONFIG of sysexits.h). */
  CONFIG_INVALID: { exitCode: 78 },
  /** An option on the command line that there is not (EX_USAGE). */
  OPTION_UNKNOWN: { exitCode: 64 },
  /** The service's address is taken, or not this machine's. */
  HTTP_ADDRESS_UNUSABLE: { exitCode: 1 },
} as const;

export type PlatformErrorCode = keyof typeof codes;

/** An error with a code and a message that says what was wrong and what to do. */
export class PlatformError extends Error {
  readonly code: PlatformErrorCode;
  readonly exitCode: number;
  constructor(code: PlatformErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "PlatformError";
    this.code = code;
    this.exitCode = codes[code].exitCode;
  }
}
