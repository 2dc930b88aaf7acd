import { createHash } from "node:crypto";
import { coldStart } from "./cold-start.ts";
import { bad, good, newsOptions } from "./conditions/news.ts";
import { weatherOptions } from "./conditions/weather.ts";
import { asOfRules } from "./feature.ts";
import { ladders } from "./ladders.ts";
import { chances } from "./line-ups/availability.ts";
import { lineUpOptions } from "./line-ups/factor.ts";
import { usual } from "./line-ups/pecking-order.ts";
import { plusMinusOptions } from "./line-ups/plus-minus.ts";
import { groups, manifestVersion } from "./manifest.ts";
import { marketOptions } from "./odds/market.ts";
import { quoteOptions } from "./odds/quote.ts";
import { fitEveryDays } from "./pool.ts";
import { strengthOptions } from "./pool-strengths.ts";
import { eloDefaults } from "./ratings/elo.ts";
import { piDefaults } from "./ratings/pi.ts";
import { usualLevel } from "./ratings/poisson-strengths.ts";
import { sideMetrics } from "./side-metrics.ts";
import { filters, nationFilters } from "./strengths/filter-options.ts";
import { gapOptions, gapStatistics } from "./team-ratings.ts";

/** Numbers behind the features that their formulas do not tell. */
export const parameters = {
  elo: eloDefaults,
  pi: piDefaults,
  gap: { ...gapOptions, statistics: gapStatistics },
  strengths: { ...strengthOptions, fitEveryDays, usualLevel },
  coldStart: { ...coldStart, ladders },
  filters: { filters, nationFilters },
  sideMetrics,
  plusMinus: plusMinusOptions,
  lineUps: { ...lineUpOptions, usual, chances },
  weather: weatherOptions,
  news: { ...newsOptions, words: { good: good.source, bad: bad.source } },
  odds: { ...quoteOptions, ...marketOptions },
} as const;

/** All that a vector's meaning hangs on: whatever is changed here changes `manifestHash`. */
const manifest = {
  version: manifestVersion,
  groups: groups.map(({ name, features }) => ({
    name,
    features: features.map(({ name, formula, unit, range, inputs, since }) => ({
      ...{ name, formula, unit, range, inputs, since },
      asOf: inputs.map((input) => asOfRules[input]),
    })),
  })),
  parameters,
};

/** Hash of a value's JSON with the keys of each object in order: SHA-256, hex. */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value, sorted)).digest("hex");
}

/** What a vector carries to say which manifest it goes by: 64 hex digits. */
export const manifestHash: string = hashOf(manifest);

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
