import type { Availability, Fixture, NewsItem, Odds, Result, Weather } from "@touchline/schemas";
import { type Admission, MatchGuard } from "./admission.ts";
import type { TeamKnowledge } from "./admission-rules.ts";
import { refuseAvailability, suspiciousAvailability } from "./availability-rules.ts";
import { FixtureCalendar } from "./fixture-calendar.ts";
import { LatestTold } from "./latest-told.ts";
import type { MatchEntry } from "./match-entry.ts";
import { refuseNews } from "./news-rules.ts";
import { refuseOdds, suspiciousOdds } from "./odds-rules.ts";
import { type Refusal, refusal } from "./reason-codes.ts";
import { Recent } from "./recent.ts";
import { resultKeyOf } from "./result-id.ts";
import { refuseResult, suspiciousResult } from "./result-rules.ts";
import type { Verdict } from "./revision.ts";
import { type Suspicion, suspicion } from "./suspicions.ts";
import { refuseWeather } from "./weather-rules.ts";

/** Anything that a provider tells. */
export type ToldRecord =
  | MatchEntry
  | { readonly schema: "Odds"; readonly value: Odds }
  | { readonly schema: "Result"; readonly value: Result }
  | { readonly schema: "Weather"; readonly value: Weather }
  | { readonly schema: "Availability"; readonly value: Availability }
  | { readonly schema: "NewsItem"; readonly value: NewsItem };

export interface GateOptions {
  readonly teams: TeamKnowledge;
  /** Entries of a match that were accepted before, in their order. */
  readonly entriesOf?: (matchId: string) => readonly MatchEntry[];
  /** Markets, forecasts, players, stories and results of which the last version is kept, each; 20,000 unless told. */
  readonly keptMax?: number;
  /** Matches of which everything is kept; 2,000 unless told. Of others the fixture is. */
  readonly matchesMax?: number;
}

const keptUnlessTold = 20_000;
/** Matches whose events are kept: more than are played on any day. */
const matchesUnlessTold = 2_000;
/** Fixtures that are kept: a season of everything, for they are told weeks ahead. */
const fixturesMax = 200_000;
/** A provider's clock may be this much ahead of ours, ms. */
const aheadMs = 300_000;

/**
 * Judges everything that providers tell, each in its own order: the same records give the same decisions. What it keeps is
 * bounded; beyond, an old statement told again counts as new, which whatever folds it puts up with.
 */
export class Gate {
  readonly #options: GateOptions;
  readonly #guards: Recent<MatchGuard>;
  readonly #fixtures = new Recent<MatchEntry>(fixturesMax);
  readonly #calendar = new FixtureCalendar();
  readonly #results: LatestTold<Result>;
  readonly #odds: LatestTold<Odds>;
  readonly #weather: LatestTold<Weather>;
  readonly #availability: LatestTold<Availability>;
  readonly #news: LatestTold<NewsItem>;

  constructor(options: GateOptions) {
    const { keptMax = keptUnlessTold, matchesMax = matchesUnlessTold } = options;
    this.#options = options;
    this.#guards = new Recent(matchesMax);
    this.#results = new LatestTold(({ revision }) => revision, keptMax);
    this.#odds = new LatestTold(({ providerTime }) => providerTime, keptMax);
    this.#weather = new LatestTold(({ issuedAt }) => issuedAt, keptMax);
    this.#availability = new LatestTold(({ revision }) => revision, keptMax);
    this.#news = new LatestTold(() => 0, keptMax);
  }

  /** `now` is when the record came, ms since the epoch; null where nobody knows. */
  admit(record: ToldRecord, now: number | null): Admission {
    const admission = this.#judge(record, now);
    if (admission.outcome !== "accepted" || now === null || record.schema === "Result") return admission;
    const ahead = record.value.providerTime - now;
    if (ahead <= aheadMs) return admission;
    const found = suspicion("CLOCK_AHEAD", `${record.schema} told ${Math.round(ahead / 1000)} s ahead of our clock`);
    return { outcome: "accepted", suspicions: [...admission.suspicions, found] };
  }

