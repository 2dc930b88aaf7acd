/** Why a season cannot be played out. */
export type LeagueErrorCode =
  /** No rules of this competition are known. */
  | "LEAGUE_UNKNOWN"
  /** Its last matches depend on the table. */
  | "LEAGUE_SPLITS"
  /** No result of this season is known. */
  | "SEASON_UNKNOWN"
  /** Teams have met otherwise than once at home and once away. */
  | "SEASON_IRREGULAR";

/** Says what cannot be played out, and why. */
export class LeagueError extends Error {
  readonly code: LeagueErrorCode;
  constructor(code: LeagueErrorCode, message: string) {
    super(message);
    this.name = "LeagueError";
    this.code = code;
  }
}
