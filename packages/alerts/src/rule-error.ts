/** Why a rule, or a change of the rules, is refused; docs/errors.md lists them with what to do. */
export type RuleErrorCode = "RULE_INVALID" | "RULE_UNKNOWN" | "RULES_TOO_MANY" | "RULE_CONFLICT";

/** A refusal: its code, and a message that says what was wrong, with what, and what to do. */
export class RuleError extends Error {
  readonly code: RuleErrorCode;
  constructor(code: RuleErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "RuleError";
    this.code = code;
  }
}
