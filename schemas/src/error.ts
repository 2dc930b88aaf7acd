/** Codes of what can go wrong with a value or a definition before it reaches a topic; docs/errors.md lists them with what to do. */
export const schemaCodes = {
  VALUE_INVALID: { retriable: false },
  SCHEMA_NOT_REGISTERED: { retriable: false },
  SCHEMA_INCOMPATIBLE: { retriable: false },
} as const;

export type SchemaErrorCode = keyof typeof schemaCodes;

/** An error with a code and a message that says what was wrong, with what, and what to do. */
export class SchemaError extends Error {
  readonly code: SchemaErrorCode;
  readonly retriable: boolean;
  constructor(code: SchemaErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "SchemaError";
    this.code = code;
    this.retriable = schemaCodes[code].retriable;
  }
}
