import { closeSync, openSync, writeSync } from "node:fs";
import { groups, manifestVersion, type PreMatchFixture, vectorOf } from "@touchline/prematch";
import type { Result } from "@touchline/schemas";
import type { KnownResults } from "./known-results.ts";

const columns = ["matchId", "day", "competition", "season", "home", "away", "neutral", "homeGoals", "awayGoals"];
const names = groups.flatMap(({ features }) => features.map(({ name }) => name));
const flushAt = 1 << 20;

/**
 * Writes a row for each match in the order of time: what it was and how it ended, then its features from what was known
 * before it. Numbers are the shortest that read back as the same. Calls back every thousand rows.
 */
export function writeTrainingTable(
  path: string,
  { history, results }: KnownResults,
  progress: (done: number, all: number) => void,
): number {
  const played = history.played();
  const file = openSync(path, "w");
  try {
    let text = `# manifest ${manifestVersion}\n${[...columns, ...names].join(",")}\n`;
    played.forEach(({ id, day }, index) => {
      const result = results.get(id) as Result;
      const { competition, season, home, away, neutral, score } = result;
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      const head = [
        quoted(id),
        date,
        quoted(competition),
        season,
        home.id,
        away.id,
        neutral ? 1 : 0,
        score.home,
        score.away,
      ];
      text += `${head.join(",")},${vectorOf(history, fixtureOf(result)).join(",")}\n`;
      if (text.length > flushAt) {
        writeSync(file, text);
        text = "";
      }
      if ((index + 1) % 1_000 === 0) progress(index + 1, played.length);
    });
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
  progress(played.length, played.length);
  return played.length;
}

/** The match as it was before it was played. */
function fixtureOf({ competition, season, kickOff, home, away, neutral, referee }: Result): PreMatchFixture {
  return { competition, season, kickOff, home: home.id, away: away.id, neutral, referee };
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
