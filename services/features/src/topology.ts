import {
  compareEntries,
  entryId,
  foldMatch,
  judgeRevision,
  type MatchEntry,
  type MatchState,
  matchAtStart,
  type ReasonCode,
  type Refusal,
  refusal,
  refuseEntry,
  resultKeyOf,
  type Verdict,
} from "@touchline/football";
import type { Features, Result } from "@touchline/schemas";
import { type Headers, keyValueStore, type ProcessContext, refoldStore, source, topology } from "@touchline/streams";
import { deadLettersOf, featuresChangelog, matchEvents, matchFeatures, matchResults } from "@touchline/topics";
import { featuresOf } from "./features.ts";
import { type FormLookUp, isAtHand, isFormOf, lookUpTime, type MatchForm, readForm } from "./form-look-up.ts";
import { compareLineage, inputOf, type LineageEntry, lineageId, readingOf } from "./lineage.ts";
import { newResult } from "./match-result.ts";
import { preMatchOf } from "./pre-match.ts";

/** Everything that was said of each match, and its fold. */
const match = refoldStore<MatchEntry, MatchState>({
  name: "match",
  compare: compareEntries,
  initial: () => matchAtStart,
  fold: foldMatch,
});

const stores = {
  match,
  /** Both sides' form, read with the fixture and once more, for good, when the match is at hand. */
  form: keyValueStore<MatchForm>("form"),
  /** Revision of the last features of each match. */
  revision: keyValueStore<number>("revision"),
  /** The result published of each match. */
  result: keyValueStore<Result>("result"),
  /** Versions of entries that later ones have replaced: what was known at a past moment. */
  earlier: refoldStore<MatchEntry, number>({
    name: "earlier",
    compare: (a, b) => compareEntries(a, b) || a.value.revision - b.value.revision,
    initial: () => 0,
    fold: (count) => count + 1,
  }),
  /** Where the features of each match come from. */
  lineage: refoldStore<LineageEntry, number>({
    name: "lineage",
    compare: compareLineage,
    initial: () => 0,
    fold: (count) => count + 1,
  }),
};

type Context = ProcessContext<typeof stores>;

/** What became of one input. */
export interface Outcome {
  readonly headers: Headers;
  readonly entry: MatchEntry;
  readonly verdict: Verdict;
  /** Null where the input changed nothing, or its match has no fixture yet. */
  readonly features: Features | null;
}

export interface FeaturesOptions {
  readonly history: FormLookUp;
  /** Is told what became of each input; told again where a transaction is folded again. */
  readonly observe?: (outcome: Outcome) => void;
  /** Is told why an input was refused; told again as well. */
  readonly refused?: (entry: MatchEntry, code: ReasonCode) => void;
}

/**
 * Folds what is said of a match into what is known of it: each input that is new, or a higher revision, gives one
 * features record, the first and that of a match at hand behind what was known before kick-off; a match that is over gives its result. What comes before its fixture is kept and counts once that
 * is there.
 */
export function featuresTopology({ history, observe, refused }: FeaturesOptions) {
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
      if (accepted) trace(record.key, inputOf(record, entry, nextRevision(record.key, context)), context);
      const features = accepted ? publish(record.key, entry, history, context) : null;
      if (verdict !== undefined) observe?.({ headers: record.headers, entry, verdict, features });
    },
  });
  return topology({
    application: "features",
    changelog: featuresChangelog,
    stores,
    sources: [events],
    sinks: [matchFeatures, matchResults],
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

/** Revision that the next features of a match will have. */
function nextRevision(key: string, { stores }: Context): number {
  return (stores.revision.get(key) ?? 0) + 1;
}

function trace(key: string, entry: LineageEntry, { stores }: Context): void {
  stores.lineage.put(key, lineageId(entry), entry);
}

/** Sends the features after an accepted entry, and the result where there is a new one; null before the fixture. */
function publish(key: string, cause: MatchEntry, history: FormLookUp, context: Context): Features | null {
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
    trace(key, readingOf(history, form, revision), context);
    emit(matchFeatures, key, { schema: "PreMatch", value: preMatchOf(history, fixture, form, revision) });
  }
  const features = featuresOf(state, fixture, form, cause, revision);
  emit(matchFeatures, key, { schema: "Features", value: features });
  const result = newResult(state, stores.match.entries(key), stores.result.get(key));
  if (result !== undefined) {
    stores.result.put(key, result);
    emit(matchResults, resultKeyOf(result), { schema: "Result", value: result });
  }
  return features;
}
