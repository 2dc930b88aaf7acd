import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vectorOf } from "@touchline/prematch";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import { afterAll, beforeAll, expect, it } from "vitest";
import { knownResults } from "./known-results.ts";
import { writeTrainingTable } from "./training-table.ts";

let folder: string;
let results: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-table-"));
  results = join(folder, "results.csv");
  const lines = readDataFile(shippedFiles.results[0]).toString().split("\n");
  await writeFile(results, [...lines.slice(0, 1_301), "E0,1993/94,1993-99-99,,Arsenal,Leeds,1,0"].join("\n"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("has a row a match in the order of time, to the byte the same whatever the number of threads", {
  timeout: 60_000,
}, async () => {
  const tables: string[] = [];
  for (const threads of [1, 3]) {
    const path = join(folder, `${threads}.csv`);
    expect(await writeTrainingTable(path, { files: [results], threads })).toMatchObject({
      matches: 1_300,
      refused: [{ line: 1_302, code: "BAD_DATE" }],
    });
    tables.push(await readFile(path, "utf8"));
  }
  expect(tables[1] === tables[0]).toBe(true);

  const [manifest, header, ...rows] = (tables[0] ?? "").trimEnd().split("\n");
  expect(manifest).toMatch(/^# manifest \d+$/);
  const { history, results: known } = knownResults([results], readTeams());
  expect(rows).toHaveLength(1_300);
  history.played().forEach(({ id }, index) => {
    const { competition, season, kickOff, home, away, neutral, referee, score } = known.get(id) ?? expect.fail(id);
    const vector = vectorOf(history, { competition, season, kickOff, home: home.id, away: away.id, neutral, referee });
    const cells = [id, id.slice(0, 10), competition, season, home.id, away.id, 0, score.home, score.away, ...vector];
    expect(rows[index]).toBe(cells.join(","));
    expect(header?.split(",")).toHaveLength(cells.length);
  });
});

it("says what a thread failed of", async () => {
  const missing = writeTrainingTable(join(folder, "none.csv"), { files: [join(folder, "missing.csv")], threads: 2 });
  await expect(missing).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
});
