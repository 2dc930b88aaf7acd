import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type LocalPlatform, root, startPlatform } from "@touchline/local";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
let platform: LocalPlatform;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-statements-"));
  platform = await startPlatform({ folder });
});
afterAll(async () => {
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(root, "cli/src/main.ts"), "statements", ...args], {
    env: { ...process.env, ...platform.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, output, errors };
}

const header = "id,web_name,team_name,element_type,status,news,news_added";
const injured = "1,Player 1,Spurs,4,i,Knee injury,2026-03-01T22:00:00Z";
const doubtful = "2,Player 2,Arsenal,3,d,Knock,2026-03-02T08:00:00Z";
const unknown = "3,Player 3,Harchester,3,d,Knock,2026-03-02T08:00:00Z";

test("a provider's answer is in Kafka once; what of it cannot be used is told, and is no reason to stop", async () => {
  const file = join(folder, "players.csv");
  await writeFile(file, [header, injured, unknown].join("\n"));
  const first = await run(file, "--from", "fpl", "--json");
  expect([first.code, JSON.parse(first.output)]).toMatchObject([2, { accepted: 1, repeated: 0, refused: 1 }]);
  expect(first.errors).toContain("players.csv, line 3: UNKNOWN_TEAM");

  await writeFile(file, [header, injured, doubtful].join("\n"));
  const second = await run(file, "--from", "fpl");
  expect(second).toMatchObject({
    code: 0,
    output: "1 accepted, 1 known already, 0 older than what is known, 0 refused\n",
  });
});

test("what --print shows is a file of statements", async () => {
  const [players, statements] = [join(folder, "printed.csv"), join(folder, "printed.jsonl")];
  await writeFile(players, [header, "9,Player 9,Chelsea,1,s,Suspended,2026-03-02T08:00:00Z"].join("\n"));
  const { code, output } = await run(players, "--from", "fpl", "--print");
  expect([code, output.trim().split("\n").length]).toEqual([0, 1]);
  await writeFile(statements, output);
  expect(JSON.parse((await run(statements, "--json")).output)).toMatchObject({ accepted: 1 });
  expect(JSON.parse((await run(players, "--from", "fpl", "--json")).output)).toMatchObject({
    accepted: 0,
    repeated: 1,
  });
});

test("says what is missing", async () => {
  expect(await run()).toMatchObject({ code: 1, errors: expect.stringContaining("Name at least one file") });
  const lacking = await run("x.json", "--from", "open-meteo");
  expect(lacking).toMatchObject({ code: 1, errors: expect.stringContaining("x.json cannot be read") });
  const file = join(folder, "weather.json");
  await writeFile(file, "{}");
  expect((await run(file, "--from", "open-meteo")).errors).toContain("say --match ID and --kick-off TIME");
  expect((await run(file, "--from", "espn")).errors).toContain("expected one of open-meteo, fpl,");
  expect((await run(file, "--from", "fpl", "--at", "noon")).errors).toContain("--at noon: expected a time");
});
