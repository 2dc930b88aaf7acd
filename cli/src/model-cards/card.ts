import type { Kind, PreMatchArtefact } from "@touchline/models";
import { count, fixed } from "../evaluate/page/markup.ts";
import type { Evaluated } from "./evaluated.ts";
import { figures } from "./figures.ts";

export interface CardInput {
  readonly artefact: PreMatchArtefact;
  /** SHA-256 of the artefact's file, hex, and its size in bytes. */
  readonly sha256: string;
  readonly bytes: number;
  /** Null where nobody has measured it. */
  readonly evaluated: Evaluated | null;
}

const kinds: Readonly<Record<Kind, string>> = {
  topFive: "five large leagues",
  others: "other divisions",
  nations: "nations",
};

const sees = {
  none: "no odds at all: results, shots, corners, cards, line-ups, weather and news",
  past: "what the model without odds sees, and the closing odds of matches that were played before",
  match: "what the model with past odds sees, and the prices of the match itself of some days before it",
} as const;

/** The card of a model, after Mitchell et al., Model Cards for Model Reporting (2019), as Markdown. */
export function modelCard({ artefact, sha256, bytes, evaluated }: CardInput): string {
  const { model, odds, trained } = artefact;
  return `# ${model}

An ensemble that says before kick-off how a football match will go. It sees ${sees[odds]}. Made by \`npm run generate\` from the artefact and its evaluation; [models.md](../models.md) tells how it works.

| | |
| --- | --- |
| trained on seasons | ${trained.from} to ${trained.until}, by the year they begin in |
| matches | ${(Object.keys(kinds) as Kind[]).map((kind) => `${count(trained.matches[kind])} of ${kinds[kind]}`).join(", ")} |
| members weighed from | ${trained.weighedFrom.clubs} (clubs), ${trained.weighedFrom.nations} (nations), each having learnt from earlier seasons alone |
| seed | ${trained.seed} |
| data | SHA-256 \`${trained.dataHash}\` |
| features | manifest \`${trained.manifest}\` |
| artefact | ${fixed(bytes / 1_000, 0)} kB, SHA-256 \`${sha256}\` |

## Intended use
Chances of the result, of over and under and of both sides scoring, for readers and programs that want a calibrated opinion with its uncertainty; the start of the
predictions in play; and a measure for other models. It is no advice to bet: see below where it stands to the closing odds.

## Parameters
The ensemble is a logarithmic pool: each member's chances to the power of its weight; their sum is the inverse of a temperature. The weights move with how the
members did of late. Of ${count(artefact.contexts.clubs?.names.length ?? 0)} further features for clubs and ${count(artefact.contexts.nations?.names.length ?? 0)} for nations, small weights shift the goals.

${weightsTable(artefact)}

## Figures
${evaluated === null ? "Nobody has measured it on seasons that it has not seen." : figures(evaluated)}

## Limits
- Ninety minutes, no extra time. Cups, friendlies and play-offs between divisions are foretold as league matches are, from less.
- It is best where most is told: of divisions without shots and corners, of new teams and of the first weeks of a season it knows less.
- ${limitOfOdds[odds]}
- The closing odds know more: line-ups on the day, injuries, money. \`npm run evaluate -- --html FILE\` shows where the two are apart, and whom the results agreed with.
- The data are men's football of Europe's leagues and of nations. Nothing is known of how it does elsewhere.
- 65 % of all results is out of reach: the closing odds themselves get 54 % in the five large leagues. It holds for the surest matches alone.

## To have it again
\`\`\`
npm run --silent train -- FILE... --odds ${odds} --until ${trained.until} --seed ${trained.seed} --out DIR
\`\`\`
The same files and seed give the same bytes. Odds and lower divisions are football-data.co.uk's and not part of this repository.
`;
}

const limitOfOdds = {
  none: "It sees no odds, so that it can be held against them.",
  past: "Where past odds are missing it falls back on what the model without odds knows.",
  match: "Where no price of the match is known it is the model with past odds.",
} as const;

function weightsTable({ kinds: parts }: PreMatchArtefact): string {
  const columns = (Object.keys(kinds) as Kind[]).flatMap((kind) => {
    const { blend, priced } = parts[kind];
    return [
      { title: kinds[kind], weights: blend.pool.weights },
      ...(priced === null ? [] : [{ title: `${kinds[kind]}, with prices`, weights: priced.pool.weights }]),
    ];
  });
  const members = [...new Set(columns.flatMap(({ weights }) => Object.keys(weights)))];
  const rows = members.map(
    (member) =>
      `| ${member} | ${columns.map(({ weights }) => (weights[member] === undefined ? "–" : fixed(weights[member], 3))).join(" | ")} |`,
  );
  return `| weight of | ${columns.map(({ title }) => title).join(" | ")} |
| --- |${" --- |".repeat(columns.length)}
${rows.join("\n")}`;
}