  #judge(record: ToldRecord, now: number | null): Admission {
    const { teams } = this.#options;
    switch (record.schema) {
      case "Fixture":
      case "LineUp":
      case "MatchEvent":
        return this.#entry(record);
      case "Result": {
        const { value } = record;
        const refused = refuseResult(value, teams, now);
        if (refused !== null) return rejected(refused);
        return revised(this.#results.judge(resultKeyOf(value), value), suspiciousResult(value), value);
      }
      case "Odds": {
        const { value } = record;
        const refused = refuseOdds(value);
        if (refused !== null) return rejected(refused);
        const id = [value.provider, value.matchId, value.market, value.line].join("\n");
        return timed(this.#odds.judge(id, value, { lastWins: true }), suspiciousOdds(value), value.market);
      }
      case "Weather": {
        const { value } = record;
        const refused = refuseWeather(value);
        if (refused !== null) return rejected(refused);
        const id = [value.provider, value.matchId, value.validAt].join("\n");
        return timed(this.#weather.judge(id, value, { lastWins: true }), [], "forecast");
      }
      case "Availability": {
        const { value } = record;
        const refused = refuseAvailability(value, teams);
        if (refused !== null) return rejected(refused);
        const id = [value.provider, value.teamId, value.player.id ?? value.player.name].join("\n");
        return revised(this.#availability.judge(id, value), suspiciousAvailability(value), value);
      }
      case "NewsItem": {
        const { value } = record;
        const refused = refuseNews(value, teams);
        if (refused !== null) return rejected(refused);
        // another feed's words for the same story are the same story
        const verdict = this.#news.judge(`${value.itemId}\n${value.teamId}`, value);
        return verdict === "new" ? { outcome: "accepted", suspicions: [] } : { outcome: "duplicate" };
      }
    }
  }

  #entry(entry: MatchEntry): Admission {
    const admission = this.#guardOf(entry.value.matchId).admit(entry);
    if (admission.outcome !== "accepted" || entry.schema !== "Fixture") return admission;
    this.#fixtures.set(entry.value.matchId, entry);
    return {
      outcome: "accepted",
      suspicions: [...admission.suspicions, ...this.#calendar.told(entry.value as Fixture)],
    };
  }

  /** A match that nothing was heard of for long goes on from its fixture. */
  #guardOf(matchId: string): MatchGuard {
    let guard = this.#guards.get(matchId);
    if (guard !== undefined) return guard;
    guard = new MatchGuard(this.#options.teams);
    for (const entry of this.#options.entriesOf?.(matchId) ?? []) guard.admit(entry);
    const fixture = this.#fixtures.get(matchId);
    if (fixture !== undefined) guard.admit(fixture);
    this.#guards.set(matchId, guard);
    return guard;
  }
}

/** Of a statement that counts its revisions: the highest wins. */
function revised(verdict: Verdict, suspicions: readonly Suspicion[], { revision }: { revision: number }): Admission {
  switch (verdict) {
    case "new":
    case "replaces":
      return { outcome: "accepted", suspicions };
    case "conflict":
      return rejected(refusal("REVISION_CONFLICT", `revision ${revision} is known with other content`));
    default:
      return { outcome: verdict };
  }
}

/** Of a statement that is told anew from time to time: each is kept, whenever it comes, but not twice. */
function timed(verdict: Verdict, suspicions: readonly Suspicion[], what: string): Admission {
  if (verdict === "duplicate") return { outcome: "duplicate" };
  const found = [...suspicions];
  if (verdict === "stale") found.push(suspicion("TOLD_LATE", `${what} older than what was told before`));
  if (verdict === "conflict") found.push(suspicion("TOLD_TWICE", `${what} of the same time, with other content`));
  return { outcome: "accepted", suspicions: found };
}

function rejected(reason: Refusal): Admission {
  return { outcome: "rejected", ...reason };
}
