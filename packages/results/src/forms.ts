import { resultIdOf, type TeamIdentities } from "@touchline/football";
import type { Counts, Result, Score, Team } from "@touchline/schemas";
import { closingPrices } from "./closing-prices.ts";
import { londonTime } from "./london-time.ts";
import { oddsOfClubs, oddsOfFootballData, quotesOf } from "./odds-columns.ts";
import type { RefusedRow, ResultRow } from "./result-row.ts";
import type { Row } from "./row.ts";

/** A layout of a file of results. */
export interface Form {
  readonly name: string;
  /** Columns by which it is known. */
  readonly columns: readonly string[];
  /** The row's result, why it is none, or null where the match is yet to be played. */
  read(row: Row, teams: TeamIdentities): ResultRow | RefusedRow | null;
}

const competitions: Readonly<Record<string, string>> = {
  E0: "ENG-Premier League",
  D1: "GER-Bundesliga",
  I1: "ITA-Serie A",
  SP1: "ESP-La Liga",
  F1: "FRA-Ligue 1",
};

/** That of data/results_clubs.csv.gz, with or without columns of odds. */
const clubs: Form = {
  name: "clubs",
  columns: ["league", "season", "date", "home", "away", "fthg", "ftag"],
  read(row, teams) {
    return league(row, teams, {
      division: row.text("league"),
      season: row.text("season"),
      date: row.text("date"),
      time: row.text("time"),
      home: row.text("home"),
      away: row.text("away"),
      column: (name) => name,
      odds: oddsOfClubs,
    });
  },
};

/** football-data.co.uk's own: dates as day/month/year, other names of columns. */
const footballData: Form = {
  name: "football-data.co.uk",
  columns: ["Div", "Date", "HomeTeam", "AwayTeam", "FTHG", "FTAG"],
  read(row, teams) {
    const date = dayMonthYear(row.text("Date"));
    return league(row, teams, {
      division: row.text("Div"),
      season: date === "" ? "" : seasonOf(date),
      date,
      time: row.text("Time"),
      home: row.text("HomeTeam"),
      away: row.text("AwayTeam"),
      column: (name) => (name === "referee" ? "Referee" : name.toUpperCase()),
      odds: oddsOfFootballData,
    });
  },
};

/** That of data/results_international.csv.gz. */
const internationals: Form = {
  name: "internationals",
  columns: ["date", "home_team", "away_team", "home_score", "away_score", "tournament", "neutral"],
  read(row, teams) {
    const date = row.text("date");
    const [home, away] = [row.text("home_team"), row.text("away_team")];
    const score = scoreOf(row, "home_score", "away_score");
    const refused = refusal(row, date, home, away, score);
    if (refused !== undefined || score === null) return refused ?? null;
    const result: Result = {
      ...played("martj42", date, named(teams, "martj42", home), named(teams, "martj42", away)),
      competition: `INT-${row.text("tournament")}`,
      season: date.slice(0, 4),
      kickOff: noonOf(date),
      score: score as Score,
      halfTime: null,
      neutral: row.text("neutral").toLowerCase() === "true",
      referee: null,
      homeCounts: null,
      awayCounts: null,
      goalTimes: null,
      closing: null,
    };
    return { line: row.line, result, odds: [], passedOver: row.passedOver };
  },
};

export const forms: readonly Form[] = [clubs, footballData, internationals];

interface LeagueRow {
  readonly division: string;
  readonly season: string;
  readonly date: string;
  readonly time: string;
  readonly home: string;
  readonly away: string;
  /** Name in this file of a column of the clubs' form. */
  readonly column: (name: string) => string;
  readonly odds: typeof oddsOfClubs;
}

