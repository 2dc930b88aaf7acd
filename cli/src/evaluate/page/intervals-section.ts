import type { Coverage } from "@touchline/scoring";
import type { IntervalsReport } from "../intervals.ts";
import { count, escaped, percent, table } from "./markup.ts";

interface Row {
  readonly name: string;
  readonly said: number;
  readonly coverage: Coverage;
}

/** How often the model's intervals held. */
export function intervalsSection({ nominal, goals, homeWin }: IntervalsReport, groupName: string): string {
  const rows: Row[] = [
    { name: "goals of the home side", said: goals.home.expected, coverage: goals.home },
    { name: "goals of the away side", said: goals.away.expected, coverage: goals.away },
    { name: "goals of both", said: goals.total.expected, coverage: goals.total },
    ...(homeWin === null
      ? []
      : [{ name: "chance of a home win, as the close has it", said: nominal, coverage: homeWin }]),
  ];
  const note =
    homeWin === null
      ? ""
      : " Nobody knows the true chance of a home win: the closing odds stand for it, which err too.";
  return `<p>Intervals of ${percent(nominal, 0)}, ${escaped(groupName)}. Goals are whole, so theirs are to hold what the first column says.${note}</p>
${table<Row>(
  "How often intervals held what came",
  [
    { title: "", isName: true, cell: ({ name }) => escaped(name) },
    { title: "matches", cell: ({ coverage }) => count(coverage.n) },
    { title: "are to hold", cell: ({ said }) => percent(said) },
    { title: "held", cell: ({ coverage }) => percent(coverage.share) },
    { title: "95 %", cell: ({ coverage }) => `${percent(coverage.low)} to ${percent(coverage.high)}` },
  ],
  rows,
  { narrow: true },
)}`;
}
