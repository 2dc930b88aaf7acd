import type { ToldRecord } from "@touchline/football";
import type { Counts } from "@touchline/schemas";
import type { MissingField } from "./source-report.ts";

type Seen = readonly [field: string, isMissing: boolean];

/** Counts how often fields are empty that may be. */
export class FieldShares {
  readonly #fields = new Map<string, { missing: number; of: number }>();

  take(record: ToldRecord): void {
    for (const [field, isMissing] of fieldsOf(record)) {
      let share = this.#fields.get(field);
      if (share === undefined) {
        share = { missing: 0, of: 0 };
        this.#fields.set(field, share);
      }
      share.of++;
      if (isMissing) share.missing++;
    }
  }

  report(): MissingField[] {
    return [...this.#fields].map(([field, share]) => ({ field, ...share }));
  }
}

function fieldsOf(record: ToldRecord): readonly Seen[] {
  const { schema } = record;
  switch (schema) {
    case "Result": {
      const { halfTime, referee, goalTimes, closing, homeCounts, awayCounts } = record.value;
      const told: Seen[] = [
        ["Result.halfTime", halfTime === null],
        ["Result.referee", isEmpty(referee)],
        ["Result.goalTimes", goalTimes === null],
        ["Result.closing", closing === null],
      ];
      return [...told, ...countNames.map((name): Seen => [`Result.${name}`, lacks(homeCounts, awayCounts, name)])];
    }
    case "Fixture": {
      const { round, venue, referee } = record.value;
      return [
        ["Fixture.round", round === null],
        ["Fixture.venue", isEmpty(venue)],
        ["Fixture.referee", isEmpty(referee)],
      ];
    }
    case "LineUp": {
      const { formation, starting, bench } = record.value;
      const squad = [...starting, ...bench];
      return [
        ["LineUp.formation", isEmpty(formation)],
        ["LineUp.bench", bench.length === 0],
        ...squad.map(({ id }): Seen => ["LineUp.player.id", isEmpty(id)]),
        ...squad.map(({ position }): Seen => ["LineUp.player.position", position === null]),
      ];
    }
    case "MatchEvent": {
      const { type, player, playerOff, expectedGoals, shotOutcome, situation } = record.value;
      if (type === "SHOT") {
        return [
          ["MatchEvent.expectedGoals", expectedGoals === null],
          ["MatchEvent.shotOutcome", shotOutcome === null],
          ["MatchEvent.situation", situation === null],
        ];
      }
      if (!byPlayers.has(type)) return [];
      const off: readonly Seen[] = type === "SUBSTITUTION" ? [["MatchEvent.playerOff", playerOff === null]] : [];
      return [["MatchEvent.player", player === null], ...off];
    }
    case "Odds":
      return [];
    case "Weather": {
      const { temperature, windSpeed, precipitation } = record.value;
      return [
        ["Weather.temperature", temperature === null],
        ["Weather.windSpeed", windSpeed === null],
        ["Weather.precipitation", precipitation === null],
      ];
    }
    case "Availability": {
      const { player, reason, expectedReturn } = record.value;
      return [
        ["Availability.player.id", isEmpty(player.id)],
        ["Availability.reason", isEmpty(reason)],
        ["Availability.expectedReturn", expectedReturn === null],
      ];
    }
    case "NewsItem": {
      const { body, url } = record.value;
      return [
        ["NewsItem.body", isEmpty(body)],
        ["NewsItem.url", isEmpty(url)],
      ];
    }
  }
}

const countNames = ["shots", "shotsOnTarget", "corners", "fouls", "yellowCards", "redCards"] as const;

/** Events that somebody did. */
const byPlayers: ReadonlySet<string> = new Set([
  "GOAL",
  "OWN_GOAL",
  "PENALTY_SCORED",
  "YELLOW",
  "SECOND_YELLOW",
  "RED",
  "SUBSTITUTION",
]);

function lacks(home: Counts | null, away: Counts | null, name: keyof Counts): boolean {
  return (home?.[name] ?? null) === null || (away?.[name] ?? null) === null;
}

function isEmpty(text: string | null): boolean {
  return text === null || text.trim() === "";
}
