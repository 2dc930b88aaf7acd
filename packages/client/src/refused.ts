/** Why a request has no answer. */
export type RefusedCode =
  /** Nobody answered. */
  | "UNREACHABLE"
  /** The edge refused it: docs/errors-edge.md. */
  | (string & {});

/** A request that was refused as a whole, or that nobody answered. */
export class Refused extends Error {
  readonly code: RefusedCode;
  /** Of the answer, 0 where there was none. */
  readonly status: number;
  constructor(code: RefusedCode, message: string, status: number, cause?: unknown) {
    super(message, { cause });
    this.name = "Refused";
    this.code = code;
    this.status = status;
  }
}
