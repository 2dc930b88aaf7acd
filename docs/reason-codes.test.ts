import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reasonCodes as ofProviders } from "../packages/football/src/reason-codes.ts";
import { reasonCodes as ofAlerts } from "../services/alerts/src/reason-codes.ts";
import { reasonCodes as ofPredictor } from "../services/predictor/src/reason-codes.ts";

type Registry = Readonly<Record<string, { readonly class?: string; readonly means: string; readonly toDo: string }>>;

/** Registry of each section of the page. */
const sections: readonly (readonly [title: string, file: string, registry: Registry])[] = [
  ["Ingest and features", "packages/football/src/reason-codes.ts", ofProviders],
  ["The predictor", "services/predictor/src/reason-codes.ts", ofPredictor],
  ["Alerts", "services/alerts/src/reason-codes.ts", ofAlerts],
];

const page = readFileSync(new URL("reason-codes.md", import.meta.url), "utf8");

test.each(sections)(
  "%s: the page shows every reason code, what it means and what to do, and no other",
  (...section) => {
    const [title, , registry] = section;
    const text = page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
    const rows = text.split("\n").filter((line) => line.startsWith("| `"));
    expect(rows).toEqual(
      Object.entries(registry).map(([code, reason]) => {
        const { class: faultClass, means, toDo } = reason;
        return `| ${[`\`${code}\``, ...(faultClass ? [faultClass] : []), means, toDo].join(" | ")} |`;
      }),
    );
  },
);

test("there is no registry that the page leaves out", () => {
  const root = new URL("../", import.meta.url);
  const files = execFileSync("git", ["ls-files", "*/reason-codes.ts"], { cwd: root, encoding: "utf8" })
    .trim()
    .split("\n");
  expect(files).toEqual(sections.map(([, file]) => file).toSorted());
});
