import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { suspicionCodes } from "../packages/football/src/suspicions.ts";

const page = readFileSync(new URL("data-quality.md", import.meta.url), "utf8");

test("the page shows each code of what is let pass, what it means and why, and no other", () => {
  const section = page.split(/^## /m).find((part) => part.startsWith("What is passed over or let pass\n")) ?? "";
  const rows = section.split("\n").filter((line) => /^\| `[A-Z_]+` \|/.test(line));
  expect(rows).toEqual(
    Object.entries(suspicionCodes).map(
      ([code, { class: faultClass, means, why }]) => `| \`${code}\` | ${faultClass} | ${means} | ${why} |`,
    ),
  );
});
