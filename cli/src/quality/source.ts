import type { ToldRecord } from "@touchline/football";
import { type Played, SourceFold } from "@touchline/quality";
import { readAliases } from "@touchline/results";
import type { Result, Score } from "@touchline/schemas";

const dayMs = 86_400_000;

/** A source that is being read, and the matches that it tells the scores of. */
export class Source {
  readonly name: string;
  readonly fold: SourceFold;
  readonly played: Played[] = [];

  constructor(name: string, kind: "file" | "topic") {
    this.name = name;
    this.fold = new SourceFold({ source: name, aliases: readAliases(), kind });
  }

  take(record: ToldRecord, place: { readonly text: string; readonly lane: string }, now: number | null): void {
    this.fold.take(record, place, now);
    if (record.schema === "Result") this.matchEnded(record.value, record.value.score, place.text);
  }

  matchEnded({ kickOff, home, away }: Pick<Result, "kickOff" | "home" | "away">, score: Score, place: string): void {
    const day = Math.floor(kickOff / dayMs);
    this.played.push({ place, day, home: home.id, away: away.id, homeGoals: score.home, awayGoals: score.away });
  }
}
