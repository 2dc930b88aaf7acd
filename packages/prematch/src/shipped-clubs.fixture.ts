import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Counts, dayMs, type Played } from "./played.ts";

/** The league matches that data/ ships, by the names of their source; data/README.md tells their columns. */
export function shippedClubs(): readonly Played[] {
  const file = new URL("../../../data/results_clubs.csv.gz", import.meta.url);
  const [header = "", ...lines] = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  const columns = header.split(",");
  return lines.map((line) => {
    const cells = cellsOf(line);
    const text = (column: string): string => cells[columns.indexOf(column)] as string;
    const count = (column: string): number | null => (text(column) === "" ? null : Number(text(column)));
    const counts = (side: string): Counts => ({
      shots: count(`${side}s`),
      shotsOnTarget: count(`${side}st`),
      corners: count(`${side}c`),
      fouls: count(`${side}f`),
      yellowCards: count(`${side}y`),
      redCards: count(`${side}r`),
    });
    const [home, away, halfHome, halfAway] = [text("home"), text("away"), count("hthg"), count("htag")];
    return {
      id: `${text("date")}/${home}/${away}`,
      day: Date.parse(text("date")) / dayMs,
      competition: text("league"),
      season: text("season"),
      home,
      away,
      neutral: false,
      homeGoals: count("fthg") as number,
      awayGoals: count("ftag") as number,
      halfTime: halfHome === null || halfAway === null ? null : { home: halfHome, away: halfAway },
      homeCounts: counts("h"),
      awayCounts: counts("a"),
      referee: text("referee") || null,
      goalTimes: null,
    };
  });
}

/** Some referees have a comma in their name and stand in quotes; nothing else does. */
function cellsOf(line: string): string[] {
  return line.includes('"')
    ? [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? "")
    : line.split(",");
}
