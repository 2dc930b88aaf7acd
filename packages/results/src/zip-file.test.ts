import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readResultsFiles } from "./data-file.ts";
import { zipOf } from "./zip.fixture.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "touchline-zip-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const saved = (name: string, bytes: Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const files = [
  { name: "E0.csv", text: `Div,Date\n${"E0,08/05/2021\n".repeat(1_000)}`, deflate: true },
  { name: "2021/notes.txt", text: "no results", deflate: true },
  { name: "2021/SC0.CSV", text: "Div\nSC0\n", deflate: false },
];

it("an archive gives the tables in it, each under its name, packed or not", () => {
  const path = saved("data.zip", zipOf(files));
  expect(readResultsFiles(path).map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    [`${path}/E0.csv`, files[0]?.text],
    [`${path}/2021/SC0.CSV`, files[2]?.text],
  ]);
});

it("a damaged archive is an error that names the file", () => {
  const whole = zipOf(files);
  for (const bytes of [whole.subarray(0, 80), whole.fill(0x55, 40, 60)]) {
    expect(() => readResultsFiles(saved("cut.zip", bytes))).toThrow(
      expect.objectContaining({ code: "FILE_UNREADABLE", message: expect.stringContaining("cut.zip") }),
    );
  }
});
