/**
 * The edge's WebSocket protocol, version 1: JSON text frames. A client subscribes; for each match that it may see it
 * gets the image, then deltas. Types only: the edge and every client share them.
 */

export type SideName = "HOME" | "AWAY";
export type PhaseName = "PRE_MATCH" | "LIVE" | "BREAK" | "FINISHED" | "CALLED_OFF";

export interface TeamView {
  readonly id: string;
  readonly name: string;
}

export interface ThreeWay {
  readonly home: number;
  readonly draw: number;
  readonly away: number;
}

export interface PerSideView {
  readonly home: number;
  readonly away: number;
}

/** The input that led to a prediction. */
export interface CauseView {
  readonly record: "FIXTURE" | "LINE_UP" | "EVENT";
  /** Correlation id: <provider>/<match>/<id>/<revision>; the same in every service's log. */
  readonly correlationId: string;
  readonly id: string;
  readonly revision: number;
  readonly status: "TENTATIVE" | "CONFIRMED" | "CANCELLED";
  readonly type: string | null;
  readonly side: SideName | null;
  readonly player: string | null;
  readonly period: number;
  readonly second: number;
  /** What was said of the match or of one of its teams, where that led to it and nothing that happened; null otherwise. */
  readonly statement: StatementName | null;
}

export type StatementName = "OTHER" | "ODDS" | "AVAILABILITY" | "NEWS" | "WEATHER";

/** What can change the chances: what was believed before kick-off, the clock, shots, men on the pitch, the score, or anything else. */
export type ChangeName = "OTHER" | "PRE_MATCH" | "CLOCK" | "CHANCES" | "MEN" | "SCORE";

/** What is expected of a match now, and why. Probabilities are rounded to 5 decimals. */
export interface MatchView {
  readonly matchId: string;
  readonly sequence: number;
  readonly modelId: string;
  /** SHA-256 of the model's id and all of its parameters, hex; empty in predictions that are older than this member. */
  readonly modelHash: string;
  readonly competition: string;
  readonly season: string;
  /** ms since the epoch. */
  readonly kickOff: number;
  readonly homeTeam: TeamView;
  readonly awayTeam: TeamView;
  readonly phase: PhaseName;
  readonly period: number;
  /** Seconds in the period. */
  readonly second: number;
  /** Goals, extra time counted, a shoot-out not. */
  readonly score: PerSideView;
  /** Kicks scored in a shoot-out; null where there is none, or its kicks were not told. */
  readonly shootOut: PerSideView | null;
  readonly men: PerSideView;
  readonly expectedGoals: PerSideView;
  readonly suspended: boolean;
  readonly matchResult: ThreeWay;
  /** 95 % intervals of its chances; null in predictions that are older than this member. */
  readonly interval: { readonly low: ThreeWay; readonly high: ThreeWay } | null;
  /** Null in predictions that are older than this member, as are clean sheets. */
  readonly doubleChance: {
    readonly homeOrDraw: number;
    readonly homeOrAway: number;
    readonly drawOrAway: number;
  } | null;
  /** `line`: goals given to the home side. */
  readonly handicaps: readonly {
    readonly line: number;
    readonly home: number;
    readonly push: number;
    readonly away: number;
  }[];
  readonly overUnder: readonly { readonly line: number; readonly over: number }[];
  /** Chance that a side concedes no goal. */
  readonly cleanSheet: PerSideView | null;
  /** Chance that the next goal has come by the end of a quarter of an hour of the match. */
  readonly nextGoalBy: readonly { readonly minute: number; readonly chance: number }[];
  /** Who goes through; null where a draw stands. */
  readonly toQualify: PerSideView | null;
  readonly bothTeamsToScore: number;
  readonly nextGoal: { readonly home: number; readonly none: number; readonly away: number };
  readonly remainingGoals: PerSideView;
  readonly scoreGrid: {
    readonly home: number;
    readonly away: number;
    readonly size: number;
    readonly probabilities: readonly number[];
    readonly beyond: number;
  };
  readonly cause: CauseView;
  readonly change: ThreeWay | null;
  /** What each thing that changed did to it; they sum to it but for rounding. */
  readonly changeParts: readonly ({ readonly of: ChangeName } & ThreeWay)[];
  /** Provider's clock of the cause, ms since the epoch. */
  readonly asOf: number;
  /** When the prediction was made, ms since the epoch. */
  readonly publishedAt: number;
  /** Place in the log: <partition>:<offset>. */
  readonly token: string;
}

