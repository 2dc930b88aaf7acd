import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { reasonCodes } from "./reason-codes.ts";

it("shows every reason code, what it means and what to do in docs/reason-codes.md, and no other", () => {
  const page = readFileSync(fileURLToPath(new URL("../../../docs/reason-codes.md", import.meta.url)), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const expected = Object.entries(reasonCodes).map(([code, { means, toDo }]) => `| \`${code}\` | ${means} | ${toDo} |`);
  expect(rows).toEqual(expected);
});
