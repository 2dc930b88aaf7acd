import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { History } from "@touchline/prematch";
import { readTeams } from "@touchline/results";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withBesides } from "./known-besides.ts";

const teams = readTeams();
/** As a file of results knows the match: the day, not the hour. */
const asked = {
  competition: "ENG-Premier League",
  season: "2017/18",
  kickOff: Date.UTC(2018, 4, 13, 12),
  home: "club:crystal-palace",
  away: "club:west-brom",
  neutral: false,
  referee: null,
};
const said = [
  { record: "Weather", provider: "p", matchId: "wyscout:2500090", windSpeed: 9 },
  { record: "Weather", provider: "p", matchId: "wyscout:1", windSpeed: 3 },
].map((line) => ({ ...line, validAt: "2018-05-13T14:00:00Z", issuedAt: "2018-05-12T00:00:00Z" }));

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-features-"));
  file = join(folder, "said.jsonl");
  await writeFile(file, said.map((line) => JSON.stringify(line)).join("\n"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a recorded match is known with its hour, its line-ups and what was said of it, history with who played", async () => {
  const history = new History();
  const { kickOff, known } = await withBesides(asked, history, teams, [file]);
  expect(new Date(kickOff).toISOString()).toBe("2018-05-13T14:00:00.000Z");
  expect(known?.lineUps.map(({ side, starting }) => [side, starting.length])).toEqual([
    ["HOME", 11],
    ["AWAY", 11],
  ]);
  expect(known?.weather.map(({ windSpeed }) => windSpeed)).toEqual([9]);
  expect(history.squads.size).toBe(1_269);
});

test("of another match nothing is known but what is said of its teams", async () => {
  const other = { ...asked, kickOff: Date.UTC(2019, 4, 13, 12) };
  const { kickOff, known } = await withBesides(other, new History(), teams, [file]);
  expect([kickOff, known?.lineUps, known?.weather]).toEqual([other.kickOff, [], []]);
});
