/** Why a change of the registry, or a version that is told to it, is refused; docs/errors.md lists them with what to do. */
export type RegistryErrorCode =
  | "MODEL_UNKNOWN"
  | "MODEL_HASH_MISMATCH"
  | "MODEL_RETIRED"
  | "TRANSITION_REFUSED"
  | "SHARES_EXCEEDED"
  | "NOTHING_TO_ROLL_BACK"
  | "REVISION_CONFLICT"
  | "CHANGE_INVALID";

/** A refusal: its code, and a message that says what was wrong, with what, and what to do. */
export class RegistryError extends Error {
  readonly code: RegistryErrorCode;
  constructor(code: RegistryErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "RegistryError";
    this.code = code;
  }
}
