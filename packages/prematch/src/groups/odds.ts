import type { Feature, FeatureGroup } from "../feature.ts";
import { marketBefore, marketOptions } from "../odds/market.ts";
import { quoteOptions } from "../odds/quote.ts";

/** What stands where nobody quotes: how often each happens, and prices as old as they can be. */
const unknown = { home: 0.45, draw: 0.26, away: 0.29, over: 0.5, hours: quoteOptions.withinMs / 3_600_000 } as const;

const days = quoteOptions.withinMs / 86_400_000;
const feature = (name: string, formula: string, unit: string, range: Feature["range"]): Feature => ({
  name: `match.odds.${name}`,
  formula,
  unit,
  range,
  inputs: ["market.odds"],
  since: 4,
});
const chance = (outcome: "home" | "draw" | "away", what: string) =>
  feature(
    outcome,
    `chance ${what}: of each book the last prices for the result without their margin (power), mean of the logs over the books, made to sum to 1; ${unknown[outcome]} without`,
    "chance",
    [0, 1],
  );

/**
 * What the market says of this very match. Models that see no odds, or those of past matches only, do not read it. `hours` counts back from
 * kick-off, not from the moment of prediction: it says how much there was to know, and is the same for a file read afterwards.
 */
export const odds: FeatureGroup = {
  name: "odds",
  about: `Prices of the last ${days} days for this match, as of the market's last move: when a chance was another by ${marketOptions.moveOf} or more, a book spoke for the first time, or a book spoke ${marketOptions.everyMs / 3_600_000} h or more after the last move.`,
  features: [
    feature("missing", `1 where no book has quoted the result in the last ${days} days, else 0`, "0 or 1", [0, 1]),
    chance("home", "that the home side wins"),
    chance("draw", "of a draw"),
    chance("away", "that the away side wins"),
    feature("overMissing", `1 where no book has quoted 2.5 goals in the last ${days} days, else 0`, "0 or 1", [0, 1]),
    feature(
      "over",
      `chance of three goals or more: of each book the last prices without their margin (in proportion), mean over the books; ${unknown.over} without`,
      "chance",
      [0, 1],
    ),
    feature("hours", `from the newest of these prices to kick-off; ${unknown.hours} without`, "h", [0, unknown.hours]),
    feature("books", "books that quote the result", "books", [0, null]),
  ],
  write({ fixture: { known, kickOff } }, out, at) {
    const market = known === undefined ? null : marketBefore(known.odds, Math.min(known.at, kickOff), kickOff);
    const { home, draw, away, over, hours } = unknown;
    let to = at;
    out[to++] = market?.result == null ? 1 : 0;
    for (const each of market?.result ?? [home, draw, away]) out[to++] = each;
    out[to++] = market?.over == null ? 1 : 0;
    out[to++] = market?.over ?? over;
    out[to++] = market === null ? hours : (kickOff - market.at) / 3_600_000;
    out[to] = market?.books ?? 0;
  },
};
