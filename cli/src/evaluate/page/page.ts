import { referenceForecasters } from "../forecasts.ts";
import type { MatchChances, Predicted } from "../predicted.ts";
import { isTopFive, type Report } from "../report.ts";
import { disagreementsSection } from "./disagreements-section.ts";
import { intervalsSection } from "./intervals-section.ts";
import { leagueName } from "./league-name.ts";
import { count, escaped, fixed, percent, signed } from "./markup.ts";
import { reliabilitySection, surestSection } from "./plots-section.ts";
import { scoresSection } from "./scores-section.ts";
import { slicesBy } from "./slices.ts";
import { slicesTable } from "./slices-table.ts";
import { style } from "./style.ts";

export interface PageInput {
  readonly model: string;
  readonly predicted: readonly Predicted[];
  readonly base: ReadonlyMap<string, MatchChances>;
  readonly report: Report;
  /** How it came about: names and sentences. */
  readonly facts: readonly (readonly [name: string, text: string])[];
}

/** The report as a page that stands alone: nothing is fetched, and it reads on paper too. */
export function pageOf({ model, predicted, base, report, facts }: PageInput): string {
  const references = referenceForecasters(base);
  const large = predicted.filter(isTopFive);
  // what is told of one group alone is told of the five large leagues, where there are enough of these
  const [group, groupName] = large.length >= 100 ? [large, "five large leagues"] : [predicted, "all matches"];
  const slices = (of: readonly Predicted[], nameOf: (match: Predicted) => string) => slicesBy(of, references, nameOf);
  const sections: readonly (readonly [id: string, title: string, html: string])[] = [
    ["scores", "Scores", scoresSection(model, report)],
    ["reliability", "Calibration", reliabilitySection(group, groupName, references.closePower)],
    [
      "intervals",
      "Intervals",
      intervalsSection(large.length >= 100 ? report.topFive.intervals : report.all.intervals, groupName),
    ],
    ["surest", "The surest forecasts", surestSection(group, groupName, references.closePower)],
    [
      "seasons",
      "By season, league and month",
      [
        slicesTable(
          `By season, ${groupName}; differences in thousandths`,
          slices(group, ({ season }) => `${season}/${String((season + 1) % 100).padStart(2, "0")}`),
        ),
        slicesTable(
          "By league, all matches; differences in thousandths",
          slices(predicted, ({ competition }) => leagueName(competition)),
        ),
        slicesTable(
          `By month, ${groupName}; differences in thousandths`,
          slices(group, ({ id }) => id.slice(5, 7)),
          monthName,
        ),
      ].join("\n"),
    ],
    ["apart", "Where the model and the close disagree", disagreementsSection(group, references.closePower)],
    [
      "how",
      "How it was measured",
      `<dl>${facts.map(([name, text]) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`).join("\n")}</dl>`,
    ],
  ];
  const nav = sections.map(([id, title]) => `<a href="#${id}">${escaped(title)}</a>`).join(" ");
  const body = sections.map(
    ([id, title, html]) =>
      `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escaped(title)}</h2>\n${html}</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(model)}: predictions against the market</title>
<style>
${style}
</style>
</head>
<body>
<header><h1>How good is ${escaped(model)}?</h1>
<p class="quiet">${count(predicted.length)} matches, ${predicted[0]?.id.slice(0, 10)} to ${predicted.at(-1)?.id.slice(0, 10)}, each predicted from what was known before it.</p>
<p class="lead">${leadOf(report)}</p>
<nav aria-label="Sections">${nav}</nav></header>
<main>
${cardsOf(report)}
${body.join("\n")}
</main>
</body>
</html>
`;
}

function leadOf({ topFive, all }: Report): string {
  const [group, name] = topFive.n > 0 ? [topFive, "the five large leagues"] : [all, "all matches"];
  const { value, low, high } = group.rpsMinusClose;
  if (!Number.isFinite(value)) return "No closing odds are known of these matches.";
  const where =
    low > 0 ? "behind the closing odds" : high < 0 ? "ahead of the closing odds" : "level with the closing odds";
  return `On ${name} it is ${where}: RPS ${fixed(group.rps, 4)}, ${fixed(Math.abs(value), 4)} ${value < 0 ? "below" : "above"} theirs (interval of the difference, 95 %: ${signed(low, 4)} to ${signed(high, 4)}; ${count(group.withClose)} matches).`;
}

function cardsOf({ topFive, all }: Report): string {
  const group = topFive.n > 0 ? topFive : all;
  const cards: readonly (readonly [string, string])[] = [
    [signed(group.rpsMinusClose.value, 4), "RPS against the close"],
    [signed(group.overUnder.minusClose.value, 4), "over 2.5, log-loss against the close"],
    [signed(group.bothScore.minusBaseRate.value, 4), "both score, log-loss against base rates"],
    [percent(group.accuracy), "of results are the likeliest one"],
    [fixed(group.ece, 4), `calibration error; a perfect forecaster has ${fixed(group.eceByChance.mean, 4)} here`],
    [percent(group.selective.coverageAt65, 0), "of matches, the surest, on which 65 % come right"],
  ];
  return `<ul class="cards">${cards.map(([value, text]) => `<li><b>${value}</b>${escaped(text)}</li>`).join("\n")}</ul>`;
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const monthName = (number: string): string => months[Number(number) - 1] ?? number;
