import {
  entryId,
  judgeRevision,
  type MatchEntry,
  type MatchState,
  type ReasonCode,
  type Refusal,
  refusal,
  refuseEntry,
  resultKeyOf,
  type Verdict,
} from "@touchline/football";
import type { Features } from "@touchline/schemas";
import { type Headers, source, topology } from "@touchline/streams";
import {
  deadLettersOf,
  featuresChangelog,
  fixturesByTeam,
  matchEvents,
  matchFeatures,
  matchLineUps,
  matchResults,
  statementsByMatch,
} from "@touchline/topics";
import { noBooks } from "./books.ts";
import { featuresOf } from "./features.ts";
import { isAtHand, isFormOf, lookUpTime, readForm } from "./form-look-up.ts";
import { inputOf, lineageId } from "./lineage.ts";
import { newLinedUp } from "./lined-up.ts";
import { newResult } from "./match-result.ts";
import { heard, isPlayed } from "./played.ts";
import { publishPreMatch } from "./pre-match.ts";
import { type StatementOptions, statementSources, tellTeams } from "./statement-sources.ts";
import { type Context, nextRevision, stores } from "./stores.ts";

/** What became of one input. */
export interface Outcome {
  readonly headers: Headers;
  readonly entry: MatchEntry;
  readonly verdict: Verdict;
  /** Null where the input changed nothing, or its match has no fixture yet. */
  readonly features: Features | null;
}

export interface FeaturesOptions {
  readonly history: StatementOptions["history"];
  /** Is told what became of each input; told again where a transaction is folded again. */
  readonly observe?: (outcome: Outcome) => void;
  /** Is told why an input was refused; told again as well. */
  readonly refused?: (entry: MatchEntry, code: ReasonCode) => void;
  /** The same of what is said of teams and of matches to come. */
  readonly statements?: Omit<StatementOptions, "history">;
}

/**
 * Folds what is said of a match into what is known of it: each input that is new, or a higher revision, gives one
 * features record, the first and that of a match at hand behind what was known before kick-off; a match that is over gives its result,
 * which is taken back where the match is moved or called off afterwards. What comes before its fixture is kept and counts once that is there.
 */
export function featuresTopology({ history, observe, refused, statements }: FeaturesOptions) {
  const events = source<typeof matchEvents.schemas, typeof stores>({
    topic: matchEvents,
    deadLetters: deadLettersOf(matchEvents),
    ready(record, signal) {
      const time = lookUpTime({ schema: record.schema, value: record.value } as MatchEntry);
      return time === undefined ? undefined : history.ready(time, signal);
    },
    process(record, context) {
      const entry = { schema: record.schema, value: record.value } as MatchEntry;
      const verdict = take(record.key, entry, context, (reason) => {
        context.deadLetter(reason);
        refused?.(entry, reason.code);
      });
      const accepted = verdict === "new" || verdict === "replaces";
      if (accepted) {
        const input = inputOf(record, entry, nextRevision(record.key, context));
        context.stores.lineage.put(record.key, lineageId(input), input);
      }
      const features = accepted ? publish(record.key, entry, history, context) : null;
      if (accepted) listen(record, entry, context);
      if (verdict !== undefined) observe?.({ headers: record.headers, entry, verdict, features });
    },
  });
  return topology({
    application: "features",
    changelog: featuresChangelog,
    stores,
    sources: [events, ...statementSources({ history, ...statements })],
    sinks: [matchFeatures, matchResults, matchLineUps, fixturesByTeam, statementsByMatch],
  });
}

/**
 * Puts the entry to what is known of its match; undefined where it is no entry of this match, or cannot be. What is once
 * folded stays, and every later features record would carry it: so it is refused here, whoever wrote it.
 */
