import type { Report } from "../report.ts";
import { differencesTable, referenceNames, scoresTable } from "./scores-table.ts";
import { whiskerPlot } from "./whiskers.ts";

/** The model beside everything that it is measured against. */
export function scoresSection(model: string, { topFive, all, references }: Report): string {
  const parts = (
    [
      ["Five large leagues", topFive, references.topFive],
      ["All matches", all, references.all],
    ] as const
  )
    .filter(([, group]) => group.n > 0)
    .map(([title, group, theirs]) => {
      const names = Object.keys(referenceNames) as (keyof typeof referenceNames)[];
      const whiskers = names.map((name) => ({ label: referenceNames[name], ...theirs[name].modelMinus.rps }));
      const near = whiskers.filter(({ label }) => label !== referenceNames.baseRates);
      return `<h3>${title}</h3>
${scoresTable(model, "RPS, log-loss, Brier score and calibration error: lower is better. Each is scored on the matches that it speaks of.", group, theirs)}
${whiskerPlot(`RPS of the model minus that of each reference, ${title.toLowerCase()}`, near, 4, ["the model is better", "the reference is better"])}
<details><summary>All differences, with intervals of 95 %</summary>
${differencesTable("In thousandths, on the same matches; below 0 the model is better, of accuracy above 0.", theirs)}</details>`;
    });
  return parts.join("\n");
}
