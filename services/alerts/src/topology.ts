import { covers, isOver, type Judged, judgeOdds, judgePrediction, judgeTime, type Rules } from "@touchline/alerts";
import { refuseOdds } from "@touchline/football";
import type { Alert } from "@touchline/schemas";
import { source, topology } from "@touchline/streams";
import { alertsChangelog, deadLettersOf, marketOdds, matchAlerts, matchPredictions } from "@touchline/topics";
import { matchPredictionProblem } from "./match-prediction-problem.ts";
import { type Context, stores, type Watched } from "./stores.ts";

export interface AlertsOptions {
  /** The rules as of a time, ms since the epoch: the same answer whenever it is asked, however many were stated since. */
  readonly rules: { at(time: number): Rules };
  /** Is told of each alert that was raised, has ended or was taken back; told again where a transaction is folded again. */
  readonly observe?: (alert: Alert) => void;
}

/** How often matches that fell silent and prices that grew too old are looked for, ms of stream time. */
const staleEveryMs = 10_000;
/** A match in play of which nothing was predicted for so long is silent, ms of stream time: the feed tells its clock each minute. */
const silentMsMax = 120_000;
/** How often matches are looked for that can be forgotten, ms of stream time. */
const forgetEveryMs = 3_600_000;
/** A match that is over is remembered for so long, for what may still be corrected; one that is not, but was not heard of, longer. */
const overMsMax = 24 * 3_600_000;
const unheardMsMax = 60 * 24 * 3_600_000;

/**
 * Judges a match by the rules on each of its predictions, and on each price while a rule compares prices. Which rules hold follows from
 * how far time has come in the task: a change of them holds from the same record on, whenever that is folded.
 */
export function alertsTopology({ rules, observe = () => {} }: AlertsOptions) {
  type Emitting = Pick<Context, "emit" | "stores">;

  const tell = ({ emit }: Emitting, { told }: Pick<Judged, "told">) => {
    for (const alert of told) {
      emit(matchAlerts, alert.matchId, { schema: "Alert", value: alert });
      observe(alert);
    }
  };

  const predictions = source<typeof matchPredictions.schemas, typeof stores>({
    topic: matchPredictions,
    deadLetters: deadLettersOf(matchPredictions),
    process({ key, value, partition, offset }, context) {
      const refused = matchPredictionProblem(key, value);
      if (refused !== undefined) return context.deadLetter(refused);
      const { stores, streamTime } = context;
      const last = stores.match.get(key)?.match;
      // one that was over before it was ever seen, or was forgotten, has nothing that could still be told
      if (last === undefined && isOver(value)) return;
      const quotes = stores.quotes.get(key) ?? [];
      const judged = judgePrediction(last, value, `${partition}:${offset}`, {
        rules: rules.at(streamTime).list,
        quotes,
        now: streamTime,
      });
      if (judged === undefined) return;
      stores.match.put(key, { match: judged.match, heardAt: streamTime });
      if (isOver(value) && quotes.length > 0) stores.quotes.delete(key);
      tell(context, judged);
    },
  });

  const odds = source<typeof marketOdds.schemas, typeof stores>({
    topic: marketOdds,
    deadLetters: deadLettersOf(marketOdds),
    process({ key, value }, context) {
      const { stores, streamTime } = context;
      const watched = stores.match.get(key);
      if (watched === undefined || isOver(watched.match)) return;
      const inForce = rules.at(streamTime).list;
      if (!inForce.some((rule) => rule.kind === "VALUE" && covers(rule, watched.match))) return;
      // features sets it aside and says why
      if (value.matchId !== key || refuseOdds(value) !== null) return;
      const before = stores.quotes.get(key) ?? [];
      const judged = judgeOdds(watched.match, value, { rules: inForce, quotes: before, now: streamTime });
      if (judged.quotes !== before) stores.quotes.put(key, judged.quotes);
      if (judged.told.length > 0) stores.match.put(key, { ...watched, match: judged.match });
      tell(context, judged);
    },
  });

  /** No record says that none comes: the time that other matches tell does. */
  function endStale(context: Emitting, at: number): void {
    const { stores } = context;
    for (const key of stores.quotes.keys()) {
      const watched = stores.match.get(key);
      if (watched === undefined || isOver(watched.match)) continue;
      const silent = watched.match.phase === "LIVE" && at - watched.heardAt >= silentMsMax;
      const given = { rules: rules.at(at).list, quotes: stores.quotes.get(key) ?? [], now: at };
      const judged = judgeTime(watched.match, given, silent);
      if (judged.match === watched.match) continue;
      stores.match.put(key, { ...watched, match: judged.match });
      tell(context, judged);
    }
  }

  function forget({ stores }: Emitting, at: number): void {
    for (const key of [...stores.match.keys()]) {
      const { match, heardAt } = stores.match.get(key) as Watched;
      if (at - heardAt < (isOver(match) ? overMsMax : unheardMsMax)) continue;
      stores.match.delete(key);
      if (stores.quotes.get(key) !== undefined) stores.quotes.delete(key);
    }
  }

  return topology({
    application: "alerts",
    changelog: alertsChangelog,
    stores,
    sources: [predictions, odds],
    sinks: [matchAlerts],
    punctuate: [
      { every: staleEveryMs, do: endStale },
      { every: forgetEveryMs, do: forget },
    ],
  });
}
