import { parentPort, workerData } from "node:worker_threads";
import { vectorLength, vectorOf } from "@touchline/prematch";
import { type OddsQuote, readTeams } from "@touchline/results";
import { fixtureBefore } from "../features/fixture-before.ts";
import { knownResults } from "../features/known-results.ts";
import { matchesOf } from "./matches-of.ts";
import type { VectorShare } from "./vector-share.ts";

// One of the threads that make the vectors to train on.

const { files, seasons, odds, share, shares, vectors } = workerData as VectorShare;
const quotes = new Map<string, readonly OddsQuote[]>();
const { history, results } = knownResults(files, readTeams(), (row) => {
  if (odds === "match") quotes.set(row.result.matchId, row.odds);
});
const matches = matchesOf(results, seasons);
const values = new Float64Array(vectors);
const end = Math.floor((matches.length * (share + 1)) / shares);
for (let at = Math.floor((matches.length * share) / shares); at < end; at++) {
  const result = matches[at];
  if (result === undefined) continue;
  const fixture = fixtureBefore({ result, odds: quotes.get(result.matchId) ?? [] }, odds);
  values.set(vectorOf(history, fixture), at * vectorLength);
}
parentPort?.postMessage("done");
