import { parentPort, workerData } from "node:worker_threads";
import { fixtureOf, vectorLength, vectorOf } from "@touchline/prematch";
import { readTeams } from "@touchline/results";
import { knownResults } from "../features/known-results.ts";
import { matchesOf } from "./matches-of.ts";
import type { VectorShare } from "./vector-share.ts";

// One of the threads that make the vectors to train on.

const { files, seasons, share, shares, vectors } = workerData as VectorShare;
const { history, results } = knownResults(files, readTeams());
const matches = matchesOf(results, seasons);
const values = new Float64Array(vectors);
const end = Math.floor((matches.length * (share + 1)) / shares);
for (let at = Math.floor((matches.length * share) / shares); at < end; at++) {
  const match = matches[at];
  if (match !== undefined) values.set(vectorOf(history, fixtureOf(match)), at * vectorLength);
}
parentPort?.postMessage("done");
