// Generated from avro/ by `npm run generate`; do not edit.
import type { Schema } from "@touchline/streams";

/** What a rule found in a match. Told again under the same id when its state changes. */
export interface Alert {
  /** Identity of the alert: <match id>/<number of the alert in the match>. */
  readonly id: string;
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** Rule that raised it. */
  readonly ruleId: string;
  /** What the rule looks for. */
  readonly kind: AlertKind;
  /** Where it stands. */
  readonly state: AlertState;
  /** Side that gains, is behind, had a man sent off, or has value; null where none has. */
  readonly side: Side | null;
  /** One English sentence with the figures as it was raised. */
  readonly text: string;
  /** Sequence of the prediction that raised it, or that a price was compared with. */
  readonly sequence: number;
  /** Place of that prediction in match.predictions: <partition>:<offset>. */
  readonly token: string;
  /** What led to that prediction. */
  readonly cause: Cause;
  /** Match clock when it was raised: period, 0 before kick-off. */
  readonly period: number;
  /** Match clock when it was raised: seconds in the period. */
  readonly second: number;
  /** Goals when it was raised. */
  readonly score: Score;
  /** Provider's clock when it was raised, ms since the epoch; of VALUE the later one of the feed's and the bookmaker's. */
  readonly raisedAt: number;
  /** The same when it ended or was taken back; null while it holds. */
  readonly endedAt: number | null;
  /** Why it holds no more; null while it does. */
  readonly endedBecause: AlertEnd | null;
  /** Figures of SWING. */
  readonly swing: AlertSwing | null;
  /** Figures of FAVOURITE_BEHIND. */
  readonly favourite: AlertFavourite | null;
  /** Figures of RED_CARD. */
  readonly redCard: AlertRedCard | null;
  /** Figures of VALUE. */
  readonly value: AlertValue | null;
}

/** RAISED: it holds. ENDED: it did, and does no more. WITHDRAWN: what raised it was taken back. */
export type AlertState = "RAISED" | "ENDED" | "WITHDRAWN" | "UNKNOWN";

/** CEASED: the figures fell below what keeps it. SUSPENDED: nothing should be bet now. STALE: prices or prediction are too old. TAKEN_BACK: an event it rests on was taken back. RULE_GONE: its rule was taken away, or is for other matches now. MATCH_OVER: the match is. */
export type AlertEnd = "CEASED" | "SUSPENDED" | "STALE" | "TAKEN_BACK" | "RULE_GONE" | "MATCH_OVER" | "UNKNOWN";

/** How a chance moved. */
export interface AlertSwing {
  /** Side whose chance of winning it is. */
  readonly of: Side;
  /** Chance before. */
  readonly from: number;
  /** Chance when the alert was raised. */
  readonly to: number;
  /** Minutes of play between them. */
  readonly minutes: number;
}

/** A favourite that is behind. */
export interface AlertFavourite {
  /** Its chance of winning before kick-off. */
  readonly before: number;
  /** Its chance of winning when the alert was raised. */
  readonly now: number;
}

/** A dismissal. */
export interface AlertRedCard {
  /** Men that the side has left. */
  readonly men: number;
  /** Name of the player; null where it is not known. */
  readonly player: string | null;
}

/** A price against the model's chance. */
export interface AlertValue {
  /** Bookmaker. */
  readonly provider: string;
  /** What is bet on. */
  readonly market: Market;
  /** Goals line; null where the market has none. */
  readonly line: number | null;
  /** Outcome: home, draw, away, over, under, yes, no. */
  readonly selection: string;
  /** Decimal odds. */
  readonly price: number;
  /** The model's chance of the outcome. */
  readonly chance: number;
  /** Low end of its interval; null where there is none. */
  readonly low: number | null;
  /** Chance by the bookmaker's prices of the whole market, its margin taken out; null where a price is missing. */
  readonly marketChance: number | null;
  /** Chance times price, less 1; reckoned with the low end where the rule says so. */
  readonly edge: number;
}

/** What a rule looks for. */
export type AlertKind = "SWING" | "FAVOURITE_BEHIND" | "RED_CARD" | "VALUE" | "UNKNOWN";

/** What is to raise an alert, and in which matches. Fields that its kind does not have are null. */
export interface AlertRule {
  /** Identity of the rule. */
  readonly id: string;
  /** What it looks for. */
  readonly kind: AlertKind;
  /** Competitions whose matches it is for; where these, teams and matches are all empty, it is for every match. */
  readonly competitions: readonly string[];
  /** Ids of teams whose matches it is for. */
  readonly teams: readonly string[];
  /** Ids of matches it is for. */
  readonly matches: readonly string[];
  /** SWING: change of a side's chance of winning, as a share of 1. VALUE: edge. */
  readonly atLeast: number | null;
  /** SWING, VALUE: below it the alert ends; less than `atLeast`. */
  readonly endsBelow: number | null;
  /** SWING: minutes of play within which the chance moves. */
  readonly withinMinutes: number | null;
  /** FAVOURITE_BEHIND: chance of winning before kick-off that makes a favourite. */
  readonly favouriteAtLeast: number | null;
  /** FAVOURITE_BEHIND: minute of the match from which it counts. */
  readonly fromMinute: number | null;
  /** VALUE: prices that are older do not count, seconds of the bookmaker's clock. */
  readonly maxOddsAgeSeconds: number | null;
  /** VALUE: none for so long after a goal or a dismissal, seconds. */
  readonly quietSeconds: number | null;
  /** VALUE: true where the edge is reckoned with the low end of the chance's interval. */
  readonly byLowEnd: boolean | null;
  /** VALUE: markets it is for. */
  readonly markets: readonly Market[];
}

/** A rule was stated, or taken away. The record key is change/<revision>. */
export interface AlertRuleChange {
  /** Number of the change, from 1, without gaps. */
  readonly revision: number;
  /** Which rule. */
  readonly ruleId: string;
  /** The rule from then on; null where it is taken away. */
  readonly rule: AlertRule | null;
  /** It holds for records of this time or later, ms since the epoch; a little ahead of when it was stated, so that who reads it has it by then. */
  readonly from: number;
  /** Who stated it. */
  readonly by: string;
}

/** Whether a player can play. */
export interface Availability {
  /** Who says so, e.g. wyscout, espn. */
  readonly provider: string;
  /** Team. The record key. */
  readonly teamId: string;
  /** Version of this statement by its provider, from 1; the highest wins. */
  readonly revision: number;
  /** Who. */
  readonly player: Player;
  /** Whether he can play. */
  readonly state: AvailabilityState;
  /** Injury or ban, as the provider words it. */
  readonly reason: string | null;
  /** When he should be back, ms since the epoch. */
  readonly expectedReturn: number | null;
  /** Provider's clock: when it happened or was said, ms since the epoch. */
  readonly providerTime: number;
}

/** Whether he can play. */
export type AvailabilityState = "AVAILABLE" | "DOUBTFUL" | "OUT" | "SUSPENDED" | "UNKNOWN";

/** The input that led to a record. */
export interface Cause {
  /** Kind of input. */
  readonly record: CauseRecord;
  /** Who said it. */
  readonly provider: string;
  /** Event id; of a fixture or line-up its kind and side. */
  readonly id: string;
  /** Its revision. */
  readonly revision: number;
  /** Its status. */
  readonly status: EventStatus;
  /** What happened, of an event. */
  readonly type: EventType | null;
  /** Side it counts for. */
  readonly side: Side | null;
  /** Name of the player. */
  readonly player: string | null;
  /** Match clock of the cause: period, 0 before kick-off. */
  readonly period: number;
  /** Match clock of the cause: seconds in the period. */
  readonly second: number;
  /** Of a statement on the match or one of its teams what kind it is: then record is EVENT without a type, and id the statement's identity. Null otherwise. */
  readonly statement: StatementKind | null;
}

/** Kind of input. */
export type CauseRecord = "FIXTURE" | "LINE_UP" | "EVENT";

/** What was said of the match or of one of its teams, besides what happened. */
export type StatementKind = "OTHER" | "ODDS" | "AVAILABILITY" | "NEWS" | "WEATHER";

/** Decimal prices of a match just before its kick-off. */
export interface ClosingPrices {
  /** Who quoted the result: a bookmaker, or average of several. */
  readonly book: string;
  /** The home side wins. */
  readonly home: number;
  /** Nobody wins. */
  readonly draw: number;
  /** The away side wins. */
  readonly away: number;
  /** Three goals or more, null where nobody quoted it. */
  readonly over: number | null;
  /** Two goals or fewer, null where nobody quoted it. */
  readonly under: number | null;
}

/** What a side did in a match; null where nobody told. */
export interface Counts {
  /** Shots. */
  readonly shots: number | null;
  /** Shots on target. */
  readonly shotsOnTarget: number | null;
  /** Corner kicks. */
  readonly corners: number | null;
  /** Fouls committed. */
  readonly fouls: number | null;
  /** Yellow cards. */
  readonly yellowCards: number | null;
  /** Red cards. */
  readonly redCards: number | null;
}

/** A record that could not be used, and why. */
export interface DeadLetter {
  /** Reason code, one of those that the docs list. */
  readonly code: string;
  /** What was wrong, with what, and what to do. */
  readonly message: string;
  /** Service that refused it. */
  readonly stage: string;
  /** Topic it stood on; null where a provider's message never reached one. */
  readonly topic: string | null;
  /** Partition. */
  readonly partition: number | null;
  /** Offset. */
  readonly offset: number | null;
  /** Key. */
  readonly key: string | null;
  /** Value as it was read; JSON of the provider's message where it stood on no topic. */
  readonly payload: Buffer;
}

/** How sure the provider is. */
export type EventStatus = "TENTATIVE" | "CONFIRMED" | "CANCELLED";

/** What happened. SILENCE: its provider has told nothing for too long while the match was played; the system says so itself. */
export type EventType = "GOAL" | "OWN_GOAL" | "PENALTY_SCORED" | "PENALTY_MISSED" | "YELLOW" | "SECOND_YELLOW" | "RED" | "SUBSTITUTION" | "VAR_DECISION" | "SHOT" | "PERIOD_START" | "PERIOD_END" | "CLOCK" | "UNKNOWN" | "INJURY" | "SILENCE";

/** What is known of a match after one more input; the model's whole input. */
export interface Features {
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** Count of inputs that changed this match, from 1. */
  readonly revision: number;
  /** Where the match stands. */
  readonly phase: Phase;
  /** Period on the clock, 0 before kick-off. */
  readonly period: number;
  /** Seconds in the period, the highest seen. */
  readonly second: number;
  /** Stoppage announced for this period, seconds. */
  readonly stoppage: number | null;
  /** True while nothing should be bet: a tentative event waits for its confirmation, nothing has shown yet that play goes on after a goal, card, penalty or VAR decision, or that a feed is back that fell silent, or all bookmakers that quote the match take no bets. */
  readonly suspended: boolean;
  /** Competition. */
  readonly competition: string;
  /** Season. */
  readonly season: string;
  /** Scheduled kick-off, ms since the epoch. */
  readonly kickOff: number;
  /** True on neutral ground. */
  readonly neutral: boolean;
  /** True where a draw goes to extra time. */
  readonly knockout: boolean;
  /** Home side. */
  readonly homeTeam: Team;
  /** Away side. */
  readonly awayTeam: Team;
  /** Home side so far. */
  readonly home: SideState;
  /** Away side so far. */
  readonly away: SideState;
  /** Score at half-time, null before. */
  readonly halfTime: Score | null;
  /** Score after 90 minutes, null before the second half's end. What the markets settle on; goals count on in extra time. */
  readonly fullTime: Score | null;
  /** Kicks scored in a shoot-out, null where there is none or its kicks were not told. */
  readonly shootOut: Score | null;
  /** Home side before the match. */
  readonly homeForm: TeamForm;
  /** Away side before the match. */
  readonly awayForm: TeamForm;
  /** False where history had not reached kick-off when it was read. */
  readonly formComplete: boolean;
  /** The input that led here. */
  readonly cause: Cause;
  /** Provider's clock of the cause, ms since the epoch. */
  readonly asOf: number;
  /** When the last goal fell, null where none has; kicks of a shoot-out are none. */
  readonly lastGoal: MatchTime | null;
}

/** A moment on the match clock. */
export interface MatchTime {
  /** Period, from 1. */
  readonly period: number;
  /** Seconds in the period. */
  readonly second: number;
}

/** What is known of one provider's feed. */
export interface FeedHealth {
  /** Provider. The record key. */
  readonly provider: string;
  /** How the feed does; FINISHED where it has nothing more to say. */
  readonly state: FeedState;
  /** Why, in a sentence. */
  readonly detail: string | null;
  /** Time of the last message, ms since the epoch. */
  readonly lastMessageAt: number | null;
  /** History: every result with a kick-off before this, ms since the epoch, has been published ... */
  readonly completeTo: number | null;
  /** ... in match.results, below these offsets (one a partition). */
  readonly positions: readonly number[] | null;
  /** Provider's clock: when it happened or was said, ms since the epoch. */
  readonly providerTime: number;
  /** Live feed: the matches that it is telling, and how far; sorted by match id. */
  readonly matches: readonly MatchTold[];
  /** History: every line-up that goes with these results stands in match.line-ups below these offsets (one a partition); null where nothing is promised of them. */
  readonly lineUpPositions: readonly number[] | null;
}

/** How the feed does. */
export type FeedState = "UP" | "DELAYED" | "DOWN" | "RECOVERING" | "FINISHED" | "UNKNOWN";

/** How far a feed has told a match. */
export interface MatchTold {
  /** Match. */
  readonly matchId: string;
  /** Latest provider's clock of what was told of it, ms since the epoch. */
  readonly toldTo: number;
}

/** A match to be played: who, where, when. */
export interface Fixture {
  /** Who says so, e.g. wyscout, espn. */
  readonly provider: string;
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** Version of this statement by its provider, from 1; the highest wins. */
  readonly revision: number;
  /** Whether it will be played. */
  readonly status: FixtureStatus;
  /** Competition, e.g. ENG-Premier League. */
  readonly competition: string;
  /** Season, e.g. 2017/18. */
  readonly season: string;
  /** Round or match day, null where there is none. */
  readonly round: number | null;
  /** Scheduled kick-off, ms since the epoch. */
  readonly kickOff: number;
  /** Home side. */
  readonly home: Team;
  /** Away side. */
  readonly away: Team;
  /** True where the home side is not at home: on neutral ground, or where the side listed as away is the host. */
  readonly neutral: boolean;
  /** True where a draw after 90 minutes goes to extra time. */
  readonly knockout: boolean;
  /** Ground, null where unknown. */
  readonly venue: string | null;
  /** Provider's identity of the referee, null where unknown. */
  readonly referee: string | null;
  /** Provider's clock: when it happened or was said, ms since the epoch. */
  readonly providerTime: number;
}

