import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDataFile, shippedFiles } from "@touchline/results";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import type { Command } from "../command.ts";
import { evaluateInPlay } from "./evaluate.ts";
import { trainInPlay } from "./train.ts";

const folder = mkdtempSync(join(tmpdir(), "touchline-in-play-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** League matches of whole minutes, with goals of both sides all over them. */
const lines = Array.from({ length: 300 }, (_, i) => {
  const home = Array.from({ length: i % 4 }, (_, goal) => (37 * i + 29 * goal + 13 * i * goal) % 94);
  const away = i % 3 === 0 ? [(53 * i) % 94] : [];
  const added = i % 11 === 0 ? [{ side: "away", min0: 46, p: 1 }] : [];
  const goals = [...home.map((min0) => ({ side: "home", min0 })), ...away.map((min0) => ({ side: "away", min0 }))];
  const shots = Array.from({ length: 20 }, (_, shot) => [4 * shot + (i % 5), shot % 3 === 0 ? 1 : 0, 0.1, "S", "o"]);
  return JSON.stringify({
    ...{ id: `made:${i}`, src: "made", comp: "epl", date: `2016-01-${String(1 + (i % 28)).padStart(2, "0")}` },
    ...{ home: "A", away: "B", final: [home.length, away.length + added.length], shots },
    goals: [...goals.map(({ side, min0 }) => ({ p: min0 < 45 ? 1 : 2, min0, side })), ...added],
    odds: i === 7 ? {} : { close_1x2: [2, 3.4, 4], pre_avg_ou25: [1.9, 1.95] },
  });
});

const fileOf = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const timelines = fileOf("made.jsonl", `${lines.join("\n")}\n{"id":"broken"}\n`);

/** What a command prints. */
async function printed(command: Command, argv: readonly string[]): Promise<string> {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  expect(await command.run(argv)).toBe(0);
  return written.join("");
}

describe("evaluate:inplay", () => {
  const run = (...argv: string[]) => printed(evaluateInPlay, argv);

  test("tells the model, the floors on the same matches and the difference from the best in one line of JSON", async () => {
    const report = JSON.parse(await run("--timelines", timelines, "--prior", "odds", "--json"));
    expect(report.matches).toBe(299);
    expect(report.passedOver).toMatchObject({
      "no team, date or competition": 1,
      "no odds, of its own or in --history": 1,
    });
    expect(Object.keys(report.floors)).toEqual(["frozen", "average", "odds", "oddsAndReds"]);
    for (const key of ["logLoss", "rps", "ece", "eceFrom80", "accuracy", "byMinute"])
      expect(report.model).toHaveProperty(key);
    const { low, value, high } = report.minusBestFloor;
    expect(low < value && value < high).toBe(true);
  });

  test("judges the days that are asked for", async () => {
    const report = JSON.parse(
      await run("--timelines", timelines, "--from", "2016-01-10", "--until", "2016-01-12", "--json"),
    );
    expect(report.matches).toBeGreaterThan(20);
    expect(report.matches).toBeLessThan(40);
  });

  test.each([
    [["--prior", "odds"], /--timelines FILE/],
    [["--timelines", timelines, "--prior", "hope"], /expected odds or model/],
    [["--timelines", fileOf("bare.jsonl", lines[7] as string)], /has odds, neither in its line nor/],
    [["--timelines", fileOf("none.jsonl", "[]")], /no line of it is a match/],
  ])("says what is missing: %s", async (argv, message) => {
    await expect(run(...argv)).rejects.toThrow(message);
  });
});

describe("train:inplay", () => {
  // the shipped matches, as if they had had some prices
  const odds = (i: number) => ({
    close_1x2: [1.5 + 0.3 * (i % 10), 3.6, 6 - 0.45 * (i % 10)],
    pre_avg_ou25: [1.9, 1.95],
  });
  const real = readDataFile(shippedFiles.timelines).toString("utf8").trimEnd().split("\n");
  const quoted = real.map((line, i) => JSON.stringify({ ...JSON.parse(line), odds: odds(i) }));
  const priced = fileOf("real.jsonl", quoted.join("\n"));

  test("learns a network on the run of play, the same bytes from the same data, for evaluate:inplay to judge", {
    timeout: 60_000,
  }, async () => {
    const some = fileOf("some.jsonl", quoted.slice(0, 160).join("\n"));
    const outs = [join(folder, "c.json"), join(folder, "d.json")];
    for (const out of outs) {
      const argv = ["--challenger", "--timelines", some, "--prior", "odds", "--out", out, "--json"];
      const { matches, validated, moments } = JSON.parse(await printed(trainInPlay, argv));
      expect([matches, validated]).toEqual([160, 24]);
      expect(moments).toBeGreaterThan(160 * 16);
    }
    expect(readFileSync(outs[0] as string)).toEqual(readFileSync(outs[1] as string));
    const argv = ["--timelines", some, "--challenger", outs[0] as string, "--json"];
    const { challenger, challengerMinusModel, model } = JSON.parse(await printed(evaluateInPlay, argv));
    expect(challenger.byMinute[0].logLoss).toBe(model.byMinute[0].logLoss);
    expect(challengerMinusModel.low < challengerMinusModel.high).toBe(true);
  });

  test("writes the same bytes for the same data, for evaluate:inplay to read, and a picture", {
    timeout: 60_000,
  }, async () => {
    const outs = [join(folder, "a.json"), join(folder, "b.json")];
    for (const out of outs) {
      const plot = join(folder, "effects.svg");
      await printed(trainInPlay, ["--timelines", priced, "--prior", "odds", "--out", out, "--plot", plot, "--json"]);
      expect(readFileSync(plot, "utf8")).toContain("<svg");
    }
    expect(readFileSync(outs[0] as string)).toEqual(readFileSync(outs[1] as string));
    const argv = ["--timelines", timelines, "--weights", outs[0] as string, "--json"];
    const { model } = JSON.parse(await printed(evaluateInPlay, argv));
    expect(model.logLoss).toBeLessThan(1);
  });
});
