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
const prices = ["home", "draw", "away"].map((name, i) => ({ name, price: [1.6, 4.2, 5.5][i] }));
const next = {
  provider: "p",
  matchId: "p:next",
  competition: "ENG-Premier League",
  season: "2018/19",
  home: { id: asked.home, name: "Crystal Palace" },
  away: { id: asked.away, name: "West Bromwich Albion" },
  providerTime: "2019-05-01T00:00:00Z",
};
const said = [
  ...[9, 3].map((windSpeed, i) => ({
    ...{ record: "Weather", provider: "p", matchId: ["wyscout:2500090", "wyscout:1"][i], windSpeed },
    ...{ validAt: "2018-05-13T14:00:00Z", issuedAt: "2018-05-12T00:00:00Z" },
  })),
  ...["wyscout:2500090", "wyscout:1", "p:next"].map((matchId, i) => ({
    ...{ record: "Odds", provider: "p", matchId, market: "MATCH_RESULT", selections: prices },
    providerTime: `201${i < 2 ? 8 : 9}-05-13T09:00:00Z`,
  })),
  { record: "Fixture", ...next, kickOff: "2019-05-13T15:00:00Z", revision: 1 },
  { record: "Fixture", ...next, kickOff: "2019-05-13T19:00:00Z", revision: 2 },
];

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
  expect(known?.odds.map(({ matchId }) => matchId)).toEqual(["wyscout:2500090"]);
  expect(history.squads.size).toBe(1_269);
});

test("a match that the files announce is known with its hour, as it was said last, and its prices", async () => {
  const { kickOff, known } = await withBesides({ ...asked, kickOff: Date.UTC(2019, 4, 13, 12) }, new History(), teams, [
    file,
  ]);
  expect(new Date(kickOff).toISOString()).toBe("2019-05-13T19:00:00.000Z");
  expect(known?.odds.map(({ matchId }) => matchId)).toEqual(["p:next"]);
  expect(new Date(known?.at ?? 0).toISOString()).toBe("2019-05-13T09:00:00.000Z");
});

test("of another match nothing is known but what is said of its teams", async () => {
  const other = { ...asked, kickOff: Date.UTC(2020, 4, 13, 12) };
  const { kickOff, known } = await withBesides(other, new History(), teams, [file]);
  expect([kickOff, known?.lineUps, known?.weather, known?.odds]).toEqual([other.kickOff, [], [], []]);
});
