import type { OddsUse } from "@touchline/models";
import { circumstancesOf, fixtureOf, type PreMatchFixture, type Statement } from "@touchline/prematch";
import { oddsOf, type ResultRow } from "@touchline/results";

/**
 * A match of a file as it stood before it was played, with what a model of that use of odds may know of it beside history: `match`
 * sees the prices that the row has of some days before, never the closing ones; the others nothing of the row.
 */
export function fixtureBefore(row: Pick<ResultRow, "result" | "odds">, use: OddsUse): PreMatchFixture {
  const fixture = fixtureOf(row.result);
  if (use !== "match") return fixture;
  const before = row.odds.filter(({ closing }) => !closing);
  const statements = oddsOf({ ...row, odds: before }).map((value): Statement => ({ schema: "Odds", value }));
  const { kickOff } = fixture;
  return { ...fixture, known: circumstancesOf({ kickOff, providerTime: Number.NEGATIVE_INFINITY }, [], statements) };
}
