import type { MeanWithInterval } from "@touchline/scoring";
import type { GroupReport, ReferenceReport, Report, TwoWayScores } from "../report.ts";
import { count, escaped, fixed, percent, signed, table } from "./markup.ts";

/** What the references are called. */
export const referenceNames: Readonly<Record<keyof Report["references"]["all"], string>> = {
  closePower: "Closing odds, power",
  closeShin: "Closing odds, Shin",
  closeProportional: "Closing odds, proportional",
  averageBefore: "Market average, days before",
  baseRates: "Base rates of the league",
};

interface ScoreRow {
  readonly name: string;
  readonly isOwn: boolean;
  readonly scores: TwoWayScores & {
    readonly rps: number;
    readonly overUnder: TwoWayScores;
    readonly bothScore: TwoWayScores;
  };
}

/** The model and everything that it is measured against, on one group of matches. */
export function scoresTable(
  model: string,
  caption: string,
  group: GroupReport,
  references: Report["references"]["all"],
): string {
  const rows: ScoreRow[] = [
    { name: model, isOwn: true, scores: group },
    ...entriesOf(references).map(([name, scores]) => ({ name: referenceNames[name], isOwn: false, scores })),
  ];
  return table(
    caption,
    [
      {
        title: "",
        isName: true,
        cell: ({ name, isOwn }) => (isOwn ? `<strong>${escaped(name)}</strong>` : escaped(name)),
      },
      { title: "matches", cell: ({ scores }) => count(scores.n) },
      { title: "RPS", cell: ({ scores }) => fixed(scores.rps, 4) },
      { title: "log-loss", cell: ({ scores }) => fixed(scores.logLoss, 4) },
      { title: "Brier", cell: ({ scores }) => fixed(scores.brier, 4) },
      { title: "accuracy", cell: ({ scores }) => percent(scores.accuracy) },
      { title: "calibration error", cell: ({ scores }) => fixed(scores.ece, 4) },
      { title: "over 2.5: log-loss", cell: ({ scores }) => fixed(scores.overUnder.logLoss, 4) },
      { title: "accuracy", cell: ({ scores }) => percent(scores.overUnder.accuracy) },
      { title: "both score: log-loss", cell: ({ scores }) => fixed(scores.bothScore.logLoss, 4) },
      { title: "accuracy", cell: ({ scores }) => percent(scores.bothScore.accuracy) },
    ],
    rows,
  );
}

/** The model minus each reference, with intervals. */
export function differencesTable(caption: string, references: Report["references"]["all"]): string {
  const cell =
    (of: (reference: ReferenceReport) => MeanWithInterval) =>
    ([, reference]: Entry) =>
      difference(of(reference));
  return table(
    caption,
    [
      { title: "the model minus", isName: true, cell: ([name]) => escaped(referenceNames[name]) },
      { title: "RPS", cell: cell(({ modelMinus }) => modelMinus.rps) },
      { title: "log-loss", cell: cell(({ modelMinus }) => modelMinus.logLoss) },
      { title: "Brier", cell: cell(({ modelMinus }) => modelMinus.brier) },
      { title: "accuracy", cell: cell(({ modelMinus }) => modelMinus.accuracy) },
      { title: "over 2.5, log-loss", cell: cell(({ modelMinus }) => modelMinus.overUnder) },
      { title: "both score, log-loss", cell: cell(({ modelMinus }) => modelMinus.bothScore) },
    ],
    entriesOf(references),
  );
}

/** In thousandths. */
export function difference({ value, low, high }: MeanWithInterval): string {
  if (!Number.isFinite(value)) return "–";
  const text = (part: number) => signed(1_000 * part, 1);
  return `${text(value)} <span class="sure">(${text(low)} to ${text(high)})</span>`;
}

type Entry = readonly [keyof typeof referenceNames, ReferenceReport];

const entriesOf = (references: Report["references"]["all"]): Entry[] =>
  (Object.keys(referenceNames) as (keyof typeof referenceNames)[]).map((name) => [name, references[name]]);
