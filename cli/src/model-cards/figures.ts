import type { MeanWithInterval } from "@touchline/scoring";
import { count, fixed, percent, signed } from "../evaluate/page/markup.ts";
import { referenceNames } from "../evaluate/page/scores-table.ts";
import type { GroupReport, Report } from "../evaluate/report.ts";
import type { Evaluated } from "./evaluated.ts";

/** What the model was measured to be worth, as Markdown. */
export function figures({ command, report }: Evaluated): string {
  const { model, trained, read, days, topFive, all, references } = report;
  const isOut = read.trainedOn === 0;
  return `Measured on ${days.first} to ${days.last}, trained on seasons ${trained.from} to ${trained.until}${isOut ? ": no match is of a season that it learnt from. What ships is trained in the same way on all seasons" : "; some of these matches are of seasons that it learnt from"}.
Scores are of 1X2 where nothing else is said, lower is better; differences in thousandths, with intervals of 95 % by a bootstrap of whole weeks.

${scoresTable("Five large leagues", model, topFive, references.topFive)}

${scoresTable("All divisions", model, all, references.all)}

| | five large leagues | all divisions |
| --- | --- | --- |
${rowsOf(topFive, all)
  .map((cells) => `| ${cells.join(" | ")} |`)
  .join("\n")}

\`\`\`
${command}
\`\`\``;
}

function scoresTable(
  title: string,
  model: string,
  group: GroupReport,
  references: Report["references"]["all"],
): string {
  const names = Object.keys(referenceNames) as (keyof typeof referenceNames)[];
  const rows = [
    [`**${model}**`, group, null] as const,
    ...names.map((name) => [referenceNames[name], references[name], references[name].modelMinus] as const),
  ].map(([name, scores, minus]) => [
    name,
    count(scores.n),
    fixed(scores.rps, 4),
    fixed(scores.logLoss, 4),
    percent(scores.accuracy),
    fixed(scores.overUnder.logLoss, 4),
    fixed(scores.bothScore.logLoss, 4),
    minus === null ? "" : interval(minus.rps),
  ]);
  return `| ${title} | matches | RPS | log-loss | accuracy | over 2.5, log-loss | both score, log-loss | RPS, the model minus this |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}`;
}

function rowsOf(...groups: readonly GroupReport[]): string[][] {
  const row = (name: string, cell: (group: GroupReport) => string) => [name, ...groups.map(cell)];
  return [
    row("log-loss − close", ({ logLossMinusClose }) => interval(logLossMinusClose)),
    row("over 2.5, log-loss − close", ({ overUnder }) => interval(overUnder.minusClose)),
    row("both score, log-loss − base rates", ({ bothScore }) => interval(bothScore.minusBaseRate)),
    row(
      "calibration error (of a perfect forecaster)",
      ({ ece, eceByChance }) => `${fixed(ece, 4)} (${fixed(eceByChance.mean, 4)})`,
    ),
    row("65 % of results right on the surest", ({ selective }) => percent(selective.coverageAt65)),
    row("70 % of over/under right on the surest", ({ selective }) => percent(selective.overUnder.coverageAt70)),
    row(
      "intervals of goals held (are to hold)",
      ({ intervals: { goals } }) => `${percent(goals.total.share)} (${percent(goals.total.expected)})`,
    ),
  ];
}

function interval({ value, low, high }: MeanWithInterval): string {
  const text = (part: number) => signed(1_000 * part, 1);
  return `${text(value)} (${text(low)} to ${text(high)})`;
}
