import {
  circumstancesOf,
  fixtureOf,
  groups,
  History,
  manifestHash,
  playedOf,
  type Statement,
  vectorOf,
} from "@touchline/prematch";
import type { Odds, PreMatch } from "@touchline/schemas";
import type { Published } from "./live-season.ts";
import { announced, matchIdOf, type Season } from "./season.ts";

const names = groups.flatMap(({ features }) => features.map(({ name }) => name));

/**
 * In how many matches of a season the vector that was published is not, bit for bit, the one that a history makes that is
 * folded in one go from all results as they were known, with all that books said of the match. Tells of the first few, value by value.
 */
export function differingMatches({ parts }: Season, published: Published, say: (text: string) => void): number {
  let differing = 0;
  for (const { known, matches, days } of parts) {
    const prices = days.flatMap((day) => day.prices);
    const said = Map.groupBy(prices, ({ matchId }) => matchId);
    const history = new History();
    for (const result of known) history.put(playedOf(result));
    history.settle();
    for (const match of matches) {
      const besides = circumstancesOf(announced(match), [], (said.get(matchIdOf(match)) ?? []).map(statementOf));
      const offline = vectorOf(history, { ...fixtureOf(match), known: besides });
      const difference = differenceOf(published.get(matchIdOf(match)), offline);
      if (difference === undefined) continue;
      if (++differing <= 5) say(`${match.matchId}: ${difference}`);
    }
  }
  return differing;
}

const statementOf = (value: Odds): Statement => ({ schema: "Odds", value });

function differenceOf(online: PreMatch | undefined, offline: Float64Array): string | undefined {
  if (online === undefined) return "nothing was published of it";
  if (!online.complete) return "it was published without all results that count";
  if (online.manifest !== manifestHash) return `it was published by another manifest: ${online.manifest}`;
  if (bytesOf(Float64Array.from(online.values)).equals(bytesOf(offline))) return undefined;
  const at = offline.findIndex((value, i) => !Object.is(value, online.values[i]));
  return `${names[at]} is ${online.values[at]} online, ${offline[at]} offline`;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