/** Whether it will be played. */
export type FixtureStatus = "SCHEDULED" | "POSTPONED" | "CANCELLED" | "ABANDONED" | "UNKNOWN";

/** A team's last matches before a kick-off. */
export interface FormWindow {
  /** Length of the window in matches: 5, 10 or 20. */
  readonly last: number;
  /** Which matches count. On neutral ground a match counts in ALL only. */
  readonly venue: FormVenue;
  /** Matches found, at most the window's length. */
  readonly matches: number;
  /** Points, 3 a win and 1 a draw. */
  readonly points: number;
  /** Goals scored. */
  readonly goalsFor: number;
  /** Goals conceded. */
  readonly goalsAgainst: number;
}

/** Which matches count. */
export type FormVenue = "ALL" | "HOME" | "AWAY";

/** When a goal fell. */
export interface GoalTime {
  /** Side that it counts for. */
  readonly side: Side;
  /** Minute of the match, from 1; stoppage counts to the minute before it. */
  readonly minute: number;
}

/** Who plays for one side. */
export interface LineUp {
  /** Who says so, e.g. wyscout, espn. */
  readonly provider: string;
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** Version of this statement by its provider, from 1; the highest wins. */
  readonly revision: number;
  /** Which side. */
  readonly side: Side;
  /** True for the announced team, false for an expected one. */
  readonly announced: boolean;
  /** Formation, e.g. 4-3-3; null where unknown. */
  readonly formation: string | null;
  /** The eleven who start. */
  readonly starting: readonly Player[];
  /** Substitutes. */
  readonly bench: readonly Player[];
  /** Provider's clock: when it happened or was said, ms since the epoch. */
  readonly providerTime: number;
}

/** Who played how long in a match that is over, and what either side scored meanwhile, as one provider tells it. */
export interface LinedUp {
  /** Who says so, e.g. wyscout, espn. */
  readonly provider: string;
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** Version of this statement by its provider, from 1; the highest wins. */
  readonly revision: number;
  /** Kick-off, ms since the epoch. */
  readonly kickOff: number;
  /** Home side: stable identity of the team. */
  readonly home: string;
  /** Away side: stable identity of the team. */
  readonly away: string;
  /** True where the home side was not at home. */
  readonly neutral: boolean;
  /** Both squads. */
  readonly players: readonly LinedUpPlayer[];
  /** In the order of play; together they last as long as the match. */
  readonly stints: readonly Stint[];
}

/** A player of either squad. */
export interface LinedUpPlayer {
  /** Identity: <provider>/<the provider's id>, or <provider>/<team id>/<name> where it gives a name only. */
  readonly key: string;
  /** Line on the pitch, null where unknown. */
  readonly position: Position | null;
  /** Goals that he scored; own goals are nobody's. */
  readonly goals: number;
}

/** A part of a match in which nobody came on or went off. */
export interface Stint {
  /** How long it lasted, minutes of play. */
  readonly minutes: number;
  /** Home side. */
  readonly home: StintSide;
  /** Away side. */
  readonly away: StintSide;
}

/** One side in a stint. */
export interface StintSide {
  /** Who played: places in the players of the match, from 0. */
  readonly players: readonly number[];
  /** Goals for this side, own goals of the other among them. */
  readonly goals: number;
  /** Sum over its shots of the chance that they score; null where no shot of the match has one. */
  readonly expectedGoals: number | null;
}

/** What is bet on. */
export type Market = "MATCH_RESULT" | "OVER_UNDER" | "BOTH_TEAMS_TO_SCORE" | "ASIAN_HANDICAP" | "CORRECT_SCORE" | "UNKNOWN";

/** Something that happened in a match, as one provider tells it. (provider, matchId, eventId) is its identity; a higher revision replaces a lower one and may cancel it. */
export interface MatchEvent {
  /** Who says so, e.g. wyscout, espn. */
  readonly provider: string;
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** Identity of the event within provider and match. */
  readonly eventId: string;
  /** Version of this statement by its provider, from 1; the highest wins. */
  readonly revision: number;
  /** CANCELLED takes the event back; TENTATIVE moves nothing but the suspended flag. */
  readonly status: EventStatus;
  /** What happened. Goals count from GOAL, OWN_GOAL and PENALTY_SCORED; expected goals from SHOT, which comes beside a goal. */
  readonly type: EventType;
  /** 1 and 2 halves, 3 and 4 extra time, 5 shoot-out. */
  readonly period: number;
  /** Match clock: seconds since the period began, stoppage included (45+3 is period 1, second 2880; 48 is period 2, second 180). */
  readonly second: number;
  /** Side that the event counts for; of an own goal the side credited with it. Null where it belongs to none. */
  readonly side: Side | null;
  /** Who did it; of a substitution who comes on. */
  readonly player: Player | null;
  /** Of a substitution who goes off. */
  readonly playerOff: Player | null;
  /** Of a shot: chance that it scores, 0 to 1. */
  readonly expectedGoals: number | null;
  /** Of a shot: where it went. */
  readonly shotOutcome: ShotOutcome | null;
  /** Of a shot or goal: play that led to it. */
  readonly situation: Situation | null;
  /** Of a VAR decision: the event id it speaks of. */
  readonly subject: string | null;
  /** Stoppage announced for this period, seconds. */
  readonly stoppage: number | null;
  /** Provider's scoreboard after the event, to check against; null where it gives none. */
  readonly score: Score | null;
  /** Provider's clock: when it happened or was said, ms since the epoch. */
  readonly providerTime: number;
}

/** Where a shot went. */
export type ShotOutcome = "GOAL" | "ON_TARGET" | "OFF_TARGET" | "BLOCKED" | "UNKNOWN";

/** Play that led to it. */
export type Situation = "OPEN_PLAY" | "FREE_KICK" | "CORNER" | "PENALTY" | "UNKNOWN";

/** Home, draw, away; of a league match after 90 minutes and of a knockout tie after 90 minutes too. */
export interface MatchResultProbabilities {
  /** Chance of a home win. */
  readonly home: number;
  /** Chance of a draw. */
  readonly draw: number;
  /** Chance of an away win. */
  readonly away: number;
}

/** What the members of an ensemble had said of a match that is over, and what that makes of their weights. */
export interface MemberScores {
  /** Match. The record key. */
  readonly matchId: string;
  /** Ensemble. */
  readonly modelId: string;
  /** Kind of competition: weights are kept of each by itself, and of each partition. */
  readonly kind: string;
  /** After 90 minutes: 0 home win, 1 draw, 2 away win. */
  readonly outcome: number;
  /** Each of them. */
  readonly members: readonly MemberScore[];
}

/** One member. */
export interface MemberScore {
  /** Member. */
  readonly name: string;
  /** Minus the natural logarithm of the chance that it gave to the outcome; null where it gave no answer. */
  readonly logLoss: number | null;
  /** Log-loss beyond that of the members together, summed over matches of which each older one counts less, this one included. */
  readonly excess: number;
  /** Answers that it has yet to give before it counts again; 0 of a member that counts. */
  readonly due: number;
  /** Share of the weight that it has in the matches that follow. */
  readonly weight: number;
}

/** A change of which models answer: who made it, why, and from when it holds. The record key is change/<revision>. */
export interface ModelChange {
  /** Number of the change, from 1, without gaps. */
  readonly revision: number;
  /** What is done. */
  readonly action: ModelAction;
  /** With which model; of ROLL_BACK, the one that is live again. */
  readonly modelId: string;
  /** Its hash: the change is refused where the version of that id has another. */
  readonly modelHash: string;
  /** Share of the matches that it answers for, above 0, up to 1; of SPLIT, 0 otherwise. */
  readonly share: number;
  /** It holds for records of this time or later, ms since the epoch; a little ahead of when it was made, so that who reads it has it by then. */
  readonly from: number;
  /** Who made it. */
  readonly by: string;
  /** Why, in a sentence. */
  readonly why: string | null;
}

/** What is done with a model. PROMOTE: it answers in place of the live one, which then shadows. ROLL_BACK: the one that was live before answers again. SPLIT: it answers for a share of the matches. SHADOW: it is asked, its answers are published apart. WITHDRAW: it is asked no more. RETIRE: it never is again. */
export type ModelAction = "PROMOTE" | "ROLL_BACK" | "SPLIT" | "SHADOW" | "WITHDRAW" | "RETIRE" | "UNKNOWN";

/** A version of a model that a predictor can answer with, and what its card says in short. The record key is version/<id>/<one of its own>, so that no change stands before the version that it speaks of. */
export interface ModelVersion {
  /** Name and version; any change that changes an answer changes it. */
  readonly modelId: string;
  /** SHA-256 of the id and all parameters, hex. */
  readonly hash: string;
  /** Whether it is the one that answers as long as no change names another. */
  readonly shipped: boolean;
  /** What it is and what it is meant for, in a sentence or two. */
  readonly about: string;
  /** Odds that it looks at: none, past (those of past matches), match (those of the match itself too). */
  readonly odds: string;
  /** SHA-256 of the data that it was trained on, hex; empty where it was not trained. */
  readonly dataHash: string;
  /** Last season that it was trained on, by the year that it began in; null where it was not trained. */
  readonly trainedUntil: number | null;
  /** Figures of its card. */
  readonly metrics: readonly ModelMetric[];
}

/** A figure of a model's card. */
export interface ModelMetric {
  /** What was measured, on what. */
  readonly name: string;
  /** The figure. */
  readonly value: number;
}

/** A piece of team news. Its text is data, never an instruction. */
export interface NewsItem {
  /** Who says so, e.g. wyscout, espn. */
  readonly provider: string;
  /** Identity of the story; the same story of two feeds has one. */
  readonly itemId: string;
  /** Team it speaks of. The record key. */
  readonly teamId: string;
  /** Headline. */
  readonly headline: string;
  /** Text, null where the feed gives a headline only. */
  readonly body: string | null;
  /** Source. */
  readonly url: string | null;
  /** ISO 639-1 code. */
  readonly language: string;
  /** Provider's clock: when it happened or was said, ms since the epoch. */
  readonly providerTime: number;
}

/** One market's prices at one bookmaker at one moment. */
export interface Odds {
  /** Who says so, e.g. wyscout, espn. */
  readonly provider: string;
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** What is bet on. */
  readonly market: Market;
  /** Goals line or handicap of the home side; null where the market has none. */
  readonly line: number | null;
  /** Prices, one an outcome. */
  readonly selections: readonly Selection[];
  /** True once the match has begun. */
  readonly inPlay: boolean;
  /** True where no bet is taken. */
  readonly suspended: boolean;
  /** Provider's clock: when it happened or was said, ms since the epoch. */
  readonly providerTime: number;
}

/** One outcome and its price. */
export interface Selection {
  /** Outcome: home, draw, away, over, under, yes, no or a score such as 2-1. */
  readonly name: string;
  /** Decimal odds, above 1. */
  readonly price: number;
}

/** A quantity of both sides. */
export interface PerSide {
  /** Home side. */
  readonly home: number;
  /** Away side. */
  readonly away: number;
}

/** Where a match stands. */
export type Phase = "PRE_MATCH" | "LIVE" | "BREAK" | "FINISHED" | "CALLED_OFF";

/** A player as the provider names him. */
export interface Player {
  /** Provider's identity, null where it gives a name only. */
  readonly id: string | null;
  /** Name to show. */
  readonly name: string;
  /** Line on the pitch, null where unknown. */
  readonly position: Position | null;
}

/** Line on the pitch. */
export type Position = "GOALKEEPER" | "DEFENDER" | "MIDFIELDER" | "FORWARD" | "UNKNOWN";

/** What was known of a match before its kick-off, as numbers. */
export interface PreMatch {
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** Revision of the features that it goes with, which follow it; of several of one revision the last counts. */
  readonly revision: number;
  /** Kick-off that it is as of, ms since the epoch. */
  readonly kickOff: number;
  /** False where history had not reached the kick-off when it was read. */
  readonly complete: boolean;
  /** Hash of the manifest that says what each value means. */
  readonly manifest: string;
  /** The features, in the manifest's order; docs/features.md lists them. */
  readonly values: readonly number[];
  /** Moment of the prediction by the providers' clocks: of what was said of the match and its teams, that of the last thing that counts, ms since the epoch. Null in records of before it was told. */
  readonly asOf: number | null;
  /** Competition of the match; empty in records of before it was told. */
  readonly competition: string;
}

/** What is expected of a match, all of it read off one score matrix. */
export interface Prediction {
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** Version of the prediction of this match, from 1. */
  readonly sequence: number;
  /** Model that made it. */
  readonly modelId: string;
  /** Revision of the features it was made from. */
  readonly featuresRevision: number;
  /** Competition. */
  readonly competition: string;
  /** Season. */
  readonly season: string;
  /** Scheduled kick-off, ms since the epoch. */
  readonly kickOff: number;
  /** Home side. */
  readonly homeTeam: Team;
  /** Away side. */
  readonly awayTeam: Team;
  /** Where the match stands. */
  readonly phase: Phase;
  /** Period on the clock, 0 before kick-off. */
  readonly period: number;
  /** Seconds in the period. */
  readonly second: number;
  /** Goals so far. */
  readonly score: Score;
  /** Men on the pitch. */
  readonly men: Score;
  /** Expected goals of the shots so far. */
  readonly expectedGoals: PerSide;
  /** True where nothing should be bet: a tentative event waits, play has not gone on yet after a goal, card, penalty or VAR decision, its feed is silent, all its bookmakers take no bets, or the match is called off. */
  readonly suspended: boolean;
  /** Home, draw, away. */
  readonly matchResult: MatchResultProbabilities;
  /** Total goals, a line each. */
  readonly overUnder: readonly OverUnder[];
  /** Chance that both sides have scored by the end. */
  readonly bothTeamsToScore: number;
  /** Who scores next. */
  readonly nextGoal: NextGoal;
  /** Expected goals still to come. */
  readonly remainingGoals: PerSide;
  /** Chances of final scores. */
  readonly scoreGrid: ScoreGrid;
  /** The input that led to it. */
  readonly cause: Cause;
  /** Change since the last prediction of this match, summing to 0; null for the first. */
  readonly change: MatchResultProbabilities | null;
  /** Provider's clock of the cause, ms since the epoch. */
  readonly asOf: number;
  /** Kicks scored in a shoot-out, null where there is none or its kicks were not told. */
  readonly shootOut: Score | null;
  /** SHA-256 of the model's id and all of its parameters, hex; empty in predictions that are older than this field. */
  readonly modelHash: string;
  /** Two of the three results together; null in predictions that are older than this field. */
  readonly doubleChance: DoubleChance | null;
  /** Handicaps, a line each. */
  readonly handicaps: readonly Handicap[];
  /** Chance that a side concedes no goal; null in predictions that are older than this field. */
  readonly cleanSheet: PerSide | null;
  /** How soon the next goal comes, by each quarter of an hour that is not over; the last is the chance of any further goal. */
  readonly nextGoalBy: readonly NextGoalBy[];
  /** Chance that a side goes through, after extra time and a shoot-out where they are needed; null where a draw stands. */
  readonly toQualify: PerSide | null;
  /** 95 % intervals of the chances of the result, for how strong the sides are and what a man more is worth are not known exactly; null in predictions that are older than this field. */
  readonly interval: ResultInterval | null;
  /** Parts of the change, in the order in which they are taken; they sum to it. */
  readonly changeParts: readonly ChangePart[];
}

