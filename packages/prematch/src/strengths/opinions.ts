import { Facts } from "../facts.ts";
import type { PreMatchFixture } from "../fixture.ts";
import type { History } from "../history.ts";
import { type FilterName, filterNames } from "./filter-options.ts";
import type { Expectation } from "./strength-filter.ts";

/** What each filter expects of a fixture, from what history knew before it; the same numbers as in the vector. */
export function opinionsOf(history: History, fixture: PreMatchFixture): Readonly<Record<FilterName, Expectation>> {
  const expectations = new Facts(history, fixture).strengths;
  return Object.fromEntries(filterNames.map((name, i) => [name, expectations[i]])) as Record<FilterName, Expectation>;
}
