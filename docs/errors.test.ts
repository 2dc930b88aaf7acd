import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

/** Registries of codes that say of themselves that docs/errors.md lists them. */
const registries = execFileSync("git", ["ls-files", "*/error.ts"], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((path) => read(path).includes("docs/errors.md"));

const documented = new Set(
  read("docs/errors.md")
    .match(/^\| `\w+`/gm)
    ?.map((row) => row.slice(3, -1)),
);

test("there are registries to hold the page against", () => {
  expect(registries).toContain("packages/streams/src/error.ts");
});

test.each(registries)("every code of %s is documented with what to do", (path) => {
  const codes = read(path).match(/\b[A-Z]+(?:_[A-Z]+)+(?=: \{|")|\b(?:FENCED|UNDECODABLE)(?=:)/g) ?? [];
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => !documented.has(code))).toEqual([]);
});

test("no code is documented that there is not", () => {
  const all = registries.map(read).join("\n");
  expect([...documented].filter((code) => !new RegExp(`\\b${code}\\b`).test(all))).toEqual([]);
});