/** One point of a match's history. */
export type PredictionPoint = Pick<
  MatchView,
  | "sequence"
  | "modelId"
  | "phase"
  | "period"
  | "second"
  | "score"
  | "men"
  | "expectedGoals"
  | "suspended"
  | "matchResult"
  | "interval"
  | "cause"
  | "change"
  | "changeParts"
  | "asOf"
  | "publishedAt"
  | "token"
>;

/** Every prediction of a match, whole: the first, and of each that followed the top-level members that had changed. */
export interface ReplayView {
  readonly matchId: string;
  readonly image: MatchView;
  readonly deltas: readonly { readonly sequence: number; readonly set: Partial<MatchView> }[];
}

export interface FeedView {
  readonly provider: string;
  readonly state: "UP" | "DELAYED" | "DOWN" | "RECOVERING" | "FINISHED" | "UNKNOWN";
  readonly detail: string | null;
  readonly lastMessageAt: number | null;
  /** Since when it is in this state, by the edge's clock, ms since the epoch. */
  readonly since: number;
  /** Matches whose prediction stands still though the feed has told more, and since when. */
  readonly behind: readonly { readonly matchId: string; readonly since: number }[];
}

export type AlertKind = "SWING" | "FAVOURITE_BEHIND" | "RED_CARD" | "VALUE";
/** RAISED: it holds. ENDED: it did, and does no more. WITHDRAWN: what raised it was taken back, so it never held. */
export type AlertState = "RAISED" | "ENDED" | "WITHDRAWN";

/**
 * CEASED: its figures fell. SUSPENDED: nothing should be bet now. STALE: prices or prediction are too old. TAKEN_BACK: an event it
 * rests on was taken back. RULE_GONE, MATCH_OVER: its rule, or the match, is no more.
 */
export type AlertEndName = "CEASED" | "SUSPENDED" | "STALE" | "TAKEN_BACK" | "RULE_GONE" | "MATCH_OVER";

/** What a rule found in a match, as it stands now; told again under the same id when its state changes. */
export interface AlertView {
  readonly id: string;
  readonly ruleId: string;
  readonly matchId: string;
  readonly kind: AlertKind;
  readonly state: AlertState;
  /** The side that gains, is behind, had a man sent off, or has value; null where none has. */
  readonly side: SideName | null;
  /** One English sentence with the figures. */
  readonly text: string;
  /** Of the prediction that raised it. */
  readonly sequence: number;
  /** Match clock when it was raised. */
  readonly period: number;
  /** Seconds in the period. */
  readonly second: number;
  /** Provider's clock, ms since the epoch. */
  readonly raisedAt: number;
  /** When it ended or was taken back; null while it holds. */
  readonly endedAt: number | null;
  /** Why it holds no more; null while it does. */
  readonly endedBecause: AlertEndName | null;
}

/** What to follow; the members add up. */
export interface Filter {
  readonly matches?: readonly string[];
  readonly teams?: readonly string[];
  readonly competitions?: readonly string[];
  readonly all?: boolean;
}

export type ClientMessage =
  | ({ readonly type: "subscribe" } & Filter)
  | ({ readonly type: "unsubscribe" } & Filter)
  | { readonly type: "ping" };

export type ServerMessage =
  | { readonly type: "welcome"; readonly protocol: 1; readonly heartbeatMs: number }
  /** The whole of a match; replaces whatever the client had of it. */
  | { readonly type: "image"; readonly match: MatchView }
  /** The top-level members of the image that changed; `sequence` follows on the image's, without gaps. */
  | { readonly type: "delta"; readonly matchId: string; readonly sequence: number; readonly set: Partial<MatchView> }
  | { readonly type: "subscribed"; readonly filter: Filter; readonly matches: number }
  | { readonly type: "unsubscribed"; readonly filter: Filter }
  /** An alert of a match that is followed was raised, has ended or was taken back. */
  | { readonly type: "alert"; readonly alert: AlertView }
  /** Sent after `welcome`, every `heartbeatMs`, and when a feed's state changes; a client that misses two reconnects. `at`: the edge's clock, ms since the epoch. */
  | { readonly type: "heartbeat"; readonly at: number; readonly feeds: readonly FeedView[] }
  | { readonly type: "pong"; readonly at: number }
  | { readonly type: "error"; readonly code: string; readonly message: string };
