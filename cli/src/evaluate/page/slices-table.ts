import type { MeanWithInterval } from "@touchline/scoring";
import { count, escaped, fixed, percent, signed, table } from "./markup.ts";
import { difference } from "./scores-table.ts";
import type { Slice } from "./slices.ts";
import { boundsOf, whiskerCell } from "./whiskers.ts";

/** In thousandths, with half the width of its interval. */
function halfWidth({ value, low, high }: MeanWithInterval): string {
  if (!Number.isFinite(value)) return "–";
  return `${signed(1_000 * value, 1)} <span class="sure">± ${fixed(500 * (high - low), 1)}</span>`;
}

/** Below so many matches an interval says more of luck than of the model. */
const matchesLeast = 30;

/** Scores by season, league or month, each with where it stands to the close. */
export function slicesTable(
  caption: string,
  slices: readonly Slice[],
  nameOf: (name: string) => string = (name) => name,
): string {
  const bounds = boundsOf(slices.filter(({ n }) => n >= matchesLeast).map(({ rpsMinusClose }) => rpsMinusClose));
  return table<Slice>(
    caption,
    [
      { title: "", isName: true, cell: ({ name }) => escaped(nameOf(name)) },
      { title: "matches", cell: ({ n }) => count(n) },
      { title: "accuracy", cell: ({ accuracy }) => percent(accuracy) },
      { title: "RPS", cell: ({ rps }) => fixed(rps, 4) },
      { title: "of the close", cell: ({ closeRps }) => fixed(closeRps, 4) },
      { title: "RPS − close", cell: ({ n, rpsMinusClose }) => (n < matchesLeast ? "few" : difference(rpsMinusClose)) },
      { title: "", cell: ({ n, rpsMinusClose }) => (n < matchesLeast ? "" : whiskerCell(rpsMinusClose, bounds)) },
      {
        title: "log-loss − close",
        cell: ({ n, logLossMinusClose }) => (n < matchesLeast ? "" : halfWidth(logLossMinusClose)),
      },
      {
        title: "over 2.5 − close",
        cell: ({ n, overMinusClose }) => (n < matchesLeast ? "" : halfWidth(overMinusClose)),
      },
      {
        title: "both score − base rate",
        cell: ({ n, bothMinusBaseRate }) => (n < matchesLeast ? "" : halfWidth(bothMinusBaseRate)),
      },
    ],
    slices,
  );
}
