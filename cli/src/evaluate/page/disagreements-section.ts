import type { Forecaster } from "../forecasts.ts";
import type { Predicted } from "../predicted.ts";
import { bestMixture, byDistance, type Disagreement, disagreements } from "./disagreements.ts";
import { leagueName } from "./league-name.ts";
import { count, escaped, fixed, percent, table } from "./markup.ts";
import { difference } from "./scores-table.ts";

const shown = 25;

/** Where the model and the close say most different things, and whom the results agreed with. */
export function disagreementsSection(matches: readonly Predicted[], close: Forecaster): string {
  const all = disagreements(matches, close);
  if (all.length === 0) return "<p>No match has closing odds.</p>";
  const mixture = bestMixture(all);
  return `<p>How far they are apart is half the sum of the differences of the three chances. Of all mixtures of the two, the one with ${percent(mixture, 0)} of the model and ${percent(1 - mixture, 0)} of the close fits these results best${mixture === 0 ? ": nothing here tells that the model knows what the close does not" : ""}.</p>
${bandsTable(all)}
${matchesTable(all.slice(0, shown))}`;
}

function bandsTable(all: readonly Disagreement[]): string {
  const bands = byDistance(all).filter(({ n }) => n > 0);
  return table(
    "RPS of the model minus the close's in thousandths, by how far they are apart: below 0 the results agreed with the model.",
    [
      {
        title: "apart by",
        isName: true,
        cell: ({ from, to }) =>
          to === 1 ? `more than ${percent(from, 0)}` : `${percent(from, 0)} to ${percent(to, 0)}`,
      },
      { title: "matches", cell: ({ n }) => count(n) },
      { title: "share", cell: ({ n }) => percent(n / all.length) },
      { title: "RPS − close", cell: ({ n, rps }) => (n < 30 ? "few" : difference(rps)) },
    ],
    bands,
    { narrow: true },
  );
}

function matchesTable(some: readonly Disagreement[]): string {
  const chances = (of: "model" | "close") => (each: Disagreement) =>
    each[of]
      .map((chance, i) => (i === each.outcome ? `<strong>${fixed(100 * chance, 0)}</strong>` : fixed(100 * chance, 0)))
      .join(" · ");
  return table<Disagreement>(
    `The ${some.length} matches that they are furthest apart on; chances of home, draw and away in %, what came in bold.`,
    [
      { title: "match", isName: true, cell: ({ match }) => `${escaped(match.home)} – ${escaped(match.away)}` },
      { title: "league", isName: true, cell: ({ match }) => escaped(leagueName(match.competition)) },
      { title: "day", cell: ({ match }) => match.id.slice(0, 10) },
      { title: "score", cell: ({ match: { score } }) => `${score.home}–${score.away}` },
      { title: "model", cell: chances("model") },
      { title: "close", cell: chances("close") },
      { title: "apart by", cell: ({ distance }) => percent(distance) },
      {
        title: "nearer",
        cell: ({ model, close, outcome }) =>
          (model[outcome] as number) > (close[outcome] as number) ? '<span class="good">model</span>' : "close",
      },
    ],
    some,
  );
}
