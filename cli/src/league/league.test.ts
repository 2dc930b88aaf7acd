import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LeagueForecast } from "@touchline/league";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { league } from "./command.ts";

/** Two seasons of four clubs; the second one is half played. */
const clubs = ["Arsenal", "Chelsea", "Everton", "Fulham"];
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-league-"));
  file = join(folder, "results.csv");
  const pairs = clubs.flatMap((home) => clubs.filter((away) => away !== home).map((away) => [home, away] as const));
  const rows = ["2014/15", "2015/16"].flatMap((season, year) =>
    pairs.slice(0, year === 0 ? 12 : 6).map(([home, away], i) => {
      const date = `${2014 + year}-${String(8 + Math.floor(i / 3)).padStart(2, "0")}-${String(1 + 7 * (i % 3)).padStart(2, "0")}`;
      return `E0,${season},${date},,${home},${away},${home === "Arsenal" ? 3 : 1},${i % 2},,,,,,,,,,,,,,,`;
    }),
  );
  const header = "league,season,date,time,home,away,fthg,ftag,hthg,htag,referee,hs,as,hst,ast,hf,af,hc,ac,hy,ay,hr,ar";
  writeFileSync(file, `${header}\n${rows.join("\n")}\n`);
});

afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

async function printed(...more: readonly string[]): Promise<string> {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += chunk;
    return true;
  });
  await league.run(["--competition", "ENG-Premier League", "--history", file, "--seasons", "300", ...more]);
  vi.restoreAllMocks();
  return text;
}

describe("npm run league", () => {
  it("plays the season out that had begun, the same bytes each time", async () => {
    const text = await printed("--json");
    expect(await printed("--json")).toBe(text);
    const { season, left, seasons, teams } = JSON.parse(text) as LeagueForecast & { readonly season: string };
    expect([season, left, seasons, teams.length]).toEqual(["2015/16", 6, 300, 4]);
    expect(teams[0]?.team).toBe("club:arsenal");
    expect(teams.reduce((sum, { title }) => sum + title, 0)).toBeCloseTo(1, 9);
    expect(await printed("--json", "--seed", "2")).not.toBe(text);
  });

  it("goes back to a day, and shows a table to people", async () => {
    const text = await printed("--as-of", "2015-08-09");
    expect(text).toContain("2015/16 as of 2015-08-09, 10 matches left");
    expect(text).toMatch(/Arsenal +2 +6 /);
  });

  it.each([
    [["--competition", "SC0"], /splits/],
    [["--competition", "ENG-Premier League", "--season", "1950/51", "--history"], /no result of 1950\/51/],
    [["--competition", "ENG-Premier League", "--as-of", "soon"], /expected a day/],
    [["--competition", "ENG-Premier League", "--odds", "all"], /no shipped model/],
    [[], /which league/],
  ])("refuses %j", async (args, message) => {
    const files = args.at(-1) === "--history" ? [file] : [];
    await expect(league.run([...args, ...files])).rejects.toThrow(message);
  });
});
