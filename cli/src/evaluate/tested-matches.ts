import type { TeamIdentities } from "@touchline/football";
import { dayOf, History, playedOf } from "@touchline/prematch";
import { type RefusedRow, type ResultRow, readResults, readResultsFiles, shippedFiles } from "@touchline/results";

/** Matches to predict, and a history that holds them and everything before and after: it is asked as of the time before each. */
export interface TestedMatches {
  readonly history: History;
  /** In the order of their ids, which is of days. */
  readonly rows: readonly ResultRow[];
  readonly notes: ReadingNotes;
}

/** What was met while reading. */
export interface ReadingNotes {
  /** Results of history that are used. */
  readonly history: number;
  /** Matches of the test that stand in history too, and are known there only once they are played. */
  readonly inBoth: number;
  /** Those of another day in history, by up to `apart` days: left out there, for the earlier of two days would tell the result. */
  readonly otherDay: number;
  /** Rows of the test that tell a match a second time. */
  readonly twice: number;
  /** Rows of the test without a score. */
  readonly unplayed: number;
  /** Lines that are no result, of all files. */
  readonly refused: readonly (RefusedRow & { readonly file: string })[];
  /** Teams of the test of which history tells no match: new ones, or others by another name. */
  readonly newTeams: readonly string[];
}

export interface TestFiles {
  /** Those that are shipped if none is given. */
  readonly history: readonly string[];
  readonly test: string;
  readonly teams: TeamIdentities;
}

/** Days within which nobody is at home to the same side twice: so near, two results are one match. Scottish leagues had three days once. */
const apart = 2;

/** Throws a `ResultsError` where a file cannot be read or has no known form. */
export function testedMatches({ history: files, test, teams }: TestFiles): TestedMatches {
  const refused: (RefusedRow & { file: string })[] = [];
  let unplayed = 0;
  const read = (file: string): readonly ResultRow[] =>
    readResultsFiles(file).flatMap(({ name, bytes }) => {
      const found = readResults(bytes, name, teams);
      refused.push(...found.refused.map((row) => ({ ...row, file: name })));
      unplayed += found.unplayed;
      return found.rows;
    });
  const pasts = (files.length > 0 ? files : shippedFiles.results).map(read);
  unplayed = 0;
  const told = read(test);
  const rows = new Map<string, ResultRow>();
  const meetings = new Map<string, number[]>();
  for (const row of told) {
    const { matchId } = row.result;
    if (!rows.has(matchId)) {
      if (isNear(meetings, row)) continue;
      addTo(meetings, row);
    }
    rows.set(matchId, row);
  }

  const history = new History();
  const [inBoth, otherDay] = [new Set<string>(), new Set<string>()];
  for (const row of pasts.flat()) {
    const { matchId } = row.result;
    if (rows.has(matchId)) inBoth.add(matchId);
    else if (isNear(meetings, row)) otherDay.add(matchId);
    else history.put(playedOf(row.result));
  }
  const past = history.size;
  history.settle();
  const names = [...rows.values()].flatMap(({ result: { home, away } }) => [home, away]);
  const newTeams = names.filter(({ id }) => history.team(id) === undefined).map(({ name }) => name);
  for (const { result } of rows.values()) history.put(playedOf(result));
  history.settle();
  return {
    history,
    rows: [...rows.values()].sort((a, b) => (a.result.matchId < b.result.matchId ? -1 : 1)),
    notes: {
      history: past,
      inBoth: inBoth.size,
      otherDay: otherDay.size,
      twice: told.length - rows.size,
      unplayed,
      refused,
      newTeams: [...new Set(newTeams)].sort(),
    },
  };
}

type Meetings = Map<string, number[]>;

const meetingOf = ({ result: { competition, home, away } }: ResultRow) => `${competition}\n${home.id}\n${away.id}`;

function addTo(meetings: Meetings, row: ResultRow): void {
  const days = meetings.get(meetingOf(row));
  if (days === undefined) meetings.set(meetingOf(row), [dayOf(row.result.kickOff)]);
  else days.push(dayOf(row.result.kickOff));
}

function isNear(meetings: Meetings, row: ResultRow): boolean {
  const days = meetings.get(meetingOf(row)) ?? [];
  return days.some((day) => Math.abs(day - dayOf(row.result.kickOff)) <= apart);
}
