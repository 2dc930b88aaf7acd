import type { Forecast } from "@touchline/cli/evaluate";
import { resultIdOf, type TeamIdentities } from "@touchline/football";
import { scoringChances } from "@touchline/odds";
import { readDataFile } from "@touchline/results";
import { parse } from "csv-parse/sync";

/**
 * FiveThirtyEight's published club forecasts (Soccer Power Index, CC BY 4.0), by the match's id. The file names the match as
 * football-data.co.uk does in `fd_date`, `fd_home`, `fd_away`; rows without are left out. It has chances of the result; over 2.5 and
 * both sides scoring follow here from the goals that it expects, as they do for our own models.
 */
export function spiForecasts(file: string, teams: TeamIdentities): ReadonlyMap<string, Forecast> {
  const rows: Record<string, string>[] = parse(readDataFile(file), { columns: true, bom: true });
  return new Map(
    rows.flatMap((row): [string, Forecast][] => {
      const { fd_date: day = "", fd_home: home = "", fd_away: away = "" } = row;
      const result = [row.prob1, row.probtie, row.prob2].map(Number);
      if (day === "" || home === "" || away === "" || !result.every((chance) => chance > 0)) return [];
      const sides = {
        home: teams.identify("football-data", home, "club"),
        away: teams.identify("football-data", away, "club"),
      };
      const goals = [row.proj_score1, row.proj_score2].map(Number) as [number, number];
      const { over, bothScore } = goals.every((rate) => rate > 0)
        ? scoringChances(...goals)
        : { over: null, bothScore: null };
      const sum = result.reduce((a, b) => a + b, 0);
      return [[resultIdOf(day, sides), { result: result.map((chance) => chance / sum), over, bothScore }]];
    }),
  );
}