/** Total goals against a line. */
export interface OverUnder {
  /** Goals line: 0.5 to 4.5. */
  readonly line: number;
  /** Chance of more goals than the line; under is 1 - over. */
  readonly over: number;
}

/** Who scores next. */
export interface NextGoal {
  /** Chance that the home side does. */
  readonly home: number;
  /** Chance of no further goal. */
  readonly none: number;
  /** Chance that the away side does. */
  readonly away: number;
}

/** Chances of final scores. */
export interface ScoreGrid {
  /** Home goals of the first row: the score now. */
  readonly home: number;
  /** Away goals of the first column. */
  readonly away: number;
  /** Rows and columns. */
  readonly size: number;
  /** Row by row, size x size. */
  readonly probabilities: readonly number[];
  /** Chance of a final score outside the grid. */
  readonly beyond: number;
}

/** Two of the three results together. */
export interface DoubleChance {
  /** Chance that the home side does not lose. */
  readonly homeOrDraw: number;
  /** Chance that the match is not drawn. */
  readonly homeOrAway: number;
  /** Chance that the away side does not lose. */
  readonly drawOrAway: number;
}

/** The result with goals given to the home side. */
export interface Handicap {
  /** Goals given to the home side, below 0 taken from it: -2.5 to 2.5 by halves. */
  readonly line: number;
  /** Chance that the home side then leads. */
  readonly home: number;
  /** Chance that it is then level; 0 for halves. */
  readonly push: number;
  /** Chance that the away side then leads. */
  readonly away: number;
}

/** How soon the next goal comes. */
export interface NextGoalBy {
  /** End of a quarter of an hour of the match: 15, 30, 45 with its stoppage, 60, 75, 90 with its stoppage. */
  readonly minute: number;
  /** Chance that the next goal has come by then. */
  readonly chance: number;
}

/** Where the chances of the result may truly lie. */
export interface ResultInterval {
  /** Lower ends; they do not sum to 1. */
  readonly low: MatchResultProbabilities;
  /** Upper ends; they do not sum to 1. */
  readonly high: MatchResultProbabilities;
}

/** What one thing did to the chances of the result. */
export interface ChangePart {
  /** What changed: what was believed before kick-off, the clock, shots and their expected goals, men on the pitch, the score, or anything else, such as the model. */
  readonly of: ChangeOf;
  /** Change of the chance of a home win. */
  readonly home: number;
  /** Change of the chance of a draw. */
  readonly draw: number;
  /** Change of the chance of an away win. */
  readonly away: number;
}

/** What changed. */
export type ChangeOf = "OTHER" | "PRE_MATCH" | "CLOCK" | "CHANCES" | "MEN" | "SCORE";

/** A final score. */
export interface Result {
  /** Who says so, e.g. wyscout, espn. */
  readonly provider: string;
  /** Natural identity, <day>/<home id>/<away id>, the same whoever reports it; of two nations the ids stand in order, whoever is listed as home. The record key. */
  readonly matchId: string;
  /** Version of this statement by its provider, from 1; the highest wins. */
  readonly revision: number;
  /** Competition. */
  readonly competition: string;
  /** Season. */
  readonly season: string;
  /** Kick-off, ms since the epoch; noon UTC where only the day is known. */
  readonly kickOff: number;
  /** Home side. */
  readonly home: Team;
  /** Away side. */
  readonly away: Team;
  /** Goals after 90 minutes, or after extra time where history does not part them; shoot-outs not counted. */
  readonly score: Score;
  /** Score at half-time, null where unknown. */
  readonly halfTime: Score | null;
  /** True where the home side was not at home. */
  readonly neutral: boolean;
  /** Referee as the provider names him, null where unknown. */
  readonly referee: string | null;
  /** What the home side did, null where nobody told. */
  readonly homeCounts: Counts | null;
  /** What the away side did, null where nobody told. */
  readonly awayCounts: Counts | null;
  /** When each goal of the score fell, null where not all are told. */
  readonly goalTimes: readonly GoalTime[] | null;
  /** Prices just before kick-off, null where nobody told. */
  readonly closing: ClosingPrices | null;
}

/** Goals of both sides. */
export interface Score {
  /** Goals of the home side. */
  readonly home: number;
  /** Goals of the away side. */
  readonly away: number;
}

/** A side of a match. */
export type Side = "HOME" | "AWAY";

/** One side of a match as played so far. */
export interface SideState {
  /** Goals. */
  readonly goals: number;
  /** Yellow cards, second ones not counted. */
  readonly yellowCards: number;
  /** Dismissals. */
  readonly redCards: number;
  /** Men on the pitch. */
  readonly men: number;
  /** Substitutions made. */
  readonly substitutions: number;
  /** Shots. */
  readonly shots: number;
  /** Shots on target, goals included. */
  readonly shotsOnTarget: number;
  /** Sum of the shots' expected goals. */
  readonly expectedGoals: number;
  /** True once the team is announced. */
  readonly lineUpKnown: boolean;
  /** Shots, each worth half as much for every quarter of an hour of play since it. */
  readonly recentShots: number;
  /** Expected goals of the shots, fading as recentShots does. */
  readonly recentExpectedGoals: number;
}

/** A team, by its identity in Touchline (never a provider's name). */
export interface Team {
  /** Stable identity, e.g. club:man-united or nation:france. */
  readonly id: string;
  /** Name to show. */
  readonly name: string;
}

/** Rolling windows of one team as of a kick-off. */
export interface TeamForm {
  /** Team. */
  readonly teamId: string;
  /** Kick-off of its last match before, ms since the epoch; null for a first match. */
  readonly lastPlayed: number | null;
  /** 5, 10 and 20 matches, for ALL, HOME and AWAY. */
  readonly windows: readonly FormWindow[];
}

/** Forecast or observation for a ground and an hour. */
export interface Weather {
  /** Who says so, e.g. wyscout, espn. */
  readonly provider: string;
  /** Identity of the match, <provider>:<id>. The record key. */
  readonly matchId: string;
  /** Hour it speaks of, ms since the epoch. */
  readonly validAt: number;
  /** When it was issued, ms since the epoch. */
  readonly issuedAt: number;
  /** Air temperature, degrees Celsius. */
  readonly temperature: number | null;
  /** Wind at 10 m, metres a second. */
  readonly windSpeed: number | null;
  /** Precipitation, millimetres an hour. */
  readonly precipitation: number | null;
  /** Provider's clock: when it happened or was said, ms since the epoch. */
  readonly providerTime: number;
}

