import {
  isResultId,
  type ReasonCode,
  type Refusal,
  refusal,
  refuseAvailability,
  refuseNews,
  refuseOdds,
  refuseWeather,
} from "@touchline/football";
import { isMove, quoteOf, reaches, type Statement, statementId } from "@touchline/prematch";
import type { Fixture, Odds } from "@touchline/schemas";
import { type Headers, originHeader, originOf, placeOf, type SourceRecord, source } from "@touchline/streams";
import {
  deadLettersOf,
  fixturesByTeam,
  marketOdds,
  matchFeatures,
  matchWeather,
  statementsByMatch,
  teamAvailability,
  teamNews,
} from "@touchline/topics";
import { isOfBook, noBooks, saidAt, withWord } from "./books.ts";
import { type FeaturesCause, featuresOf, isSuspended } from "./features.ts";
import type { FormLookUp } from "./form-look-up.ts";
import { lineageId, statementInputOf } from "./lineage.ts";
import { publishPreMatch } from "./pre-match.ts";
import { type Context, nextRevision, type stores } from "./stores.ts";

/** What was said of a team, and where. */
export interface SaidOfTeam {
  readonly statement: Statement;
  /** Where it stands, e.g. `team.availability 3@12`, ... */
  readonly place: string;
  /** ... and the provider's message that it comes from. */
  readonly correlationId: string | null;
}

/** A match of a team, as far as it is asked whether a statement can count for it. */
export interface TeamFixture {
  readonly matchId: string;
  readonly kickOff: number;
  readonly revision: number;
}

/**
 * What became of a statement: `unchanged` where no feature of a match moved, or none may any more; `passed over` where it can never
 * count and is not kept, which happens to prices alone.
 */
export type StatementOutcome = "changed" | "unchanged" | "passed on" | "passed over" | "repeated";

export interface StatementOptions {
  readonly history: FormLookUp;
  /** Told again where a transaction is folded again. */
  readonly heard?: ((statement: Statement, outcome: StatementOutcome) => void) | undefined;
  readonly refused?: ((topic: string, provider: string, code: ReasonCode) => void) | undefined;
}

/** Header by which a statement says where it stood before it was passed on to a match. */
const saidAtHeader = "said-at";
/**
 * Matches of a team that are kept, those with the latest kick-offs: well over a year's. A count, for by age a single fixture told of a far
 * year would take the place of all others.
 */
const fixturesKept = 100;
const anyTeam = { knows: () => true };

/**
 * What is said of teams and of matches to come. Statements on a team stand in the partition of the team: the task there keeps them, learns of
 * the team's fixtures from the tasks of its matches, and passes each statement on to every match that it can count for, whichever of
 * the two came first. So a match sees all that is said of it in its own partition, and in its own state.
 */
export function statementSources(options: StatementOptions) {
  const ofMatch = {
    ready: ({ value }: { readonly value: { readonly providerTime: number } }, signal: AbortSignal) =>
      options.history.ready(value.providerTime, signal),
    process: (record: Said, context: Context) => toMatch(record, options, context),
  };
  const ofTeam = { process: (record: Said, context: Context) => toTeam(record, options, context) };
  return [
    source<typeof matchWeather.schemas, typeof stores>({
      topic: matchWeather,
      deadLetters: deadLettersOf(matchWeather),
      ...ofMatch,
    }),
    source<typeof marketOdds.schemas, typeof stores>({
      topic: marketOdds,
      deadLetters: deadLettersOf(marketOdds),
      ...ofMatch,
      // prices of past matches come by the hundred thousand, while history is not complete yet: they need not wait for it
      ready: (record, signal) => (isQuoteToCome(record) ? ofMatch.ready(record, signal) : undefined),
      process: (record, context) =>
        isOfBook(record.value) ? toBooks(record, options, context) : toMatch(record, options, context),
    }),
    source<typeof teamAvailability.schemas, typeof stores>({
      topic: teamAvailability,
      deadLetters: deadLettersOf(teamAvailability),
      ...ofTeam,
    }),
    source<typeof teamNews.schemas, typeof stores>({
      topic: teamNews,
      deadLetters: deadLettersOf(teamNews),
      ...ofTeam,
    }),
    source<typeof fixturesByTeam.schemas, typeof stores>({
      topic: fixturesByTeam,
      deadLetters: deadLettersOf(fixturesByTeam),
      idleAfter: 0,
      process: ({ key, value }, context) => toFixture(key, value, context),
    }),
    source<typeof statementsByMatch.schemas, typeof stores>({
      topic: statementsByMatch,
      deadLetters: deadLettersOf(statementsByMatch),
      idleAfter: 0,
      ...ofMatch,
    }),
  ] as const;
}

