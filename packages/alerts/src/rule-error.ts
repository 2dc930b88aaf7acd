/** Why a rule, or a change of the rules, is refused; docs/errors.md lists them with what to do. */
export type RuleErrorCode =
  /** It lacks a member, has one too many, or a figure that cannot be. */
  | "RULE_INVALID"
  /** There is none of this id. */
  | "RULE_UNKNOWN"
  /** There are as many as may be. */
  | "RULES_TOO_MANY"
  /** They were changed as often within a minute or a day as may be. */
  | "RULES_TOO_OFTEN"
  /** The rules were changed by another at the same time. */
  | "RULE_CONFLICT";

/** A refusal: its code, and a message that says what was wrong, with what, and what to do. */
export class RuleError extends Error {
  readonly code: RuleErrorCode;
  constructor(code: RuleErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "RuleError";
    this.code = code;
  }
}
