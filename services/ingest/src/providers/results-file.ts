import { resultIdOf, type TeamIdentities } from "@touchline/football";
import type { Result, Score, Team } from "@touchline/schemas";
import { parse } from "csv-parse/sync";
import { IngestError } from "../error.ts";
import { londonTime } from "./london-time.ts";

type Row = Readonly<Record<string, string | undefined>>;

const competitions: Readonly<Record<string, string>> = {
  E0: "ENG-Premier League",
  D1: "GER-Bundesliga",
  I1: "ITA-Serie A",
  SP1: "ESP-La Liga",
  F1: "FRA-Ligue 1",
};

/**
 * Results of a CSV in the form of either shipped file (data/README.md), as its header tells. Rows without a score, of
 * matches yet to be played, are left out. Throws an `IngestError` RESULTS_FORM_UNKNOWN.
 */
export function parseResults(csv: Buffer, name: string, teams: TeamIdentities): Result[] {
  const rows: Row[] = parse(csv, { columns: true, bom: true, relax_column_count: true });
  const header = Object.keys(rows[0] ?? {});
  const has = (...columns: string[]): boolean => columns.every((column) => header.includes(column));
  if (rows.length === 0) return [];
  if (has("league", "season", "date", "home", "away", "fthg", "ftag")) return rows.flatMap((row) => club(row, teams));
  if (has("date", "home_team", "away_team", "home_score", "away_score", "tournament", "neutral")) {
    return rows.flatMap((row) => international(row, teams));
  }
  throw new IngestError("RESULTS_FORM_UNKNOWN", `${name} has the columns ${header.join(", ")}`);
}

function club(row: Row, teams: TeamIdentities): Result[] {
  const score = scoreOf(row.fthg, row.ftag);
  const { date = "", time = "", league = "" } = row;
  if (score === null) return [];
  return [
    {
      ...played(
        "football-data",
        date,
        named(teams, "football-data", row.home),
        named(teams, "football-data", row.away),
      ),
      competition: competitions[league] ?? league,
      season: row.season ?? "",
      kickOff: time === "" ? noonOf(date) : londonTime(date, time),
      score,
      halfTime: scoreOf(row.hthg, row.htag),
      neutral: false,
    },
  ];
}

function international(row: Row, teams: TeamIdentities): Result[] {
  const score = scoreOf(row.home_score, row.away_score);
  const { date = "" } = row;
  if (score === null) return [];
  return [
    {
      ...played("martj42", date, named(teams, "martj42", row.home_team), named(teams, "martj42", row.away_team)),
      competition: `INT-${row.tournament ?? ""}`,
      season: date.slice(0, 4),
      kickOff: noonOf(date),
      score,
      halfTime: null,
      neutral: row.neutral?.toLowerCase() === "true",
    },
  ];
}

function played(provider: string, day: string, home: Team, away: Team) {
  return { provider, matchId: resultIdOf(day, { home, away }), revision: 1, home, away };
}

function named(teams: TeamIdentities, source: "football-data" | "martj42", name = ""): Team {
  const { id, name: shown } = teams.identify(source, name, source === "martj42" ? "nation" : "club");
  return { id, name: shown };
}

/** Stands for a day of which the hour is not known. */
function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

function scoreOf(home = "", away = ""): Score | null {
  return /^\d+$/.test(home) && /^\d+$/.test(away) ? { home: Number(home), away: Number(away) } : null;
}