/** Tells both teams' tasks of a fixture. */
export function tellTeams(fixture: Fixture, { emit }: Context): void {
  for (const team of [fixture.home, fixture.away]) emit(fixturesByTeam, team.id, { schema: "Fixture", value: fixture });
}

type Said =
  | SourceRecord<typeof matchWeather.schemas>
  | SourceRecord<typeof marketOdds.schemas>
  | SourceRecord<typeof teamAvailability.schemas>
  | SourceRecord<typeof teamNews.schemas>;

/** The statement, and its identity, where it can be and is not known to the store yet. */
function newStatement(record: Said, of: "match" | "team", { heard, refused }: StatementOptions, context: Context) {
  const { key } = record;
  const statement = { schema: record.schema, value: record.value } as Statement;
  if (isRefused(statement, record, of, { refused }, context)) return undefined;
  if (statement.schema === "Odds" && !canCount(statement.value, context)) {
    heard?.(statement, "passed over");
    return undefined;
  }
  const id = statementId(statement);
  const store = of === "match" ? context.stores.statements : context.stores.ofTeam;
  if (store.entry(key, id) === undefined) return { statement, id };
  heard?.(statement, "repeated");
  return undefined;
}

function isRefused(
  statement: Statement,
  { key, topic }: Pick<Said, "key" | "topic">,
  of: "match" | "team",
  { refused }: Pick<StatementOptions, "refused">,
  context: Context,
): boolean {
  const wrong = refusedStatement(statement, key, of);
  if (wrong === null) return false;
  refused?.(topic, statement.value.provider, wrong.code);
  context.deadLetter(wrong);
  return true;
}

/**
 * Prices come a hundred times as often as all else, so those that can never count are not kept: of past matches, as files tell them; what is
 * no quote of a market that features are made from; and what is said after kick-off of a match that has begun.
 */
function canCount(odds: Odds, { stores }: Context): boolean {
  const { matchId, providerTime } = odds;
  if (!isQuoteToCome({ key: matchId, value: odds })) return false;
  const { fixture, period } = stores.match.state(matchId);
  return fixture === null || period === 0 || providerTime < fixture.kickOff;
}

const isQuoteToCome = ({ key, value }: { readonly key: string; readonly value: Odds }): boolean =>
  !isResultId(key) && quoteOf(value) !== null;

function toMatch(record: Said, options: StatementOptions, context: Context): void {
  const { key: matchId, headers } = record;
  const told = newStatement(record, "match", options, context);
  if (told === undefined) return;
  const { statement, id } = told;
  const { history, heard } = options;
  const { stores } = context;
  const others = stores.statements.entries(matchId);
  stores.statements.put(matchId, id, statement);
  const revision = nextRevision(matchId, context);
  const input = statementInputOf(
    originOf({ [originHeader]: headers[saidAtHeader] ?? "" }) ?? record,
    statement,
    revision,
  );
  stores.lineage.put(matchId, lineageId(input), input);
  const state = stores.match.state(matchId);
  const { fixture, phase } = state;
  const form = stores.form.get(matchId);
  const isToCome = fixture !== null && form !== undefined && phase === "PRE_MATCH";
  const asOf =
    isToCome && canMove(statement, others, fixture)
      ? publishPreMatch(history, fixture, revision, { evenIfSame: false }, context)
      : undefined;
  // the match is predicted anew from the vector at once, with what was said as the cause
  if (asOf !== undefined) publishSaid(matchId, { cause: statement, asOf, revision }, context);
  heard?.(statement, asOf !== undefined ? "changed" : "unchanged");
}

/**
 * Prices of a match that is played move no chance; what counts is whether the books take bets. A word that changes nothing about that
 * is kept for the next one, and leads to nothing: the features would be those of before, and there are many words a minute. Of a match without a
 * fixture none is kept.
 */