function league(row: Row, teams: TeamIdentities, told: LeagueRow): ResultRow | RefusedRow | null {
  const { date, time, home, away, column } = told;
  const score = scoreOf(row, column("fthg"), column("ftag"));
  const refused = refusal(row, date, home, away, score);
  if (refused !== undefined || score === null) return refused ?? null;
  const half = scoreOf(row, column("hthg"), column("htag"));
  if (half === "bad") row.passOver("the half-time score is not two whole numbers");
  const result: Result = {
    ...played("football-data", date, named(teams, "football-data", home), named(teams, "football-data", away)),
    competition: competitions[told.division] ?? told.division,
    season: told.season,
    kickOff: /^\d{1,2}:\d\d$/.test(time) ? londonTime(date, time) : noonOf(date),
    score: score as Score,
    halfTime: half === "bad" ? null : half,
    neutral: false,
    referee: row.text(column("referee")) || null,
    homeCounts: countsOf(row, "h", column),
    awayCounts: countsOf(row, "a", column),
    goalTimes: null,
    closing: null,
  };
  const odds = quotesOf(row, told.odds);
  return { line: row.line, result: { ...result, closing: closingPrices(odds) }, odds, passedOver: row.passedOver };
}

function countsOf(row: Row, side: "h" | "a", column: (name: string) => string): Counts | null {
  const counts: Counts = {
    shots: row.count(column(`${side}s`)),
    shotsOnTarget: row.count(column(`${side}st`)),
    corners: row.count(column(`${side}c`)),
    fouls: row.count(column(`${side}f`)),
    yellowCards: row.count(column(`${side}y`)),
    redCards: row.count(column(`${side}r`)),
  };
  return Object.values(counts).every((count) => count === null) ? null : counts;
}

/** Null where neither side has a score; "bad" where what stands there is none. */
function scoreOf(row: Row, home: string, away: string): Score | "bad" | null {
  const [h, a] = [row.number(home), row.number(away)];
  if ((h === null && a === null) || (isMissing(row.text(home)) && isMissing(row.text(away)))) return null;
  return Number.isInteger(h) && Number.isInteger(a) ? { home: h as number, away: a as number } : "bad";
}

const isMissing = (text: string): boolean => text === "" || text === "NA";

function refusal(
  row: Row,
  date: string,
  home: string,
  away: string,
  score: Score | "bad" | null,
): RefusedRow | undefined {
  const { line } = row;
  if (!isDay(date)) return { line, code: "BAD_DATE", message: `line ${line} has no day that there is: "${date}"` };
  if (home === "" || away === "")
    return { line, code: "TEAM_MISSING", message: `line ${line} does not name both teams` };
  if (home === away) return { line, code: "SAME_TEAM", message: `line ${line}: ${home} plays itself` };
  if (score === "bad")
    return { line, code: "BAD_SCORE", message: `line ${line}: ${home} - ${away} has no score of whole numbers` };
  return undefined;
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** `dd/mm/yyyy` or `dd/mm/yy` as yyyy-mm-dd; a year of two digits from 70 on is one of the last century. Empty where it is neither. */
function dayMonthYear(text: string): string {
  const [, day = "", month = "", year = ""] = /^(\d\d?)\/(\d\d?)\/(\d\d|\d{4})$/.exec(text) ?? [];
  if (year === "") return "";
  const full = year.length === 4 ? year : `${Number(year) < 70 ? "20" : "19"}${year}`;
  return `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** A European season turns in July: 2023/24. */
function seasonOf(date: string): string {
  const year = Number(date.slice(0, 4));
  const first = Number(date.slice(5, 7)) >= 7 ? year : year - 1;
  return `${first}/${String((first + 1) % 100).padStart(2, "0")}`;
}

function played(provider: string, day: string, home: Team, away: Team) {
  return { provider, matchId: resultIdOf(day, { home, away }), revision: 1, home, away };
}

function named(teams: TeamIdentities, source: "football-data" | "martj42", name: string): Team {
  const { id, name: shown } = teams.identify(source, name, source === "martj42" ? "nation" : "club");
  return { id, name: shown };
}

/** Stands for a day of which the hour is not known. */
function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}
