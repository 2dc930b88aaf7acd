import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTeams } from "@touchline/results";
import { expect, it } from "vitest";
import { spiForecasts } from "./spi-forecasts.ts";

it("FiveThirtyEight's forecasts are found by the match as results name it, where the file tells it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "touchline-spi-"));
  const file = join(folder, "spi.csv");
  const rows = [
    "date,team1,team2,prob1,probtie,prob2,proj_score1,proj_score2,fd_date,fd_home,fd_away",
    "2021-05-08,Leeds United,Tottenham Hotspur,0.4,0.25,0.35,1.5,1.3,2021-05-08,Leeds,Tottenham",
    "2021-05-09,West Ham United,Everton,0.5,0.25,0.25,,,2021-05-09,West Ham,Everton",
    "2018-07-04,North Carolina FC,Chicago Red Stars,0.6,0.2,0.2,1.9,0.9,,,",
    "2021-05-10,Fulham,Burnley,,,,1.2,1.1,2021-05-10,Fulham,Burnley",
  ];
  await writeFile(file, rows.join("\n"));
  const found = spiForecasts(file, readTeams());
  await rm(folder, { recursive: true });
  expect([...found.keys()]).toEqual(["2021-05-08/club:leeds/club:tottenham", "2021-05-09/club:west-ham/club:everton"]);
  const [leeds, westHam] = [...found.values()];
  expect(leeds?.result).toEqual([0.4, 0.25, 0.35]);
  // 2.8 goals of both together: 1 - e^-2.8 (1 + 2.8 + 2.8²/2)
  expect(leeds?.over).toBeCloseTo(0.5305, 4);
  expect(westHam).toMatchObject({ over: null, bothScore: null });
});