/** Every record's schema, self-contained. */
export const schemas = {
  Alert: {
    name: "Alert",
    definition:
      "{\"type\":\"record\",\"name\":\"Alert\",\"namespace\":\"touchline\",\"doc\":\"What a rule found in a match. Told again under the same id when its state changes.\",\"fields\":[{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Identity of the alert: <match id>/<number of the alert in the match>.\"},{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"ruleId\",\"type\":\"string\",\"doc\":\"Rule that raised it.\"},{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"AlertKind\",\"namespace\":\"touchline\",\"doc\":\"What a rule looks for.\",\"symbols\":[\"SWING\",\"FAVOURITE_BEHIND\",\"RED_CARD\",\"VALUE\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"What the rule looks for.\"},{\"name\":\"state\",\"type\":{\"type\":\"enum\",\"name\":\"AlertState\",\"doc\":\"RAISED: it holds. ENDED: it did, and does no more. WITHDRAWN: what raised it was taken back.\",\"symbols\":[\"RAISED\",\"ENDED\",\"WITHDRAWN\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"Where it stands.\"},{\"name\":\"side\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Side\",\"namespace\":\"touchline\",\"doc\":\"A side of a match.\",\"symbols\":[\"HOME\",\"AWAY\"]}],\"doc\":\"Side that gains, is behind, had a man sent off, or has value; null where none has.\",\"default\":null},{\"name\":\"text\",\"type\":\"string\",\"doc\":\"One English sentence with the figures as it was raised.\"},{\"name\":\"sequence\",\"type\":\"int\",\"doc\":\"Sequence of the prediction that raised it, or that a price was compared with.\"},{\"name\":\"token\",\"type\":\"string\",\"doc\":\"Place of that prediction in match.predictions: <partition>:<offset>.\"},{\"name\":\"cause\",\"type\":{\"type\":\"record\",\"name\":\"Cause\",\"namespace\":\"touchline\",\"doc\":\"The input that led to a record.\",\"fields\":[{\"name\":\"record\",\"type\":{\"type\":\"enum\",\"name\":\"CauseRecord\",\"doc\":\"Kind of input.\",\"symbols\":[\"FIXTURE\",\"LINE_UP\",\"EVENT\"]},\"doc\":\"Kind of input.\"},{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who said it.\"},{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Event id; of a fixture or line-up its kind and side.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Its revision.\"},{\"name\":\"status\",\"type\":{\"type\":\"enum\",\"name\":\"EventStatus\",\"namespace\":\"touchline\",\"doc\":\"How sure the provider is.\",\"symbols\":[\"TENTATIVE\",\"CONFIRMED\",\"CANCELLED\"]},\"doc\":\"Its status.\"},{\"name\":\"type\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"EventType\",\"namespace\":\"touchline\",\"doc\":\"What happened. SILENCE: its provider has told nothing for too long while the match was played; the system says so itself.\",\"symbols\":[\"GOAL\",\"OWN_GOAL\",\"PENALTY_SCORED\",\"PENALTY_MISSED\",\"YELLOW\",\"SECOND_YELLOW\",\"RED\",\"SUBSTITUTION\",\"VAR_DECISION\",\"SHOT\",\"PERIOD_START\",\"PERIOD_END\",\"CLOCK\",\"UNKNOWN\",\"INJURY\",\"SILENCE\"],\"default\":\"UNKNOWN\"}],\"doc\":\"What happened, of an event.\",\"default\":null},{\"name\":\"side\",\"type\":[\"null\",\"Side\"],\"doc\":\"Side it counts for.\",\"default\":null},{\"name\":\"player\",\"type\":[\"null\",\"string\"],\"doc\":\"Name of the player.\",\"default\":null},{\"name\":\"period\",\"type\":\"int\",\"doc\":\"Match clock of the cause: period, 0 before kick-off.\"},{\"name\":\"second\",\"type\":\"double\",\"doc\":\"Match clock of the cause: seconds in the period.\"},{\"name\":\"statement\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"StatementKind\",\"doc\":\"What was said of the match or of one of its teams, besides what happened.\",\"symbols\":[\"OTHER\",\"ODDS\",\"AVAILABILITY\",\"NEWS\",\"WEATHER\"],\"default\":\"OTHER\"}],\"doc\":\"Of a statement on the match or one of its teams what kind it is: then record is EVENT without a type, and id the statement's identity. Null otherwise.\",\"default\":null}]},\"doc\":\"What led to that prediction.\"},{\"name\":\"period\",\"type\":\"int\",\"doc\":\"Match clock when it was raised: period, 0 before kick-off.\"},{\"name\":\"second\",\"type\":\"double\",\"doc\":\"Match clock when it was raised: seconds in the period.\"},{\"name\":\"score\",\"type\":{\"type\":\"record\",\"name\":\"Score\",\"namespace\":\"touchline\",\"doc\":\"Goals of both sides.\",\"fields\":[{\"name\":\"home\",\"type\":\"int\",\"doc\":\"Goals of the home side.\"},{\"name\":\"away\",\"type\":\"int\",\"doc\":\"Goals of the away side.\"}]},\"doc\":\"Goals when it was raised.\"},{\"name\":\"raisedAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock when it was raised, ms since the epoch; of VALUE the later one of the feed's and the bookmaker's.\"},{\"name\":\"endedAt\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"doc\":\"The same when it ended or was taken back; null while it holds.\",\"default\":null},{\"name\":\"endedBecause\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"AlertEnd\",\"doc\":\"CEASED: the figures fell below what keeps it. SUSPENDED: nothing should be bet now. STALE: prices or prediction are too old. TAKEN_BACK: an event it rests on was taken back. RULE_GONE: its rule was taken away, or is for other matches now. MATCH_OVER: the match is.\",\"symbols\":[\"CEASED\",\"SUSPENDED\",\"STALE\",\"TAKEN_BACK\",\"RULE_GONE\",\"MATCH_OVER\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}],\"doc\":\"Why it holds no more; null while it does.\",\"default\":null},{\"name\":\"swing\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"AlertSwing\",\"doc\":\"How a chance moved.\",\"fields\":[{\"name\":\"of\",\"type\":\"Side\",\"doc\":\"Side whose chance of winning it is.\"},{\"name\":\"from\",\"type\":\"double\",\"doc\":\"Chance before.\"},{\"name\":\"to\",\"type\":\"double\",\"doc\":\"Chance when the alert was raised.\"},{\"name\":\"minutes\",\"type\":\"double\",\"doc\":\"Minutes of play between them.\"}]}],\"doc\":\"Figures of SWING.\",\"default\":null},{\"name\":\"favourite\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"AlertFavourite\",\"doc\":\"A favourite that is behind.\",\"fields\":[{\"name\":\"before\",\"type\":\"double\",\"doc\":\"Its chance of winning before kick-off.\"},{\"name\":\"now\",\"type\":\"double\",\"doc\":\"Its chance of winning when the alert was raised.\"}]}],\"doc\":\"Figures of FAVOURITE_BEHIND.\",\"default\":null},{\"name\":\"redCard\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"AlertRedCard\",\"doc\":\"A dismissal.\",\"fields\":[{\"name\":\"men\",\"type\":\"int\",\"doc\":\"Men that the side has left.\"},{\"name\":\"player\",\"type\":[\"null\",\"string\"],\"doc\":\"Name of the player; null where it is not known.\",\"default\":null}]}],\"doc\":\"Figures of RED_CARD.\",\"default\":null},{\"name\":\"value\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"AlertValue\",\"doc\":\"A price against the model's chance.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Bookmaker.\"},{\"name\":\"market\",\"type\":{\"type\":\"enum\",\"name\":\"Market\",\"doc\":\"What is bet on.\",\"symbols\":[\"MATCH_RESULT\",\"OVER_UNDER\",\"BOTH_TEAMS_TO_SCORE\",\"ASIAN_HANDICAP\",\"CORRECT_SCORE\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"What is bet on.\"},{\"name\":\"line\",\"type\":[\"null\",\"double\"],\"doc\":\"Goals line; null where the market has none.\",\"default\":null},{\"name\":\"selection\",\"type\":\"string\",\"doc\":\"Outcome: home, draw, away, over, under, yes, no.\"},{\"name\":\"price\",\"type\":\"double\",\"doc\":\"Decimal odds.\"},{\"name\":\"chance\",\"type\":\"double\",\"doc\":\"The model's chance of the outcome.\"},{\"name\":\"low\",\"type\":[\"null\",\"double\"],\"doc\":\"Low end of its interval; null where there is none.\",\"default\":null},{\"name\":\"marketChance\",\"type\":[\"null\",\"double\"],\"doc\":\"Chance by the bookmaker's prices of the whole market, its margin taken out; null where a price is missing.\",\"default\":null},{\"name\":\"edge\",\"type\":\"double\",\"doc\":\"Chance times price, less 1; reckoned with the low end where the rule says so.\"}]}],\"doc\":\"Figures of VALUE.\",\"default\":null}]}",
  } as Schema<Alert>,
  AlertRule: {
    name: "AlertRule",
    definition:
      "{\"type\":\"record\",\"name\":\"AlertRule\",\"namespace\":\"touchline\",\"doc\":\"What is to raise an alert, and in which matches. Fields that its kind does not have are null.\",\"fields\":[{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Identity of the rule.\"},{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"AlertKind\",\"namespace\":\"touchline\",\"doc\":\"What a rule looks for.\",\"symbols\":[\"SWING\",\"FAVOURITE_BEHIND\",\"RED_CARD\",\"VALUE\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"What it looks for.\"},{\"name\":\"competitions\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"doc\":\"Competitions whose matches it is for; where these, teams and matches are all empty, it is for every match.\",\"default\":[]},{\"name\":\"teams\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"doc\":\"Ids of teams whose matches it is for.\",\"default\":[]},{\"name\":\"matches\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"doc\":\"Ids of matches it is for.\",\"default\":[]},{\"name\":\"atLeast\",\"type\":[\"null\",\"double\"],\"doc\":\"SWING: change of a side's chance of winning, as a share of 1. VALUE: edge.\",\"default\":null},{\"name\":\"endsBelow\",\"type\":[\"null\",\"double\"],\"doc\":\"SWING, VALUE: below it the alert ends; less than `atLeast`.\",\"default\":null},{\"name\":\"withinMinutes\",\"type\":[\"null\",\"double\"],\"doc\":\"SWING: minutes of play within which the chance moves.\",\"default\":null},{\"name\":\"favouriteAtLeast\",\"type\":[\"null\",\"double\"],\"doc\":\"FAVOURITE_BEHIND: chance of winning before kick-off that makes a favourite.\",\"default\":null},{\"name\":\"fromMinute\",\"type\":[\"null\",\"double\"],\"doc\":\"FAVOURITE_BEHIND: minute of the match from which it counts.\",\"default\":null},{\"name\":\"maxOddsAgeSeconds\",\"type\":[\"null\",\"double\"],\"doc\":\"VALUE: prices that are older do not count, seconds of the bookmaker's clock.\",\"default\":null},{\"name\":\"quietSeconds\",\"type\":[\"null\",\"double\"],\"doc\":\"VALUE: none for so long after a goal or a dismissal, seconds.\",\"default\":null},{\"name\":\"byLowEnd\",\"type\":[\"null\",\"boolean\"],\"doc\":\"VALUE: true where the edge is reckoned with the low end of the chance's interval.\",\"default\":null},{\"name\":\"markets\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"enum\",\"name\":\"Market\",\"doc\":\"What is bet on.\",\"symbols\":[\"MATCH_RESULT\",\"OVER_UNDER\",\"BOTH_TEAMS_TO_SCORE\",\"ASIAN_HANDICAP\",\"CORRECT_SCORE\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}},\"doc\":\"VALUE: markets it is for.\",\"default\":[]}]}",
  } as Schema<AlertRule>,
  AlertRuleChange: {
    name: "AlertRuleChange",
    definition:
      "{\"type\":\"record\",\"name\":\"AlertRuleChange\",\"namespace\":\"touchline\",\"doc\":\"A rule was stated, or taken away. The record key is change/<revision>.\",\"fields\":[{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Number of the change, from 1, without gaps.\"},{\"name\":\"ruleId\",\"type\":\"string\",\"doc\":\"Which rule.\"},{\"name\":\"rule\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"AlertRule\",\"namespace\":\"touchline\",\"doc\":\"What is to raise an alert, and in which matches. Fields that its kind does not have are null.\",\"fields\":[{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Identity of the rule.\"},{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"AlertKind\",\"namespace\":\"touchline\",\"doc\":\"What a rule looks for.\",\"symbols\":[\"SWING\",\"FAVOURITE_BEHIND\",\"RED_CARD\",\"VALUE\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"What it looks for.\"},{\"name\":\"competitions\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"doc\":\"Competitions whose matches it is for; where these, teams and matches are all empty, it is for every match.\",\"default\":[]},{\"name\":\"teams\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"doc\":\"Ids of teams whose matches it is for.\",\"default\":[]},{\"name\":\"matches\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"doc\":\"Ids of matches it is for.\",\"default\":[]},{\"name\":\"atLeast\",\"type\":[\"null\",\"double\"],\"doc\":\"SWING: change of a side's chance of winning, as a share of 1. VALUE: edge.\",\"default\":null},{\"name\":\"endsBelow\",\"type\":[\"null\",\"double\"],\"doc\":\"SWING, VALUE: below it the alert ends; less than `atLeast`.\",\"default\":null},{\"name\":\"withinMinutes\",\"type\":[\"null\",\"double\"],\"doc\":\"SWING: minutes of play within which the chance moves.\",\"default\":null},{\"name\":\"favouriteAtLeast\",\"type\":[\"null\",\"double\"],\"doc\":\"FAVOURITE_BEHIND: chance of winning before kick-off that makes a favourite.\",\"default\":null},{\"name\":\"fromMinute\",\"type\":[\"null\",\"double\"],\"doc\":\"FAVOURITE_BEHIND: minute of the match from which it counts.\",\"default\":null},{\"name\":\"maxOddsAgeSeconds\",\"type\":[\"null\",\"double\"],\"doc\":\"VALUE: prices that are older do not count, seconds of the bookmaker's clock.\",\"default\":null},{\"name\":\"quietSeconds\",\"type\":[\"null\",\"double\"],\"doc\":\"VALUE: none for so long after a goal or a dismissal, seconds.\",\"default\":null},{\"name\":\"byLowEnd\",\"type\":[\"null\",\"boolean\"],\"doc\":\"VALUE: true where the edge is reckoned with the low end of the chance's interval.\",\"default\":null},{\"name\":\"markets\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"enum\",\"name\":\"Market\",\"doc\":\"What is bet on.\",\"symbols\":[\"MATCH_RESULT\",\"OVER_UNDER\",\"BOTH_TEAMS_TO_SCORE\",\"ASIAN_HANDICAP\",\"CORRECT_SCORE\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}},\"doc\":\"VALUE: markets it is for.\",\"default\":[]}]}],\"doc\":\"The rule from then on; null where it is taken away.\",\"default\":null},{\"name\":\"from\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"It holds for records of this time or later, ms since the epoch; a little ahead of when it was stated, so that who reads it has it by then.\"},{\"name\":\"by\",\"type\":\"string\",\"doc\":\"Who stated it.\"}]}",
  } as Schema<AlertRuleChange>,
  Availability: {
    name: "Availability",
    definition:
      "{\"type\":\"record\",\"name\":\"Availability\",\"namespace\":\"touchline\",\"doc\":\"Whether a player can play.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who says so, e.g. wyscout, espn.\"},{\"name\":\"teamId\",\"type\":\"string\",\"doc\":\"Team. The record key.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Version of this statement by its provider, from 1; the highest wins.\"},{\"name\":\"player\",\"type\":{\"type\":\"record\",\"name\":\"Player\",\"namespace\":\"touchline\",\"doc\":\"A player as the provider names him.\",\"fields\":[{\"name\":\"id\",\"type\":[\"null\",\"string\"],\"doc\":\"Provider's identity, null where it gives a name only.\",\"default\":null},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Name to show.\"},{\"name\":\"position\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Position\",\"doc\":\"Line on the pitch.\",\"symbols\":[\"GOALKEEPER\",\"DEFENDER\",\"MIDFIELDER\",\"FORWARD\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}],\"doc\":\"Line on the pitch, null where unknown.\",\"default\":null}]},\"doc\":\"Who.\"},{\"name\":\"state\",\"type\":{\"type\":\"enum\",\"name\":\"AvailabilityState\",\"doc\":\"Whether he can play.\",\"symbols\":[\"AVAILABLE\",\"DOUBTFUL\",\"OUT\",\"SUSPENDED\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"Whether he can play.\"},{\"name\":\"reason\",\"type\":[\"null\",\"string\"],\"doc\":\"Injury or ban, as the provider words it.\",\"default\":null},{\"name\":\"expectedReturn\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"doc\":\"When he should be back, ms since the epoch.\",\"default\":null},{\"name\":\"providerTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock: when it happened or was said, ms since the epoch.\"}]}",
  } as Schema<Availability>,
  Cause: {
    name: "Cause",
    definition:
      "{\"type\":\"record\",\"name\":\"Cause\",\"namespace\":\"touchline\",\"doc\":\"The input that led to a record.\",\"fields\":[{\"name\":\"record\",\"type\":{\"type\":\"enum\",\"name\":\"CauseRecord\",\"doc\":\"Kind of input.\",\"symbols\":[\"FIXTURE\",\"LINE_UP\",\"EVENT\"]},\"doc\":\"Kind of input.\"},{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who said it.\"},{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Event id; of a fixture or line-up its kind and side.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Its revision.\"},{\"name\":\"status\",\"type\":{\"type\":\"enum\",\"name\":\"EventStatus\",\"namespace\":\"touchline\",\"doc\":\"How sure the provider is.\",\"symbols\":[\"TENTATIVE\",\"CONFIRMED\",\"CANCELLED\"]},\"doc\":\"Its status.\"},{\"name\":\"type\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"EventType\",\"namespace\":\"touchline\",\"doc\":\"What happened. SILENCE: its provider has told nothing for too long while the match was played; the system says so itself.\",\"symbols\":[\"GOAL\",\"OWN_GOAL\",\"PENALTY_SCORED\",\"PENALTY_MISSED\",\"YELLOW\",\"SECOND_YELLOW\",\"RED\",\"SUBSTITUTION\",\"VAR_DECISION\",\"SHOT\",\"PERIOD_START\",\"PERIOD_END\",\"CLOCK\",\"UNKNOWN\",\"INJURY\",\"SILENCE\"],\"default\":\"UNKNOWN\"}],\"doc\":\"What happened, of an event.\",\"default\":null},{\"name\":\"side\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Side\",\"namespace\":\"touchline\",\"doc\":\"A side of a match.\",\"symbols\":[\"HOME\",\"AWAY\"]}],\"doc\":\"Side it counts for.\",\"default\":null},{\"name\":\"player\",\"type\":[\"null\",\"string\"],\"doc\":\"Name of the player.\",\"default\":null},{\"name\":\"period\",\"type\":\"int\",\"doc\":\"Match clock of the cause: period, 0 before kick-off.\"},{\"name\":\"second\",\"type\":\"double\",\"doc\":\"Match clock of the cause: seconds in the period.\"},{\"name\":\"statement\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"StatementKind\",\"doc\":\"What was said of the match or of one of its teams, besides what happened.\",\"symbols\":[\"OTHER\",\"ODDS\",\"AVAILABILITY\",\"NEWS\",\"WEATHER\"],\"default\":\"OTHER\"}],\"doc\":\"Of a statement on the match or one of its teams what kind it is: then record is EVENT without a type, and id the statement's identity. Null otherwise.\",\"default\":null}]}",
  } as Schema<Cause>,
  ClosingPrices: {
    name: "ClosingPrices",
    definition:
      "{\"type\":\"record\",\"name\":\"ClosingPrices\",\"namespace\":\"touchline\",\"doc\":\"Decimal prices of a match just before its kick-off.\",\"fields\":[{\"name\":\"book\",\"type\":\"string\",\"doc\":\"Who quoted the result: a bookmaker, or average of several.\"},{\"name\":\"home\",\"type\":\"double\",\"doc\":\"The home side wins.\"},{\"name\":\"draw\",\"type\":\"double\",\"doc\":\"Nobody wins.\"},{\"name\":\"away\",\"type\":\"double\",\"doc\":\"The away side wins.\"},{\"name\":\"over\",\"type\":[\"null\",\"double\"],\"doc\":\"Three goals or more, null where nobody quoted it.\",\"default\":null},{\"name\":\"under\",\"type\":[\"null\",\"double\"],\"doc\":\"Two goals or fewer, null where nobody quoted it.\",\"default\":null}]}",
  } as Schema<ClosingPrices>,
  Counts: {
    name: "Counts",
    definition:
      "{\"type\":\"record\",\"name\":\"Counts\",\"namespace\":\"touchline\",\"doc\":\"What a side did in a match; null where nobody told.\",\"fields\":[{\"name\":\"shots\",\"type\":[\"null\",\"int\"],\"doc\":\"Shots.\",\"default\":null},{\"name\":\"shotsOnTarget\",\"type\":[\"null\",\"int\"],\"doc\":\"Shots on target.\",\"default\":null},{\"name\":\"corners\",\"type\":[\"null\",\"int\"],\"doc\":\"Corner kicks.\",\"default\":null},{\"name\":\"fouls\",\"type\":[\"null\",\"int\"],\"doc\":\"Fouls committed.\",\"default\":null},{\"name\":\"yellowCards\",\"type\":[\"null\",\"int\"],\"doc\":\"Yellow cards.\",\"default\":null},{\"name\":\"redCards\",\"type\":[\"null\",\"int\"],\"doc\":\"Red cards.\",\"default\":null}]}",
  } as Schema<Counts>,
  DeadLetter: {
    name: "DeadLetter",
    definition:
      "{\"type\":\"record\",\"name\":\"DeadLetter\",\"namespace\":\"touchline\",\"doc\":\"A record that could not be used, and why.\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Reason code, one of those that the docs list.\"},{\"name\":\"message\",\"type\":\"string\",\"doc\":\"What was wrong, with what, and what to do.\"},{\"name\":\"stage\",\"type\":\"string\",\"doc\":\"Service that refused it.\"},{\"name\":\"topic\",\"type\":[\"null\",\"string\"],\"doc\":\"Topic it stood on; null where a provider's message never reached one.\",\"default\":null},{\"name\":\"partition\",\"type\":[\"null\",\"int\"],\"doc\":\"Partition.\",\"default\":null},{\"name\":\"offset\",\"type\":[\"null\",\"long\"],\"doc\":\"Offset.\",\"default\":null},{\"name\":\"key\",\"type\":[\"null\",\"string\"],\"doc\":\"Key.\",\"default\":null},{\"name\":\"payload\",\"type\":\"bytes\",\"doc\":\"Value as it was read; JSON of the provider's message where it stood on no topic.\"}]}",
  } as Schema<DeadLetter>,
  Features: {
    name: "Features",
    definition:
      "{\"type\":\"record\",\"name\":\"Features\",\"namespace\":\"touchline\",\"doc\":\"What is known of a match after one more input; the model's whole input.\",\"fields\":[{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Count of inputs that changed this match, from 1.\"},{\"name\":\"phase\",\"type\":{\"type\":\"enum\",\"name\":\"Phase\",\"namespace\":\"touchline\",\"doc\":\"Where a match stands.\",\"symbols\":[\"PRE_MATCH\",\"LIVE\",\"BREAK\",\"FINISHED\",\"CALLED_OFF\"]},\"doc\":\"Where the match stands.\"},{\"name\":\"period\",\"type\":\"int\",\"doc\":\"Period on the clock, 0 before kick-off.\"},{\"name\":\"second\",\"type\":\"double\",\"doc\":\"Seconds in the period, the highest seen.\"},{\"name\":\"stoppage\",\"type\":[\"null\",\"double\"],\"doc\":\"Stoppage announced for this period, seconds.\",\"default\":null},{\"name\":\"suspended\",\"type\":\"boolean\",\"doc\":\"True while nothing should be bet: a tentative event waits for its confirmation, nothing has shown yet that play goes on after a goal, card, penalty or VAR decision, or that a feed is back that fell silent, or all bookmakers that quote the match take no bets.\"},{\"name\":\"competition\",\"type\":\"string\",\"doc\":\"Competition.\"},{\"name\":\"season\",\"type\":\"string\",\"doc\":\"Season.\"},{\"name\":\"kickOff\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Scheduled kick-off, ms since the epoch.\"},{\"name\":\"neutral\",\"type\":\"boolean\",\"doc\":\"True on neutral ground.\"},{\"name\":\"knockout\",\"type\":\"boolean\",\"doc\":\"True where a draw goes to extra time.\"},{\"name\":\"homeTeam\",\"type\":{\"type\":\"record\",\"name\":\"Team\",\"namespace\":\"touchline\",\"doc\":\"A team, by its identity in Touchline (never a provider's name).\",\"fields\":[{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Stable identity, e.g. club:man-united or nation:france.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Name to show.\"}]},\"doc\":\"Home side.\"},{\"name\":\"awayTeam\",\"type\":\"Team\",\"doc\":\"Away side.\"},{\"name\":\"home\",\"type\":{\"type\":\"record\",\"name\":\"SideState\",\"namespace\":\"touchline\",\"doc\":\"One side of a match as played so far.\",\"fields\":[{\"name\":\"goals\",\"type\":\"int\",\"doc\":\"Goals.\"},{\"name\":\"yellowCards\",\"type\":\"int\",\"doc\":\"Yellow cards, second ones not counted.\"},{\"name\":\"redCards\",\"type\":\"int\",\"doc\":\"Dismissals.\"},{\"name\":\"men\",\"type\":\"int\",\"doc\":\"Men on the pitch.\"},{\"name\":\"substitutions\",\"type\":\"int\",\"doc\":\"Substitutions made.\"},{\"name\":\"shots\",\"type\":\"int\",\"doc\":\"Shots.\"},{\"name\":\"shotsOnTarget\",\"type\":\"int\",\"doc\":\"Shots on target, goals included.\"},{\"name\":\"expectedGoals\",\"type\":\"double\",\"doc\":\"Sum of the shots' expected goals.\"},{\"name\":\"lineUpKnown\",\"type\":\"boolean\",\"doc\":\"True once the team is announced.\"},{\"name\":\"recentShots\",\"type\":\"double\",\"doc\":\"Shots, each worth half as much for every quarter of an hour of play since it.\",\"default\":0},{\"name\":\"recentExpectedGoals\",\"type\":\"double\",\"doc\":\"Expected goals of the shots, fading as recentShots does.\",\"default\":0}]},\"doc\":\"Home side so far.\"},{\"name\":\"away\",\"type\":\"SideState\",\"doc\":\"Away side so far.\"},{\"name\":\"halfTime\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Score\",\"namespace\":\"touchline\",\"doc\":\"Goals of both sides.\",\"fields\":[{\"name\":\"home\",\"type\":\"int\",\"doc\":\"Goals of the home side.\"},{\"name\":\"away\",\"type\":\"int\",\"doc\":\"Goals of the away side.\"}]}],\"doc\":\"Score at half-time, null before.\",\"default\":null},{\"name\":\"fullTime\",\"type\":[\"null\",\"Score\"],\"doc\":\"Score after 90 minutes, null before the second half's end. What the markets settle on; goals count on in extra time.\",\"default\":null},{\"name\":\"shootOut\",\"type\":[\"null\",\"Score\"],\"doc\":\"Kicks scored in a shoot-out, null where there is none or its kicks were not told.\",\"default\":null},{\"name\":\"homeForm\",\"type\":{\"type\":\"record\",\"name\":\"TeamForm\",\"namespace\":\"touchline\",\"doc\":\"Rolling windows of one team as of a kick-off.\",\"fields\":[{\"name\":\"teamId\",\"type\":\"string\",\"doc\":\"Team.\"},{\"name\":\"lastPlayed\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"doc\":\"Kick-off of its last match before, ms since the epoch; null for a first match.\",\"default\":null},{\"name\":\"windows\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"FormWindow\",\"namespace\":\"touchline\",\"doc\":\"A team's last matches before a kick-off.\",\"fields\":[{\"name\":\"last\",\"type\":\"int\",\"doc\":\"Length of the window in matches: 5, 10 or 20.\"},{\"name\":\"venue\",\"type\":{\"type\":\"enum\",\"name\":\"FormVenue\",\"doc\":\"Which matches count.\",\"symbols\":[\"ALL\",\"HOME\",\"AWAY\"]},\"doc\":\"Which matches count. On neutral ground a match counts in ALL only.\"},{\"name\":\"matches\",\"type\":\"int\",\"doc\":\"Matches found, at most the window's length.\"},{\"name\":\"points\",\"type\":\"int\",\"doc\":\"Points, 3 a win and 1 a draw.\"},{\"name\":\"goalsFor\",\"type\":\"int\",\"doc\":\"Goals scored.\"},{\"name\":\"goalsAgainst\",\"type\":\"int\",\"doc\":\"Goals conceded.\"}]}},\"doc\":\"5, 10 and 20 matches, for ALL, HOME and AWAY.\"}]},\"doc\":\"Home side before the match.\"},{\"name\":\"awayForm\",\"type\":\"TeamForm\",\"doc\":\"Away side before the match.\"},{\"name\":\"formComplete\",\"type\":\"boolean\",\"doc\":\"False where history had not reached kick-off when it was read.\"},{\"name\":\"cause\",\"type\":{\"type\":\"record\",\"name\":\"Cause\",\"namespace\":\"touchline\",\"doc\":\"The input that led to a record.\",\"fields\":[{\"name\":\"record\",\"type\":{\"type\":\"enum\",\"name\":\"CauseRecord\",\"doc\":\"Kind of input.\",\"symbols\":[\"FIXTURE\",\"LINE_UP\",\"EVENT\"]},\"doc\":\"Kind of input.\"},{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who said it.\"},{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Event id; of a fixture or line-up its kind and side.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Its revision.\"},{\"name\":\"status\",\"type\":{\"type\":\"enum\",\"name\":\"EventStatus\",\"namespace\":\"touchline\",\"doc\":\"How sure the provider is.\",\"symbols\":[\"TENTATIVE\",\"CONFIRMED\",\"CANCELLED\"]},\"doc\":\"Its status.\"},{\"name\":\"type\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"EventType\",\"namespace\":\"touchline\",\"doc\":\"What happened. SILENCE: its provider has told nothing for too long while the match was played; the system says so itself.\",\"symbols\":[\"GOAL\",\"OWN_GOAL\",\"PENALTY_SCORED\",\"PENALTY_MISSED\",\"YELLOW\",\"SECOND_YELLOW\",\"RED\",\"SUBSTITUTION\",\"VAR_DECISION\",\"SHOT\",\"PERIOD_START\",\"PERIOD_END\",\"CLOCK\",\"UNKNOWN\",\"INJURY\",\"SILENCE\"],\"default\":\"UNKNOWN\"}],\"doc\":\"What happened, of an event.\",\"default\":null},{\"name\":\"side\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Side\",\"namespace\":\"touchline\",\"doc\":\"A side of a match.\",\"symbols\":[\"HOME\",\"AWAY\"]}],\"doc\":\"Side it counts for.\",\"default\":null},{\"name\":\"player\",\"type\":[\"null\",\"string\"],\"doc\":\"Name of the player.\",\"default\":null},{\"name\":\"period\",\"type\":\"int\",\"doc\":\"Match clock of the cause: period, 0 before kick-off.\"},{\"name\":\"second\",\"type\":\"double\",\"doc\":\"Match clock of the cause: seconds in the period.\"},{\"name\":\"statement\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"StatementKind\",\"doc\":\"What was said of the match or of one of its teams, besides what happened.\",\"symbols\":[\"OTHER\",\"ODDS\",\"AVAILABILITY\",\"NEWS\",\"WEATHER\"],\"default\":\"OTHER\"}],\"doc\":\"Of a statement on the match or one of its teams what kind it is: then record is EVENT without a type, and id the statement's identity. Null otherwise.\",\"default\":null}]},\"doc\":\"The input that led here.\"},{\"name\":\"asOf\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock of the cause, ms since the epoch.\"},{\"name\":\"lastGoal\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"MatchTime\",\"doc\":\"A moment on the match clock.\",\"fields\":[{\"name\":\"period\",\"type\":\"int\",\"doc\":\"Period, from 1.\"},{\"name\":\"second\",\"type\":\"double\",\"doc\":\"Seconds in the period.\"}]}],\"doc\":\"When the last goal fell, null where none has; kicks of a shoot-out are none.\",\"default\":null}]}",
  } as Schema<Features>,
  FeedHealth: {
    name: "FeedHealth",
    definition:
      "{\"type\":\"record\",\"name\":\"FeedHealth\",\"namespace\":\"touchline\",\"doc\":\"What is known of one provider's feed.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Provider. The record key.\"},{\"name\":\"state\",\"type\":{\"type\":\"enum\",\"name\":\"FeedState\",\"doc\":\"How the feed does.\",\"symbols\":[\"UP\",\"DELAYED\",\"DOWN\",\"RECOVERING\",\"FINISHED\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"How the feed does; FINISHED where it has nothing more to say.\"},{\"name\":\"detail\",\"type\":[\"null\",\"string\"],\"doc\":\"Why, in a sentence.\",\"default\":null},{\"name\":\"lastMessageAt\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"doc\":\"Time of the last message, ms since the epoch.\",\"default\":null},{\"name\":\"completeTo\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"doc\":\"History: every result with a kick-off before this, ms since the epoch, has been published ...\",\"default\":null},{\"name\":\"positions\",\"type\":[\"null\",{\"type\":\"array\",\"items\":\"long\"}],\"doc\":\"... in match.results, below these offsets (one a partition).\",\"default\":null},{\"name\":\"providerTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock: when it happened or was said, ms since the epoch.\"},{\"name\":\"matches\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"MatchTold\",\"doc\":\"How far a feed has told a match.\",\"fields\":[{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Match.\"},{\"name\":\"toldTo\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Latest provider's clock of what was told of it, ms since the epoch.\"}]}},\"doc\":\"Live feed: the matches that it is telling, and how far; sorted by match id.\",\"default\":[]},{\"name\":\"lineUpPositions\",\"type\":[\"null\",{\"type\":\"array\",\"items\":\"long\"}],\"doc\":\"History: every line-up that goes with these results stands in match.line-ups below these offsets (one a partition); null where nothing is promised of them.\",\"default\":null}]}",
  } as Schema<FeedHealth>,
  Fixture: {
    name: "Fixture",
    definition:
      "{\"type\":\"record\",\"name\":\"Fixture\",\"namespace\":\"touchline\",\"doc\":\"A match to be played: who, where, when.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who says so, e.g. wyscout, espn.\"},{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Version of this statement by its provider, from 1; the highest wins.\"},{\"name\":\"status\",\"type\":{\"type\":\"enum\",\"name\":\"FixtureStatus\",\"doc\":\"Whether it will be played.\",\"symbols\":[\"SCHEDULED\",\"POSTPONED\",\"CANCELLED\",\"ABANDONED\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"Whether it will be played.\"},{\"name\":\"competition\",\"type\":\"string\",\"doc\":\"Competition, e.g. ENG-Premier League.\"},{\"name\":\"season\",\"type\":\"string\",\"doc\":\"Season, e.g. 2017/18.\"},{\"name\":\"round\",\"type\":[\"null\",\"int\"],\"doc\":\"Round or match day, null where there is none.\",\"default\":null},{\"name\":\"kickOff\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Scheduled kick-off, ms since the epoch.\"},{\"name\":\"home\",\"type\":{\"type\":\"record\",\"name\":\"Team\",\"namespace\":\"touchline\",\"doc\":\"A team, by its identity in Touchline (never a provider's name).\",\"fields\":[{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Stable identity, e.g. club:man-united or nation:france.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Name to show.\"}]},\"doc\":\"Home side.\"},{\"name\":\"away\",\"type\":\"Team\",\"doc\":\"Away side.\"},{\"name\":\"neutral\",\"type\":\"boolean\",\"doc\":\"True where the home side is not at home: on neutral ground, or where the side listed as away is the host.\"},{\"name\":\"knockout\",\"type\":\"boolean\",\"doc\":\"True where a draw after 90 minutes goes to extra time.\"},{\"name\":\"venue\",\"type\":[\"null\",\"string\"],\"doc\":\"Ground, null where unknown.\",\"default\":null},{\"name\":\"referee\",\"type\":[\"null\",\"string\"],\"doc\":\"Provider's identity of the referee, null where unknown.\",\"default\":null},{\"name\":\"providerTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock: when it happened or was said, ms since the epoch.\"}]}",
  } as Schema<Fixture>,
  FormWindow: {
    name: "FormWindow",
    definition:
      "{\"type\":\"record\",\"name\":\"FormWindow\",\"namespace\":\"touchline\",\"doc\":\"A team's last matches before a kick-off.\",\"fields\":[{\"name\":\"last\",\"type\":\"int\",\"doc\":\"Length of the window in matches: 5, 10 or 20.\"},{\"name\":\"venue\",\"type\":{\"type\":\"enum\",\"name\":\"FormVenue\",\"doc\":\"Which matches count.\",\"symbols\":[\"ALL\",\"HOME\",\"AWAY\"]},\"doc\":\"Which matches count. On neutral ground a match counts in ALL only.\"},{\"name\":\"matches\",\"type\":\"int\",\"doc\":\"Matches found, at most the window's length.\"},{\"name\":\"points\",\"type\":\"int\",\"doc\":\"Points, 3 a win and 1 a draw.\"},{\"name\":\"goalsFor\",\"type\":\"int\",\"doc\":\"Goals scored.\"},{\"name\":\"goalsAgainst\",\"type\":\"int\",\"doc\":\"Goals conceded.\"}]}",
  } as Schema<FormWindow>,
  GoalTime: {
    name: "GoalTime",
    definition:
      "{\"type\":\"record\",\"name\":\"GoalTime\",\"namespace\":\"touchline\",\"doc\":\"When a goal fell.\",\"fields\":[{\"name\":\"side\",\"type\":{\"type\":\"enum\",\"name\":\"Side\",\"namespace\":\"touchline\",\"doc\":\"A side of a match.\",\"symbols\":[\"HOME\",\"AWAY\"]},\"doc\":\"Side that it counts for.\"},{\"name\":\"minute\",\"type\":\"int\",\"doc\":\"Minute of the match, from 1; stoppage counts to the minute before it.\"}]}",
  } as Schema<GoalTime>,
  LineUp: {
    name: "LineUp",
    definition:
      "{\"type\":\"record\",\"name\":\"LineUp\",\"namespace\":\"touchline\",\"doc\":\"Who plays for one side.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who says so, e.g. wyscout, espn.\"},{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Version of this statement by its provider, from 1; the highest wins.\"},{\"name\":\"side\",\"type\":{\"type\":\"enum\",\"name\":\"Side\",\"namespace\":\"touchline\",\"doc\":\"A side of a match.\",\"symbols\":[\"HOME\",\"AWAY\"]},\"doc\":\"Which side.\"},{\"name\":\"announced\",\"type\":\"boolean\",\"doc\":\"True for the announced team, false for an expected one.\"},{\"name\":\"formation\",\"type\":[\"null\",\"string\"],\"doc\":\"Formation, e.g. 4-3-3; null where unknown.\",\"default\":null},{\"name\":\"starting\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Player\",\"namespace\":\"touchline\",\"doc\":\"A player as the provider names him.\",\"fields\":[{\"name\":\"id\",\"type\":[\"null\",\"string\"],\"doc\":\"Provider's identity, null where it gives a name only.\",\"default\":null},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Name to show.\"},{\"name\":\"position\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Position\",\"doc\":\"Line on the pitch.\",\"symbols\":[\"GOALKEEPER\",\"DEFENDER\",\"MIDFIELDER\",\"FORWARD\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}],\"doc\":\"Line on the pitch, null where unknown.\",\"default\":null}]}},\"doc\":\"The eleven who start.\"},{\"name\":\"bench\",\"type\":{\"type\":\"array\",\"items\":\"Player\"},\"doc\":\"Substitutes.\"},{\"name\":\"providerTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock: when it happened or was said, ms since the epoch.\"}]}",
  } as Schema<LineUp>,
  LinedUp: {
    name: "LinedUp",
    definition:
      "{\"type\":\"record\",\"name\":\"LinedUp\",\"namespace\":\"touchline\",\"doc\":\"Who played how long in a match that is over, and what either side scored meanwhile, as one provider tells it.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who says so, e.g. wyscout, espn.\"},{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Version of this statement by its provider, from 1; the highest wins.\"},{\"name\":\"kickOff\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Kick-off, ms since the epoch.\"},{\"name\":\"home\",\"type\":\"string\",\"doc\":\"Home side: stable identity of the team.\"},{\"name\":\"away\",\"type\":\"string\",\"doc\":\"Away side: stable identity of the team.\"},{\"name\":\"neutral\",\"type\":\"boolean\",\"doc\":\"True where the home side was not at home.\"},{\"name\":\"players\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"LinedUpPlayer\",\"doc\":\"A player of either squad.\",\"fields\":[{\"name\":\"key\",\"type\":\"string\",\"doc\":\"Identity: <provider>/<the provider's id>, or <provider>/<team id>/<name> where it gives a name only.\"},{\"name\":\"position\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Position\",\"doc\":\"Line on the pitch.\",\"symbols\":[\"GOALKEEPER\",\"DEFENDER\",\"MIDFIELDER\",\"FORWARD\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}],\"doc\":\"Line on the pitch, null where unknown.\",\"default\":null},{\"name\":\"goals\",\"type\":\"int\",\"doc\":\"Goals that he scored; own goals are nobody's.\"}]}},\"doc\":\"Both squads.\"},{\"name\":\"stints\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Stint\",\"doc\":\"A part of a match in which nobody came on or went off.\",\"fields\":[{\"name\":\"minutes\",\"type\":\"double\",\"doc\":\"How long it lasted, minutes of play.\"},{\"name\":\"home\",\"type\":{\"type\":\"record\",\"name\":\"StintSide\",\"doc\":\"One side in a stint.\",\"fields\":[{\"name\":\"players\",\"type\":{\"type\":\"array\",\"items\":\"int\"},\"doc\":\"Who played: places in the players of the match, from 0.\"},{\"name\":\"goals\",\"type\":\"int\",\"doc\":\"Goals for this side, own goals of the other among them.\"},{\"name\":\"expectedGoals\",\"type\":[\"null\",\"double\"],\"doc\":\"Sum over its shots of the chance that they score; null where no shot of the match has one.\",\"default\":null}]},\"doc\":\"Home side.\"},{\"name\":\"away\",\"type\":\"StintSide\",\"doc\":\"Away side.\"}]}},\"doc\":\"In the order of play; together they last as long as the match.\"}]}",
  } as Schema<LinedUp>,
  MatchEvent: {
    name: "MatchEvent",
    definition:
      "{\"type\":\"record\",\"name\":\"MatchEvent\",\"namespace\":\"touchline\",\"doc\":\"Something that happened in a match, as one provider tells it. (provider, matchId, eventId) is its identity; a higher revision replaces a lower one and may cancel it.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who says so, e.g. wyscout, espn.\"},{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"eventId\",\"type\":\"string\",\"doc\":\"Identity of the event within provider and match.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Version of this statement by its provider, from 1; the highest wins.\"},{\"name\":\"status\",\"type\":{\"type\":\"enum\",\"name\":\"EventStatus\",\"namespace\":\"touchline\",\"doc\":\"How sure the provider is.\",\"symbols\":[\"TENTATIVE\",\"CONFIRMED\",\"CANCELLED\"]},\"doc\":\"CANCELLED takes the event back; TENTATIVE moves nothing but the suspended flag.\"},{\"name\":\"type\",\"type\":{\"type\":\"enum\",\"name\":\"EventType\",\"namespace\":\"touchline\",\"doc\":\"What happened. SILENCE: its provider has told nothing for too long while the match was played; the system says so itself.\",\"symbols\":[\"GOAL\",\"OWN_GOAL\",\"PENALTY_SCORED\",\"PENALTY_MISSED\",\"YELLOW\",\"SECOND_YELLOW\",\"RED\",\"SUBSTITUTION\",\"VAR_DECISION\",\"SHOT\",\"PERIOD_START\",\"PERIOD_END\",\"CLOCK\",\"UNKNOWN\",\"INJURY\",\"SILENCE\"],\"default\":\"UNKNOWN\"},\"doc\":\"What happened. Goals count from GOAL, OWN_GOAL and PENALTY_SCORED; expected goals from SHOT, which comes beside a goal.\"},{\"name\":\"period\",\"type\":\"int\",\"doc\":\"1 and 2 halves, 3 and 4 extra time, 5 shoot-out.\"},{\"name\":\"second\",\"type\":\"double\",\"doc\":\"Match clock: seconds since the period began, stoppage included (45+3 is period 1, second 2880; 48 is period 2, second 180).\"},{\"name\":\"side\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Side\",\"namespace\":\"touchline\",\"doc\":\"A side of a match.\",\"symbols\":[\"HOME\",\"AWAY\"]}],\"doc\":\"Side that the event counts for; of an own goal the side credited with it. Null where it belongs to none.\",\"default\":null},{\"name\":\"player\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Player\",\"namespace\":\"touchline\",\"doc\":\"A player as the provider names him.\",\"fields\":[{\"name\":\"id\",\"type\":[\"null\",\"string\"],\"doc\":\"Provider's identity, null where it gives a name only.\",\"default\":null},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Name to show.\"},{\"name\":\"position\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Position\",\"doc\":\"Line on the pitch.\",\"symbols\":[\"GOALKEEPER\",\"DEFENDER\",\"MIDFIELDER\",\"FORWARD\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}],\"doc\":\"Line on the pitch, null where unknown.\",\"default\":null}]}],\"doc\":\"Who did it; of a substitution who comes on.\",\"default\":null},{\"name\":\"playerOff\",\"type\":[\"null\",\"Player\"],\"doc\":\"Of a substitution who goes off.\",\"default\":null},{\"name\":\"expectedGoals\",\"type\":[\"null\",\"double\"],\"doc\":\"Of a shot: chance that it scores, 0 to 1.\",\"default\":null},{\"name\":\"shotOutcome\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"ShotOutcome\",\"doc\":\"Where a shot went.\",\"symbols\":[\"GOAL\",\"ON_TARGET\",\"OFF_TARGET\",\"BLOCKED\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}],\"doc\":\"Of a shot: where it went.\",\"default\":null},{\"name\":\"situation\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Situation\",\"doc\":\"Play that led to it.\",\"symbols\":[\"OPEN_PLAY\",\"FREE_KICK\",\"CORNER\",\"PENALTY\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}],\"doc\":\"Of a shot or goal: play that led to it.\",\"default\":null},{\"name\":\"subject\",\"type\":[\"null\",\"string\"],\"doc\":\"Of a VAR decision: the event id it speaks of.\",\"default\":null},{\"name\":\"stoppage\",\"type\":[\"null\",\"double\"],\"doc\":\"Stoppage announced for this period, seconds.\",\"default\":null},{\"name\":\"score\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Score\",\"namespace\":\"touchline\",\"doc\":\"Goals of both sides.\",\"fields\":[{\"name\":\"home\",\"type\":\"int\",\"doc\":\"Goals of the home side.\"},{\"name\":\"away\",\"type\":\"int\",\"doc\":\"Goals of the away side.\"}]}],\"doc\":\"Provider's scoreboard after the event, to check against; null where it gives none.\",\"default\":null},{\"name\":\"providerTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock: when it happened or was said, ms since the epoch.\"}]}",
  } as Schema<MatchEvent>,
  MatchResultProbabilities: {
    name: "MatchResultProbabilities",
    definition:
      "{\"type\":\"record\",\"name\":\"MatchResultProbabilities\",\"namespace\":\"touchline\",\"doc\":\"Home, draw, away; of a league match after 90 minutes and of a knockout tie after 90 minutes too.\",\"fields\":[{\"name\":\"home\",\"type\":\"double\",\"doc\":\"Chance of a home win.\"},{\"name\":\"draw\",\"type\":\"double\",\"doc\":\"Chance of a draw.\"},{\"name\":\"away\",\"type\":\"double\",\"doc\":\"Chance of an away win.\"}]}",
  } as Schema<MatchResultProbabilities>,
  MemberScores: {
    name: "MemberScores",
    definition:
      "{\"type\":\"record\",\"name\":\"MemberScores\",\"namespace\":\"touchline\",\"doc\":\"What the members of an ensemble had said of a match that is over, and what that makes of their weights.\",\"fields\":[{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Match. The record key.\"},{\"name\":\"modelId\",\"type\":\"string\",\"doc\":\"Ensemble.\"},{\"name\":\"kind\",\"type\":\"string\",\"doc\":\"Kind of competition: weights are kept of each by itself, and of each partition.\"},{\"name\":\"outcome\",\"type\":\"int\",\"doc\":\"After 90 minutes: 0 home win, 1 draw, 2 away win.\"},{\"name\":\"members\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"MemberScore\",\"doc\":\"One member.\",\"fields\":[{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Member.\"},{\"name\":\"logLoss\",\"type\":[\"null\",\"double\"],\"doc\":\"Minus the natural logarithm of the chance that it gave to the outcome; null where it gave no answer.\"},{\"name\":\"excess\",\"type\":\"double\",\"doc\":\"Log-loss beyond that of the members together, summed over matches of which each older one counts less, this one included.\"},{\"name\":\"due\",\"type\":\"int\",\"doc\":\"Answers that it has yet to give before it counts again; 0 of a member that counts.\"},{\"name\":\"weight\",\"type\":\"double\",\"doc\":\"Share of the weight that it has in the matches that follow.\"}]}},\"doc\":\"Each of them.\"}]}",
  } as Schema<MemberScores>,
  ModelChange: {
    name: "ModelChange",
    definition:
      "{\"type\":\"record\",\"name\":\"ModelChange\",\"namespace\":\"touchline\",\"doc\":\"A change of which models answer: who made it, why, and from when it holds. The record key is change/<revision>.\",\"fields\":[{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Number of the change, from 1, without gaps.\"},{\"name\":\"action\",\"type\":{\"type\":\"enum\",\"name\":\"ModelAction\",\"doc\":\"What is done with a model. PROMOTE: it answers in place of the live one, which then shadows. ROLL_BACK: the one that was live before answers again. SPLIT: it answers for a share of the matches. SHADOW: it is asked, its answers are published apart. WITHDRAW: it is asked no more. RETIRE: it never is again.\",\"symbols\":[\"PROMOTE\",\"ROLL_BACK\",\"SPLIT\",\"SHADOW\",\"WITHDRAW\",\"RETIRE\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"What is done.\"},{\"name\":\"modelId\",\"type\":\"string\",\"doc\":\"With which model; of ROLL_BACK, the one that is live again.\"},{\"name\":\"modelHash\",\"type\":\"string\",\"doc\":\"Its hash: the change is refused where the version of that id has another.\"},{\"name\":\"share\",\"type\":\"double\",\"doc\":\"Share of the matches that it answers for, above 0, up to 1; of SPLIT, 0 otherwise.\",\"default\":0},{\"name\":\"from\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"It holds for records of this time or later, ms since the epoch; a little ahead of when it was made, so that who reads it has it by then.\"},{\"name\":\"by\",\"type\":\"string\",\"doc\":\"Who made it.\"},{\"name\":\"why\",\"type\":[\"null\",\"string\"],\"doc\":\"Why, in a sentence.\",\"default\":null}]}",
  } as Schema<ModelChange>,
  ModelVersion: {
    name: "ModelVersion",
    definition:
      "{\"type\":\"record\",\"name\":\"ModelVersion\",\"namespace\":\"touchline\",\"doc\":\"A version of a model that a predictor can answer with, and what its card says in short. The record key is version/<id>/<one of its own>, so that no change stands before the version that it speaks of.\",\"fields\":[{\"name\":\"modelId\",\"type\":\"string\",\"doc\":\"Name and version; any change that changes an answer changes it.\"},{\"name\":\"hash\",\"type\":\"string\",\"doc\":\"SHA-256 of the id and all parameters, hex.\"},{\"name\":\"shipped\",\"type\":\"boolean\",\"doc\":\"Whether it is the one that answers as long as no change names another.\"},{\"name\":\"about\",\"type\":\"string\",\"doc\":\"What it is and what it is meant for, in a sentence or two.\"},{\"name\":\"odds\",\"type\":\"string\",\"doc\":\"Odds that it looks at: none, past (those of past matches), match (those of the match itself too).\"},{\"name\":\"dataHash\",\"type\":\"string\",\"doc\":\"SHA-256 of the data that it was trained on, hex; empty where it was not trained.\"},{\"name\":\"trainedUntil\",\"type\":[\"null\",\"int\"],\"doc\":\"Last season that it was trained on, by the year that it began in; null where it was not trained.\",\"default\":null},{\"name\":\"metrics\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"ModelMetric\",\"doc\":\"A figure of a model's card.\",\"fields\":[{\"name\":\"name\",\"type\":\"string\",\"doc\":\"What was measured, on what.\"},{\"name\":\"value\",\"type\":\"double\",\"doc\":\"The figure.\"}]}},\"doc\":\"Figures of its card.\",\"default\":[]}]}",
  } as Schema<ModelVersion>,
  NewsItem: {
    name: "NewsItem",
    definition:
      "{\"type\":\"record\",\"name\":\"NewsItem\",\"namespace\":\"touchline\",\"doc\":\"A piece of team news. Its text is data, never an instruction.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who says so, e.g. wyscout, espn.\"},{\"name\":\"itemId\",\"type\":\"string\",\"doc\":\"Identity of the story; the same story of two feeds has one.\"},{\"name\":\"teamId\",\"type\":\"string\",\"doc\":\"Team it speaks of. The record key.\"},{\"name\":\"headline\",\"type\":\"string\",\"doc\":\"Headline.\"},{\"name\":\"body\",\"type\":[\"null\",\"string\"],\"doc\":\"Text, null where the feed gives a headline only.\",\"default\":null},{\"name\":\"url\",\"type\":[\"null\",\"string\"],\"doc\":\"Source.\",\"default\":null},{\"name\":\"language\",\"type\":\"string\",\"doc\":\"ISO 639-1 code.\"},{\"name\":\"providerTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock: when it happened or was said, ms since the epoch.\"}]}",
  } as Schema<NewsItem>,
  Odds: {
    name: "Odds",
    definition:
      "{\"type\":\"record\",\"name\":\"Odds\",\"namespace\":\"touchline\",\"doc\":\"One market's prices at one bookmaker at one moment.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who says so, e.g. wyscout, espn.\"},{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"market\",\"type\":{\"type\":\"enum\",\"name\":\"Market\",\"doc\":\"What is bet on.\",\"symbols\":[\"MATCH_RESULT\",\"OVER_UNDER\",\"BOTH_TEAMS_TO_SCORE\",\"ASIAN_HANDICAP\",\"CORRECT_SCORE\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"},\"doc\":\"What is bet on.\"},{\"name\":\"line\",\"type\":[\"null\",\"double\"],\"doc\":\"Goals line or handicap of the home side; null where the market has none.\",\"default\":null},{\"name\":\"selections\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Selection\",\"doc\":\"One outcome and its price.\",\"fields\":[{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Outcome: home, draw, away, over, under, yes, no or a score such as 2-1.\"},{\"name\":\"price\",\"type\":\"double\",\"doc\":\"Decimal odds, above 1.\"}]}},\"doc\":\"Prices, one an outcome.\"},{\"name\":\"inPlay\",\"type\":\"boolean\",\"doc\":\"True once the match has begun.\"},{\"name\":\"suspended\",\"type\":\"boolean\",\"doc\":\"True where no bet is taken.\"},{\"name\":\"providerTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock: when it happened or was said, ms since the epoch.\"}]}",
  } as Schema<Odds>,
  PerSide: {
    name: "PerSide",
    definition:
      "{\"type\":\"record\",\"name\":\"PerSide\",\"namespace\":\"touchline\",\"doc\":\"A quantity of both sides.\",\"fields\":[{\"name\":\"home\",\"type\":\"double\",\"doc\":\"Home side.\"},{\"name\":\"away\",\"type\":\"double\",\"doc\":\"Away side.\"}]}",
  } as Schema<PerSide>,
  Player: {
    name: "Player",
    definition:
      "{\"type\":\"record\",\"name\":\"Player\",\"namespace\":\"touchline\",\"doc\":\"A player as the provider names him.\",\"fields\":[{\"name\":\"id\",\"type\":[\"null\",\"string\"],\"doc\":\"Provider's identity, null where it gives a name only.\",\"default\":null},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Name to show.\"},{\"name\":\"position\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Position\",\"doc\":\"Line on the pitch.\",\"symbols\":[\"GOALKEEPER\",\"DEFENDER\",\"MIDFIELDER\",\"FORWARD\",\"UNKNOWN\"],\"default\":\"UNKNOWN\"}],\"doc\":\"Line on the pitch, null where unknown.\",\"default\":null}]}",
  } as Schema<Player>,
  PreMatch: {
    name: "PreMatch",
    definition:
      "{\"type\":\"record\",\"name\":\"PreMatch\",\"namespace\":\"touchline\",\"doc\":\"What was known of a match before its kick-off, as numbers.\",\"fields\":[{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Revision of the features that it goes with, which follow it; of several of one revision the last counts.\"},{\"name\":\"kickOff\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Kick-off that it is as of, ms since the epoch.\"},{\"name\":\"complete\",\"type\":\"boolean\",\"doc\":\"False where history had not reached the kick-off when it was read.\"},{\"name\":\"manifest\",\"type\":\"string\",\"doc\":\"Hash of the manifest that says what each value means.\"},{\"name\":\"values\",\"type\":{\"type\":\"array\",\"items\":\"double\"},\"doc\":\"The features, in the manifest's order; docs/features.md lists them.\"},{\"name\":\"asOf\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"doc\":\"Moment of the prediction by the providers' clocks: of what was said of the match and its teams, that of the last thing that counts, ms since the epoch. Null in records of before it was told.\",\"default\":null},{\"name\":\"competition\",\"type\":\"string\",\"doc\":\"Competition of the match; empty in records of before it was told.\",\"default\":\"\"}]}",
  } as Schema<PreMatch>,
  Prediction: {
    name: "Prediction",
    definition:
      "{\"type\":\"record\",\"name\":\"Prediction\",\"namespace\":\"touchline\",\"doc\":\"What is expected of a match, all of it read off one score matrix.\",\"fields\":[{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"sequence\",\"type\":\"int\",\"doc\":\"Version of the prediction of this match, from 1.\"},{\"name\":\"modelId\",\"type\":\"string\",\"doc\":\"Model that made it.\"},{\"name\":\"featuresRevision\",\"type\":\"int\",\"doc\":\"Revision of the features it was made from.\"},{\"name\":\"competition\",\"type\":\"string\",\"doc\":\"Competition.\"},{\"name\":\"season\",\"type\":\"string\",\"doc\":\"Season.\"},{\"name\":\"kickOff\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Scheduled kick-off, ms since the epoch.\"},{\"name\":\"homeTeam\",\"type\":{\"type\":\"record\",\"name\":\"Team\",\"namespace\":\"touchline\",\"doc\":\"A team, by its identity in Touchline (never a provider's name).\",\"fields\":[{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Stable identity, e.g. club:man-united or nation:france.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Name to show.\"}]},\"doc\":\"Home side.\"},{\"name\":\"awayTeam\",\"type\":\"Team\",\"doc\":\"Away side.\"},{\"name\":\"phase\",\"type\":{\"type\":\"enum\",\"name\":\"Phase\",\"namespace\":\"touchline\",\"doc\":\"Where a match stands.\",\"symbols\":[\"PRE_MATCH\",\"LIVE\",\"BREAK\",\"FINISHED\",\"CALLED_OFF\"]},\"doc\":\"Where the match stands.\"},{\"name\":\"period\",\"type\":\"int\",\"doc\":\"Period on the clock, 0 before kick-off.\"},{\"name\":\"second\",\"type\":\"double\",\"doc\":\"Seconds in the period.\"},{\"name\":\"score\",\"type\":{\"type\":\"record\",\"name\":\"Score\",\"namespace\":\"touchline\",\"doc\":\"Goals of both sides.\",\"fields\":[{\"name\":\"home\",\"type\":\"int\",\"doc\":\"Goals of the home side.\"},{\"name\":\"away\",\"type\":\"int\",\"doc\":\"Goals of the away side.\"}]},\"doc\":\"Goals so far.\"},{\"name\":\"men\",\"type\":\"Score\",\"doc\":\"Men on the pitch.\"},{\"name\":\"expectedGoals\",\"type\":{\"type\":\"record\",\"name\":\"PerSide\",\"namespace\":\"touchline\",\"doc\":\"A quantity of both sides.\",\"fields\":[{\"name\":\"home\",\"type\":\"double\",\"doc\":\"Home side.\"},{\"name\":\"away\",\"type\":\"double\",\"doc\":\"Away side.\"}]},\"doc\":\"Expected goals of the shots so far.\"},{\"name\":\"suspended\",\"type\":\"boolean\",\"doc\":\"True where nothing should be bet: a tentative event waits, play has not gone on yet after a goal, card, penalty or VAR decision, its feed is silent, all its bookmakers take no bets, or the match is called off.\"},{\"name\":\"matchResult\",\"type\":{\"type\":\"record\",\"name\":\"MatchResultProbabilities\",\"namespace\":\"touchline\",\"doc\":\"Home, draw, away; of a league match after 90 minutes and of a knockout tie after 90 minutes too.\",\"fields\":[{\"name\":\"home\",\"type\":\"double\",\"doc\":\"Chance of a home win.\"},{\"name\":\"draw\",\"type\":\"double\",\"doc\":\"Chance of a draw.\"},{\"name\":\"away\",\"type\":\"double\",\"doc\":\"Chance of an away win.\"}]},\"doc\":\"Home, draw, away.\"},{\"name\":\"overUnder\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"OverUnder\",\"doc\":\"Total goals against a line.\",\"fields\":[{\"name\":\"line\",\"type\":\"double\",\"doc\":\"Goals line: 0.5 to 4.5.\"},{\"name\":\"over\",\"type\":\"double\",\"doc\":\"Chance of more goals than the line; under is 1 - over.\"}]}},\"doc\":\"Total goals, a line each.\"},{\"name\":\"bothTeamsToScore\",\"type\":\"double\",\"doc\":\"Chance that both sides have scored by the end.\"},{\"name\":\"nextGoal\",\"type\":{\"type\":\"record\",\"name\":\"NextGoal\",\"doc\":\"Who scores next.\",\"fields\":[{\"name\":\"home\",\"type\":\"double\",\"doc\":\"Chance that the home side does.\"},{\"name\":\"none\",\"type\":\"double\",\"doc\":\"Chance of no further goal.\"},{\"name\":\"away\",\"type\":\"double\",\"doc\":\"Chance that the away side does.\"}]},\"doc\":\"Who scores next.\"},{\"name\":\"remainingGoals\",\"type\":\"PerSide\",\"doc\":\"Expected goals still to come.\"},{\"name\":\"scoreGrid\",\"type\":{\"type\":\"record\",\"name\":\"ScoreGrid\",\"doc\":\"Chances of final scores.\",\"fields\":[{\"name\":\"home\",\"type\":\"int\",\"doc\":\"Home goals of the first row: the score now.\"},{\"name\":\"away\",\"type\":\"int\",\"doc\":\"Away goals of the first column.\"},{\"name\":\"size\",\"type\":\"int\",\"doc\":\"Rows and columns.\"},{\"name\":\"probabilities\",\"type\":{\"type\":\"array\",\"items\":\"double\"},\"doc\":\"Row by row, size x size.\"},{\"name\":\"beyond\",\"type\":\"double\",\"doc\":\"Chance of a final score outside the grid.\"}]},\"doc\":\"Chances of final scores.\"},{\"name\":\"cause\",\"type\":{\"type\":\"record\",\"name\":\"Cause\",\"namespace\":\"touchline\",\"doc\":\"The input that led to a record.\",\"fields\":[{\"name\":\"record\",\"type\":{\"type\":\"enum\",\"name\":\"CauseRecord\",\"doc\":\"Kind of input.\",\"symbols\":[\"FIXTURE\",\"LINE_UP\",\"EVENT\"]},\"doc\":\"Kind of input.\"},{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who said it.\"},{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Event id; of a fixture or line-up its kind and side.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Its revision.\"},{\"name\":\"status\",\"type\":{\"type\":\"enum\",\"name\":\"EventStatus\",\"namespace\":\"touchline\",\"doc\":\"How sure the provider is.\",\"symbols\":[\"TENTATIVE\",\"CONFIRMED\",\"CANCELLED\"]},\"doc\":\"Its status.\"},{\"name\":\"type\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"EventType\",\"namespace\":\"touchline\",\"doc\":\"What happened. SILENCE: its provider has told nothing for too long while the match was played; the system says so itself.\",\"symbols\":[\"GOAL\",\"OWN_GOAL\",\"PENALTY_SCORED\",\"PENALTY_MISSED\",\"YELLOW\",\"SECOND_YELLOW\",\"RED\",\"SUBSTITUTION\",\"VAR_DECISION\",\"SHOT\",\"PERIOD_START\",\"PERIOD_END\",\"CLOCK\",\"UNKNOWN\",\"INJURY\",\"SILENCE\"],\"default\":\"UNKNOWN\"}],\"doc\":\"What happened, of an event.\",\"default\":null},{\"name\":\"side\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Side\",\"namespace\":\"touchline\",\"doc\":\"A side of a match.\",\"symbols\":[\"HOME\",\"AWAY\"]}],\"doc\":\"Side it counts for.\",\"default\":null},{\"name\":\"player\",\"type\":[\"null\",\"string\"],\"doc\":\"Name of the player.\",\"default\":null},{\"name\":\"period\",\"type\":\"int\",\"doc\":\"Match clock of the cause: period, 0 before kick-off.\"},{\"name\":\"second\",\"type\":\"double\",\"doc\":\"Match clock of the cause: seconds in the period.\"},{\"name\":\"statement\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"StatementKind\",\"doc\":\"What was said of the match or of one of its teams, besides what happened.\",\"symbols\":[\"OTHER\",\"ODDS\",\"AVAILABILITY\",\"NEWS\",\"WEATHER\"],\"default\":\"OTHER\"}],\"doc\":\"Of a statement on the match or one of its teams what kind it is: then record is EVENT without a type, and id the statement's identity. Null otherwise.\",\"default\":null}]},\"doc\":\"The input that led to it.\"},{\"name\":\"change\",\"type\":[\"null\",\"MatchResultProbabilities\"],\"doc\":\"Change since the last prediction of this match, summing to 0; null for the first.\",\"default\":null},{\"name\":\"asOf\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock of the cause, ms since the epoch.\"},{\"name\":\"shootOut\",\"type\":[\"null\",\"Score\"],\"doc\":\"Kicks scored in a shoot-out, null where there is none or its kicks were not told.\",\"default\":null},{\"name\":\"modelHash\",\"type\":\"string\",\"doc\":\"SHA-256 of the model's id and all of its parameters, hex; empty in predictions that are older than this field.\",\"default\":\"\"},{\"name\":\"doubleChance\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"DoubleChance\",\"doc\":\"Two of the three results together.\",\"fields\":[{\"name\":\"homeOrDraw\",\"type\":\"double\",\"doc\":\"Chance that the home side does not lose.\"},{\"name\":\"homeOrAway\",\"type\":\"double\",\"doc\":\"Chance that the match is not drawn.\"},{\"name\":\"drawOrAway\",\"type\":\"double\",\"doc\":\"Chance that the away side does not lose.\"}]}],\"doc\":\"Two of the three results together; null in predictions that are older than this field.\",\"default\":null},{\"name\":\"handicaps\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Handicap\",\"doc\":\"The result with goals given to the home side.\",\"fields\":[{\"name\":\"line\",\"type\":\"double\",\"doc\":\"Goals given to the home side, below 0 taken from it: -2.5 to 2.5 by halves.\"},{\"name\":\"home\",\"type\":\"double\",\"doc\":\"Chance that the home side then leads.\"},{\"name\":\"push\",\"type\":\"double\",\"doc\":\"Chance that it is then level; 0 for halves.\"},{\"name\":\"away\",\"type\":\"double\",\"doc\":\"Chance that the away side then leads.\"}]}},\"doc\":\"Handicaps, a line each.\",\"default\":[]},{\"name\":\"cleanSheet\",\"type\":[\"null\",\"PerSide\"],\"doc\":\"Chance that a side concedes no goal; null in predictions that are older than this field.\",\"default\":null},{\"name\":\"nextGoalBy\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"NextGoalBy\",\"doc\":\"How soon the next goal comes.\",\"fields\":[{\"name\":\"minute\",\"type\":\"int\",\"doc\":\"End of a quarter of an hour of the match: 15, 30, 45 with its stoppage, 60, 75, 90 with its stoppage.\"},{\"name\":\"chance\",\"type\":\"double\",\"doc\":\"Chance that the next goal has come by then.\"}]}},\"doc\":\"How soon the next goal comes, by each quarter of an hour that is not over; the last is the chance of any further goal.\",\"default\":[]},{\"name\":\"toQualify\",\"type\":[\"null\",\"PerSide\"],\"doc\":\"Chance that a side goes through, after extra time and a shoot-out where they are needed; null where a draw stands.\",\"default\":null},{\"name\":\"interval\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"ResultInterval\",\"doc\":\"Where the chances of the result may truly lie.\",\"fields\":[{\"name\":\"low\",\"type\":\"MatchResultProbabilities\",\"doc\":\"Lower ends; they do not sum to 1.\"},{\"name\":\"high\",\"type\":\"MatchResultProbabilities\",\"doc\":\"Upper ends; they do not sum to 1.\"}]}],\"doc\":\"95 % intervals of the chances of the result, for how strong the sides are and what a man more is worth are not known exactly; null in predictions that are older than this field.\",\"default\":null},{\"name\":\"changeParts\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"ChangePart\",\"doc\":\"What one thing did to the chances of the result.\",\"fields\":[{\"name\":\"of\",\"type\":{\"type\":\"enum\",\"name\":\"ChangeOf\",\"doc\":\"What changed.\",\"symbols\":[\"OTHER\",\"PRE_MATCH\",\"CLOCK\",\"CHANCES\",\"MEN\",\"SCORE\"],\"default\":\"OTHER\"},\"doc\":\"What changed: what was believed before kick-off, the clock, shots and their expected goals, men on the pitch, the score, or anything else, such as the model.\"},{\"name\":\"home\",\"type\":\"double\",\"doc\":\"Change of the chance of a home win.\"},{\"name\":\"draw\",\"type\":\"double\",\"doc\":\"Change of the chance of a draw.\"},{\"name\":\"away\",\"type\":\"double\",\"doc\":\"Change of the chance of an away win.\"}]}},\"doc\":\"Parts of the change, in the order in which they are taken; they sum to it.\",\"default\":[]}]}",
  } as Schema<Prediction>,
  Result: {
    name: "Result",
    definition:
      "{\"type\":\"record\",\"name\":\"Result\",\"namespace\":\"touchline\",\"doc\":\"A final score.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who says so, e.g. wyscout, espn.\"},{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Natural identity, <day>/<home id>/<away id>, the same whoever reports it; of two nations the ids stand in order, whoever is listed as home. The record key.\"},{\"name\":\"revision\",\"type\":\"int\",\"doc\":\"Version of this statement by its provider, from 1; the highest wins.\"},{\"name\":\"competition\",\"type\":\"string\",\"doc\":\"Competition.\"},{\"name\":\"season\",\"type\":\"string\",\"doc\":\"Season.\"},{\"name\":\"kickOff\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Kick-off, ms since the epoch; noon UTC where only the day is known.\"},{\"name\":\"home\",\"type\":{\"type\":\"record\",\"name\":\"Team\",\"namespace\":\"touchline\",\"doc\":\"A team, by its identity in Touchline (never a provider's name).\",\"fields\":[{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Stable identity, e.g. club:man-united or nation:france.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Name to show.\"}]},\"doc\":\"Home side.\"},{\"name\":\"away\",\"type\":\"Team\",\"doc\":\"Away side.\"},{\"name\":\"score\",\"type\":{\"type\":\"record\",\"name\":\"Score\",\"namespace\":\"touchline\",\"doc\":\"Goals of both sides.\",\"fields\":[{\"name\":\"home\",\"type\":\"int\",\"doc\":\"Goals of the home side.\"},{\"name\":\"away\",\"type\":\"int\",\"doc\":\"Goals of the away side.\"}]},\"doc\":\"Goals after 90 minutes, or after extra time where history does not part them; shoot-outs not counted.\"},{\"name\":\"halfTime\",\"type\":[\"null\",\"Score\"],\"doc\":\"Score at half-time, null where unknown.\",\"default\":null},{\"name\":\"neutral\",\"type\":\"boolean\",\"doc\":\"True where the home side was not at home.\"},{\"name\":\"referee\",\"type\":[\"null\",\"string\"],\"doc\":\"Referee as the provider names him, null where unknown.\",\"default\":null},{\"name\":\"homeCounts\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Counts\",\"namespace\":\"touchline\",\"doc\":\"What a side did in a match; null where nobody told.\",\"fields\":[{\"name\":\"shots\",\"type\":[\"null\",\"int\"],\"doc\":\"Shots.\",\"default\":null},{\"name\":\"shotsOnTarget\",\"type\":[\"null\",\"int\"],\"doc\":\"Shots on target.\",\"default\":null},{\"name\":\"corners\",\"type\":[\"null\",\"int\"],\"doc\":\"Corner kicks.\",\"default\":null},{\"name\":\"fouls\",\"type\":[\"null\",\"int\"],\"doc\":\"Fouls committed.\",\"default\":null},{\"name\":\"yellowCards\",\"type\":[\"null\",\"int\"],\"doc\":\"Yellow cards.\",\"default\":null},{\"name\":\"redCards\",\"type\":[\"null\",\"int\"],\"doc\":\"Red cards.\",\"default\":null}]}],\"doc\":\"What the home side did, null where nobody told.\",\"default\":null},{\"name\":\"awayCounts\",\"type\":[\"null\",\"Counts\"],\"doc\":\"What the away side did, null where nobody told.\",\"default\":null},{\"name\":\"goalTimes\",\"type\":[\"null\",{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"GoalTime\",\"namespace\":\"touchline\",\"doc\":\"When a goal fell.\",\"fields\":[{\"name\":\"side\",\"type\":{\"type\":\"enum\",\"name\":\"Side\",\"namespace\":\"touchline\",\"doc\":\"A side of a match.\",\"symbols\":[\"HOME\",\"AWAY\"]},\"doc\":\"Side that it counts for.\"},{\"name\":\"minute\",\"type\":\"int\",\"doc\":\"Minute of the match, from 1; stoppage counts to the minute before it.\"}]}}],\"doc\":\"When each goal of the score fell, null where not all are told.\",\"default\":null},{\"name\":\"closing\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"ClosingPrices\",\"namespace\":\"touchline\",\"doc\":\"Decimal prices of a match just before its kick-off.\",\"fields\":[{\"name\":\"book\",\"type\":\"string\",\"doc\":\"Who quoted the result: a bookmaker, or average of several.\"},{\"name\":\"home\",\"type\":\"double\",\"doc\":\"The home side wins.\"},{\"name\":\"draw\",\"type\":\"double\",\"doc\":\"Nobody wins.\"},{\"name\":\"away\",\"type\":\"double\",\"doc\":\"The away side wins.\"},{\"name\":\"over\",\"type\":[\"null\",\"double\"],\"doc\":\"Three goals or more, null where nobody quoted it.\",\"default\":null},{\"name\":\"under\",\"type\":[\"null\",\"double\"],\"doc\":\"Two goals or fewer, null where nobody quoted it.\",\"default\":null}]}],\"doc\":\"Prices just before kick-off, null where nobody told.\",\"default\":null}]}",
  } as Schema<Result>,
  Score: {
    name: "Score",
    definition:
      "{\"type\":\"record\",\"name\":\"Score\",\"namespace\":\"touchline\",\"doc\":\"Goals of both sides.\",\"fields\":[{\"name\":\"home\",\"type\":\"int\",\"doc\":\"Goals of the home side.\"},{\"name\":\"away\",\"type\":\"int\",\"doc\":\"Goals of the away side.\"}]}",
  } as Schema<Score>,
  SideState: {
    name: "SideState",
    definition:
      "{\"type\":\"record\",\"name\":\"SideState\",\"namespace\":\"touchline\",\"doc\":\"One side of a match as played so far.\",\"fields\":[{\"name\":\"goals\",\"type\":\"int\",\"doc\":\"Goals.\"},{\"name\":\"yellowCards\",\"type\":\"int\",\"doc\":\"Yellow cards, second ones not counted.\"},{\"name\":\"redCards\",\"type\":\"int\",\"doc\":\"Dismissals.\"},{\"name\":\"men\",\"type\":\"int\",\"doc\":\"Men on the pitch.\"},{\"name\":\"substitutions\",\"type\":\"int\",\"doc\":\"Substitutions made.\"},{\"name\":\"shots\",\"type\":\"int\",\"doc\":\"Shots.\"},{\"name\":\"shotsOnTarget\",\"type\":\"int\",\"doc\":\"Shots on target, goals included.\"},{\"name\":\"expectedGoals\",\"type\":\"double\",\"doc\":\"Sum of the shots' expected goals.\"},{\"name\":\"lineUpKnown\",\"type\":\"boolean\",\"doc\":\"True once the team is announced.\"},{\"name\":\"recentShots\",\"type\":\"double\",\"doc\":\"Shots, each worth half as much for every quarter of an hour of play since it.\",\"default\":0},{\"name\":\"recentExpectedGoals\",\"type\":\"double\",\"doc\":\"Expected goals of the shots, fading as recentShots does.\",\"default\":0}]}",
  } as Schema<SideState>,
  Team: {
    name: "Team",
    definition:
      "{\"type\":\"record\",\"name\":\"Team\",\"namespace\":\"touchline\",\"doc\":\"A team, by its identity in Touchline (never a provider's name).\",\"fields\":[{\"name\":\"id\",\"type\":\"string\",\"doc\":\"Stable identity, e.g. club:man-united or nation:france.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Name to show.\"}]}",
  } as Schema<Team>,
  TeamForm: {
    name: "TeamForm",
    definition:
      "{\"type\":\"record\",\"name\":\"TeamForm\",\"namespace\":\"touchline\",\"doc\":\"Rolling windows of one team as of a kick-off.\",\"fields\":[{\"name\":\"teamId\",\"type\":\"string\",\"doc\":\"Team.\"},{\"name\":\"lastPlayed\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"doc\":\"Kick-off of its last match before, ms since the epoch; null for a first match.\",\"default\":null},{\"name\":\"windows\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"FormWindow\",\"namespace\":\"touchline\",\"doc\":\"A team's last matches before a kick-off.\",\"fields\":[{\"name\":\"last\",\"type\":\"int\",\"doc\":\"Length of the window in matches: 5, 10 or 20.\"},{\"name\":\"venue\",\"type\":{\"type\":\"enum\",\"name\":\"FormVenue\",\"doc\":\"Which matches count.\",\"symbols\":[\"ALL\",\"HOME\",\"AWAY\"]},\"doc\":\"Which matches count. On neutral ground a match counts in ALL only.\"},{\"name\":\"matches\",\"type\":\"int\",\"doc\":\"Matches found, at most the window's length.\"},{\"name\":\"points\",\"type\":\"int\",\"doc\":\"Points, 3 a win and 1 a draw.\"},{\"name\":\"goalsFor\",\"type\":\"int\",\"doc\":\"Goals scored.\"},{\"name\":\"goalsAgainst\",\"type\":\"int\",\"doc\":\"Goals conceded.\"}]}},\"doc\":\"5, 10 and 20 matches, for ALL, HOME and AWAY.\"}]}",
  } as Schema<TeamForm>,
  Weather: {
    name: "Weather",
    definition:
      "{\"type\":\"record\",\"name\":\"Weather\",\"namespace\":\"touchline\",\"doc\":\"Forecast or observation for a ground and an hour.\",\"fields\":[{\"name\":\"provider\",\"type\":\"string\",\"doc\":\"Who says so, e.g. wyscout, espn.\"},{\"name\":\"matchId\",\"type\":\"string\",\"doc\":\"Identity of the match, <provider>:<id>. The record key.\"},{\"name\":\"validAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Hour it speaks of, ms since the epoch.\"},{\"name\":\"issuedAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"When it was issued, ms since the epoch.\"},{\"name\":\"temperature\",\"type\":[\"null\",\"double\"],\"doc\":\"Air temperature, degrees Celsius.\",\"default\":null},{\"name\":\"windSpeed\",\"type\":[\"null\",\"double\"],\"doc\":\"Wind at 10 m, metres a second.\",\"default\":null},{\"name\":\"precipitation\",\"type\":[\"null\",\"double\"],\"doc\":\"Precipitation, millimetres an hour.\",\"default\":null},{\"name\":\"providerTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Provider's clock: when it happened or was said, ms since the epoch.\"}]}",
  } as Schema<Weather>,
};