function toBooks(record: SourceRecord<typeof marketOdds.schemas>, options: StatementOptions, context: Context): void {
  const { key: matchId, value, timestamp } = record;
  const statement = { schema: "Odds", value } as const;
  if (isRefused(statement, record, "match", options, context)) return;
  const { heard } = options;
  const { stores } = context;
  const state = stores.match.state(matchId);
  const before = stores.books.get(matchId) ?? noBooks;
  const at = saidAt(value, timestamp, state.toldAt);
  const after = withWord(before, value, at);
  const isOver = state.phase === "FINISHED" || state.phase === "CALLED_OFF";
  // of a match that nobody announces no end is told either, by which they would be forgotten
  if (state.fixture === null || isOver || isResultId(matchId) || after === before) {
    heard?.(statement, after === before ? "repeated" : "passed over");
    return;
  }
  stores.books.put(matchId, after);
  const changed = stores.form.get(matchId) !== undefined && isSuspended(state, before) !== isSuspended(state, after);
  if (changed) {
    const revision = nextRevision(matchId, context);
    const input = statementInputOf(record, statement, revision);
    stores.lineage.put(matchId, lineageId(input), input);
    // the books' clocks may be behind the match's
    publishSaid(matchId, { cause: statement, asOf: Math.max(at, state.toldAt), revision }, context);
  }
  heard?.(statement, changed ? "changed" : "unchanged");
}

/** Sends the features of a match after what was said of it. */
function publishSaid(matchId: string, cause: FeaturesCause, { stores, emit }: Context): void {
  const state = stores.match.state(matchId);
  const form = stores.form.get(matchId);
  if (state.fixture === null || form === undefined) return;
  stores.revision.put(matchId, cause.revision);
  const features = featuresOf(state, state.fixture, form, stores.books.get(matchId) ?? noBooks, cause);
  emit(matchFeatures, matchId, { schema: "Features", value: features });
}

/** Most prices leave the market where it was, and then no feature is another: no vector has to be made to find that out. */
function canMove(statement: Statement, others: readonly Statement[], { kickOff }: Fixture): boolean {
  if (statement.schema !== "Odds") return true;
  const before = others.flatMap(({ schema, value }) => (schema === "Odds" ? [value] : []));
  return isMove(statement.value, before, kickOff);
}

function toTeam(record: Said, options: StatementOptions, context: Context): void {
  const { key: teamId, headers } = record;
  const told = newStatement(record, "team", options, context);
  if (told === undefined) return;
  const { statement, id } = told;
  const { heard } = options;
  const { stores } = context;
  const said = { statement, place: placeOf(record), correlationId: headers["correlation-id"] ?? null };
  stores.ofTeam.put(teamId, id, said);
  for (const fixture of stores.fixtures.get(teamId) ?? []) passOn(said, fixture, context);
  heard?.(statement, "passed on");
}

/** A fixture of a team that was told, or told anew: what was said of the team before goes there. */
function toFixture(teamId: string, { matchId, kickOff, revision }: Fixture, context: Context): void {
  const { stores } = context;
  const known = stores.fixtures.get(teamId) ?? [];
  if (known.some((fixture) => fixture.matchId === matchId && fixture.revision >= revision)) return;
  const fixture = { matchId, kickOff, revision };
  const all = [...known.filter((other) => other.matchId !== matchId), fixture];
  stores.fixtures.put(teamId, all.sort(byKickOff).slice(-fixturesKept));
  for (const said of stores.ofTeam.entries(teamId)) passOn(said, fixture, context);
}

function byKickOff(a: TeamFixture, b: TeamFixture): number {
  return a.kickOff - b.kickOff || (a.matchId < b.matchId ? -1 : 1);
}

function passOn({ statement, place, correlationId }: SaidOfTeam, { matchId, kickOff }: TeamFixture, context: Context) {
  if (!reaches(statement, kickOff) || statement.schema === "Weather" || statement.schema === "Odds") return;
  const headers: Headers = {
    [saidAtHeader]: place,
    ...(correlationId !== null && { "correlation-id": correlationId }),
  };
  context.emit(statementsByMatch, matchId, statement, headers);
}

/** Why a statement cannot stand under this key; null where it can. */
export function refusedStatement(statement: Statement, key: string, of: "match" | "team"): Refusal | null {
  return refuse(statement) ?? wrongKey(statement, key, of);
}

/** Why a statement cannot be, by itself: as ingest says it, whoever wrote it. */
function refuse({ schema, value }: Statement): Refusal | null {
  switch (schema) {
    case "Weather":
      return refuseWeather(value);
    case "Availability":
      return refuseAvailability(value, anyTeam);
    case "NewsItem":
      return refuseNews(value, anyTeam);
    case "Odds":
      return refuseOdds(value);
  }
}

/** A statement on a team that was passed on stands under a match's key, which it does not name. */
function wrongKey({ value }: Statement, key: string, of: "match" | "team"): Refusal | null {
  const named = "matchId" in value ? value.matchId : of === "team" ? value.teamId : key;
  return named === key ? null : refusal("KEY_MISMATCH", `what is said of ${named} has the key ${key}`);
}