function take(
  key: string,
  entry: MatchEntry,
  context: Context,
  refuse: (reason: Refusal) => void,
): Verdict | undefined {
  const { matchId, revision } = entry.value;
  if (matchId !== key) {
    const message = `the record of match ${matchId} has the key ${key}: its producer must key it by match id`;
    refuse(refusal("KEY_MISMATCH", message));
    return undefined;
  }
  const impossible = refuseEntry(entry);
  if (impossible !== null) {
    refuse(impossible);
    return undefined;
  }
  const id = entryId(entry);
  const known = context.stores.match.entry(key, id);
  const verdict = judgeRevision(known, entry);
  if (verdict === "new" || verdict === "replaces") context.stores.match.put(key, id, entry);
  if (known !== undefined && verdict === "replaces") {
    context.stores.earlier.put(key, `${id}/${known.value.revision}`, known);
  }
  if (verdict === "conflict") {
    const message = `${id} of ${key} came in revision ${revision} before, with other content, which stays: a correction needs a higher revision`;
    refuse(refusal("REVISION_CONFLICT", message));
  }
  return verdict;
}

/** Sends the features after an accepted entry, and what else follows from it; null before the fixture. */
function publish(
  key: string,
  cause: MatchEntry,
  history: StatementOptions["history"],
  context: Context,
): Features | null {
  const { stores, emit } = context;
  const state = stores.match.state(key);
  const { fixture } = state;
  if (fixture === null) return null;
  const revision = nextRevision(key, context);
  stores.revision.put(key, revision);
  let form = stores.form.get(key);
  const atHand = isAtHand(state);
  if (form === undefined || !isFormOf(form, fixture) || (atHand && !form.atHand)) {
    form = readForm(history, fixture, atHand);
    stores.form.put(key, form);
    publishPreMatch(history, fixture, revision, { evenIfSame: true }, context);
  } else if (cause.schema !== "MatchEvent" && state.phase === "PRE_MATCH") {
    publishPreMatch(history, fixture, revision, { evenIfSame: false }, context);
  }
  if (cause.schema === "Fixture") tellTeams(fixture, context);
  const { providerTime: asOf } = cause.value;
  const books = stores.books.get(key) ?? noBooks;
  const features = featuresOf(state, fixture, form, books, { cause, asOf, revision });
  emit(matchFeatures, key, { schema: "Features", value: features });
  publishResult(key, state, context);
  publishLinedUp(key, state, context);
  return features;
}

/** Keeps when something was last heard of a match that is being played; forgets that, and its bookmakers, when it is not. */
function listen(
  { key, timestamp }: { readonly key: string; readonly timestamp: number },
  entry: MatchEntry,
  { stores }: Context,
): void {
  const state = stores.match.state(key);
  const known = stores.played.get(key);
  if (isPlayed(state)) {
    const isSilence = entry.schema === "MatchEvent" && entry.value.type === "SILENCE";
    const kept = heard(known, timestamp, isSilence, state.stopped);
    if (kept !== known) stores.played.put(key, kept);
  } else if (known !== undefined) stores.played.delete(key);
  const isOver = state.phase === "FINISHED" || state.phase === "CALLED_OFF";
  if (isOver && stores.books.get(key) !== undefined) stores.books.delete(key);
}

/** Sends who played in a match that is over, where that is new; takes it back where the match is called off afterwards. */
function publishLinedUp(key: string, { phase }: MatchState, { stores, emit }: Context): void {
  const told = stores.linedUp.get(key);
  if (told !== undefined && phase === "CALLED_OFF") {
    stores.linedUp.delete(key);
    emit(matchLineUps, key, null);
  }
  const linedUp = phase === "FINISHED" ? newLinedUp(stores.match.entries(key), told) : undefined;
  if (linedUp === undefined) return;
  stores.linedUp.put(key, linedUp.published);
  emit(matchLineUps, key, { schema: "LinedUp", value: linedUp.record });
}

/** Sends the result of a match that is over where it is a new one, and takes back the one told before where that stands no more. */
function publishResult(key: string, state: MatchState, { stores, emit }: Context): void {
  const told = stores.result.get(key);
  const result = newResult(state, stores.match.entries(key), told);
  // of another day or other teams it has another key: the former one would count beside it
  const moved = result !== undefined && told !== undefined && resultKeyOf(result) !== resultKeyOf(told);
  if (told !== undefined && (moved || state.phase === "CALLED_OFF")) {
    emit(matchResults, resultKeyOf(told), null);
    stores.result.delete(key);
  }
  if (result === undefined) return;
  stores.result.put(key, result);
  emit(matchResults, resultKeyOf(result), { schema: "Result", value: result });
}
