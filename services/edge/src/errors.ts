/**
 * Everything that the edge refuses, with the HTTP status of a request and, where the stream is closed over it, the
 * close code of the socket. docs/errors-edge.md says what to do about each; a test holds the two together.
 */
const registry = {
  REQUEST_INVALID: { status: 400 },
  MATCH_UNKNOWN: { status: 404 },
  PREDICTION_UNKNOWN: { status: 404 },
  LINEAGE_UNKNOWN: { status: 404 },
  NOT_KNOWN_YET: { status: 404 },
  TEAM_UNKNOWN: { status: 404 },
  TEAM_AMBIGUOUS: { status: 400 },
  COMPETITION_UNKNOWN: { status: 404 },
  COMPETITION_UNCLEAR: { status: 400 },
  FIXTURE_IMPOSSIBLE: { status: 400 },
  DATE_OUT_OF_RANGE: { status: 400 },
  LEAGUE_UNKNOWN: { status: 404 },
  LEAGUE_SPLITS: { status: 400 },
  SEASON_UNKNOWN: { status: 404 },
  SEASON_IRREGULAR: { status: 400 },
  MODEL_UNKNOWN: { status: 404 },
  RULE_INVALID: { status: 400 },
  RULE_UNKNOWN: { status: 404 },
  RULES_TOO_MANY: { status: 409 },
  RULES_TOO_OFTEN: { status: 429 },
  RULE_CONFLICT: { status: 409 },
  RULES_CLOSED: { status: 403 },
  RULES_BUSY: { status: 503 },
  TOO_MANY_ITEMS: { status: 413 },
  ROUTE_UNKNOWN: { status: 404 },
  UPGRADE_REQUIRED: { status: 426 },
  FEATURES_UNREACHABLE: { status: 503 },
  FEATURES_RESTORING: { status: 503 },
  TOO_MANY_LOOK_UPS: { status: 503 },
  REPLAY_TOO_LONG: { status: 413 },
  LOG_SLOW: { status: 503 },
  PAGE_NOT_BUILT: { status: 503 },
  INTERNAL: { status: 500 },
  MESSAGE_TOO_LONG: {},
  MESSAGE_NOT_JSON: {},
  MESSAGE_UNKNOWN: {},
  FILTER_INVALID: {},
  FILTER_TOO_LARGE: {},
  TOO_MANY_CONNECTIONS: { close: 1013 },
  TOO_MANY_MESSAGES: { close: 1008 },
  SHUTTING_DOWN: { close: 1001 },
};

export type EdgeErrorCode = keyof typeof registry;

export const codes: Readonly<Record<EdgeErrorCode, { readonly status?: number; readonly close?: number }>> = registry;

/** What a refused request or message is answered with. */
export interface ErrorBody {
  readonly code: EdgeErrorCode;
  readonly message: string;
}

/** A refusal: its code, and a message that says what was wrong, with what, and what to do. */
export class EdgeError extends Error {
  readonly code: EdgeErrorCode;
  constructor(code: EdgeErrorCode, message: string) {
    super(message);
    this.name = "EdgeError";
    this.code = code;
  }

  get body(): ErrorBody {
    return { code: this.code, message: this.message };
  }
}

/** HTTP status of a code; 500 for those that only the stream uses. */
export function statusOf(code: EdgeErrorCode): number {
  return codes[code].status ?? 500;
}

/** Close code of the stream; 1011 (unexpected condition) for those that do not close it. */
export function closeOf(code: EdgeErrorCode): number {
  return codes[code].close ?? 1011;
}

/** Throws: nothing of the match is kept. */
export function unknownMatch(matchId: string): never {
  throw new EdgeError(
    "MATCH_UNKNOWN",
    `${matchId}: no prediction of this match is kept; /v1/matches lists those that are.`,
  );
}
