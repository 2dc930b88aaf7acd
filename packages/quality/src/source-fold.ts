import { Gate, type Refusal, type TeamAlias, type ToldRecord } from "@touchline/football";
import type { Team } from "@touchline/schemas";
import { FaultTally } from "./fault-tally.ts";
import { FieldShares } from "./field-shares.ts";
import { Lateness } from "./lateness.ts";
import { likelyTeams } from "./likely-teams.ts";
import { SeasonGaps } from "./season-gaps.ts";
import type { FaultCount, SourceReport, UnknownTeam } from "./source-report.ts";
import { TeamDays } from "./team-days.ts";

/** Where a record stands, as a person finds it (`results.csv:12`, `match.events 3@1234`), and in which order of its own. */
export interface Place {
  readonly text: string;
  /** Records of a lane come one after another: a partition, or a file. */
  readonly lane: string;
}

export interface SourceOptions {
  readonly source: string;
  /** The reviewed table of names. */
  readonly aliases: readonly TeamAlias[];
  /** What the gate would refuse is refused of a file, and stands in a topic. Of two lines of a file on one match the later counts. */
  readonly kind: "file" | "topic";
}

/** Statements of which the last version is kept: those of the longest history there is. */
const keptMax = 250_000;
const dayMs = 86_400_000;
const anyTeam = { knows: () => true };

/** What a source is like, folded from its records one by one. */
export class SourceFold {
  readonly #options: SourceOptions;
  readonly #known: ReadonlySet<string>;
  readonly #gate = new Gate({ teams: anyTeam, keptMax });
  readonly #fields = new FieldShares();
  readonly #faults = new FaultTally();
  readonly #lateness = new Lateness();
  readonly #gaps = new SeasonGaps();
  readonly #days = new TeamDays();
  readonly #unknown = new Map<string, { name: string; records: number; place: string }>();
  #records = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  constructor(options: SourceOptions) {
    this.#options = options;
    this.#known = new Set(options.aliases.map(({ teamId }) => teamId));
  }

  /** Takes the next record; `now` is when it came, ms since the epoch; null where nobody knows. */
  take(record: ToldRecord, place: Place, now: number | null): void {
    this.#records++;
    this.#fields.take(record);
    const time = timeOf(record);
    this.#from = Math.min(this.#from, time);
    this.#to = Math.max(this.#to, time);
    // results are listed by day
    const order = record.schema === "Result" ? Math.floor(time / dayMs) * dayMs : time;
    this.#lateness.take(`${place.lane}\n${laneOf(record)}`, order);
    for (const team of teamsOf(record)) this.#see(team, place);
    const admission = this.#gate.admit(record, now);
    switch (admission.outcome) {
      case "rejected":
        this.#rejected(record, admission, place.text);
        return;
      case "duplicate":
        this.#faults.count("REPEATED", "passed_over", nameOf(record), place.text);
        return;
      case "stale":
        this.#faults.count("STALE", "passed_over", nameOf(record), place.text);
        return;
      case "accepted":
        for (const { code, message } of admission.suspicions) {
          this.#faults.count(code, "let_pass", `${nameOf(record)}: ${message}`, place.text);
        }
    }
    if (record.schema !== "Result") return;
    this.#gaps.take(record.value);
    this.#days.take(record.value, place.text);
  }

  /** Something that could not even be made a record of, was refused before, or a part of a record that was left out. */
  fault(code: string, treatment: FaultCount["treatment"], message: string, place: string): void {
    this.#faults.count(code, treatment, message, place);
  }

  report(): SourceReport {
    const faults = this.#faults.copy();
    for (const { code, message, place } of this.#days.doubled()) faults.count(code, "let_pass", message, place);
    return {
      source: this.#options.source,
      records: this.#records,
      from: isoOf(this.#from),
      to: isoOf(this.#to),
      missing: this.#fields.report(),
      faults: faults.report(),
      late: this.#lateness.report(),
      gaps: this.#gaps.report(),
      unknownTeams: this.#unknownTeams(),
    };
  }

  #rejected(record: ToldRecord, { code, message }: Refusal, place: string): void {
    const isFile = this.#options.kind === "file";
    if (isFile && record.schema === "Result" && code === "REVISION_CONFLICT") {
      this.#faults.count("TOLD_TWICE", "let_pass", `${nameOf(record)} is told in two ways`, place);
    } else this.#faults.count(code, isFile ? "refused" : "stands", message, place);
  }

  #see({ id, name }: Team, { text }: Place): void {
    if (this.#known.has(id)) return;
    const seen = this.#unknown.get(id);
    if (seen === undefined) this.#unknown.set(id, { name, records: 1, place: text });
    else seen.records++;
  }

  #unknownTeams(): UnknownTeam[] {
    return [...this.#unknown]
      .map(([id, seen]) => {
        const days = this.#days.daysOf(id);
        // nobody plays twice a day: who plays on the same day is another team
        const playsBeside = (teamId: string) => [...this.#days.daysOf(teamId)].some((day) => days.has(day));
        return { id, ...seen, candidates: likelyTeams({ id, name: seen.name }, this.#options.aliases, playsBeside) };
      })
      .sort((a, b) => b.records - a.records || (a.id < b.id ? -1 : 1));
  }
}

/** The moment that a record speaks of, or is told at, ms since the epoch. */
function timeOf({ schema, value }: ToldRecord): number {
  if (schema === "Result" || schema === "Fixture") return value.kickOff;
  return schema === "Weather" ? value.issuedAt : value.providerTime;
}

/** What a source tells in the order of time. A fixture may be told any time ahead. */
function laneOf({ schema, value }: ToldRecord): string {
  switch (schema) {
    case "Result":
      return `${value.competition}\n${value.season}`;
    case "Fixture":
      return `${schema}\n${value.matchId}\n${value.revision}`;
    case "LineUp":
    case "MatchEvent":
    case "Weather":
      return `${schema}\n${value.matchId}`;
    case "Odds":
      return [schema, value.matchId, value.market, value.line].join("\n");
    case "Availability":
    case "NewsItem":
      return `${schema}\n${value.teamId}`;
  }
}

function teamsOf({ schema, value }: ToldRecord): readonly Team[] {
  if (schema === "Result" || schema === "Fixture") return [value.home, value.away];
  if (schema === "Availability" || schema === "NewsItem") return [{ id: value.teamId, name: value.teamId }];
  return [];
}

function nameOf({ schema, value }: ToldRecord): string {
  const whose = "matchId" in value ? value.matchId : value.teamId;
  return schema === "MatchEvent" ? `${whose} ${value.eventId}` : `${schema} of ${whose}`;
}

function isoOf(time: number): string | null {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : null;
}
