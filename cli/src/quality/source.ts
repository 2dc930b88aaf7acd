import type { ToldRecord } from "@touchline/football";
import { type Played, SourceFold } from "@touchline/quality";
import { readAliases } from "@touchline/results";

const dayMs = 86_400_000;

/** A source that is being read, and the matches that it tells the scores of. */
export class Source {
  readonly name: string;
  readonly fold: SourceFold;
  readonly played: Played[] = [];

  constructor(name: string, wouldBeRefused: "refused" | "stands") {
    this.name = name;
    this.fold = new SourceFold({ source: name, aliases: readAliases(), wouldBeRefused });
  }

  take(record: ToldRecord, place: { readonly text: string; readonly lane: string }, now: number | null): void {
    this.fold.take(record, place, now);
    if (record.schema !== "Result") return;
    const { kickOff, home, away, score } = record.value;
    const day = Math.floor(kickOff / dayMs);
    const goals = { homeGoals: score.home, awayGoals: score.away };
    this.played.push({ place: place.text, day, home: home.id, away: away.id, ...goals });
  }
}
