import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

/** Registries that have a page of their own; all others are on docs/errors.md. */
const elsewhere: Readonly<Record<string, string>> = {
  "services/edge/src/errors.ts": "docs/errors-edge.md",
  "packages/football/src/timeline-error.ts": "docs/reason-codes.md",
};

/** Every source that defines an error with a code of ours, wherever it is; the numbers of the broker are no codes of ours. */
const registries = execFileSync("git", ["ls-files", "*.ts"], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n")
  .filter(
    (path) =>
      !path.endsWith(".test.ts") && /class \w+ extends Error\b[\s\S]*readonly code: (?!number)/.test(read(path)),
  );

/** Members of a registry: of an object (`CODE: ...`) or of a union (`| "CODE"`), one a line. */
const codesOf = (path: string) => [...read(path).matchAll(/^ +(?:\| ")?([A-Z][A-Z_]+)[":]/gm)].map(([, code]) => code);

const documentedOn = (page: string) =>
  [...read(page).matchAll(/^\| `([A-Z][A-Z_]+)` \|/gm)].map(([, code]) => code as string);

test("there are registries to hold the pages against", () => {
  expect(registries).toEqual(
    expect.arrayContaining([
      "cli/src/error.ts",
      "packages/streams/src/error.ts",
      "services/ingest/src/error.ts",
      ...Object.keys(elsewhere),
    ]),
  );
});

test.each(registries)("every code of %s is documented with what to do", (path) => {
  const codes = codesOf(path);
  expect(codes.length).toBeGreaterThan(0);
  const documented = documentedOn(elsewhere[path] ?? "docs/errors.md");
  expect(codes.filter((code) => !documented.includes(code as string))).toEqual([]);
});

test("no code is documented that there is not", () => {
  const codes = registries.filter((path) => !(path in elsewhere)).flatMap(codesOf);
  expect(documentedOn("docs/errors.md").filter((code) => !codes.includes(code))).toEqual([]);
});
