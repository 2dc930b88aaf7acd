import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { TrainingMatches } from "@touchline/models/training";
import { vectorLength } from "@touchline/prematch";
import { readResults, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import type { Result } from "@touchline/schemas";
import { matchesOf, seasonOf } from "./matches-of.ts";
import type { VectorShare } from "./vector-share.ts";

export interface MatchesRead {
  readonly matches: TrainingMatches;
  /** SHA-256 of the files, hex. */
  readonly dataHash: string;
}

/** Matches of some seasons with what was known before each, as far as a model of that use of odds may know it; made on all cores; each thread folds all results for it. */
export async function readMatches(
  files: readonly string[],
  seasons: VectorShare["seasons"],
  odds: VectorShare["odds"],
  threads = availableParallelism(),
): Promise<MatchesRead> {
  const { results, dataHash } = readFiles(files);
  const matches = matchesOf(results, seasons);
  const vectors = new SharedArrayBuffer(Math.max(1, matches.length) * vectorLength * Float64Array.BYTES_PER_ELEMENT);
  const shares = Array.from({ length: threads }, (_, share) => share);
  await Promise.all(shares.map((share) => done({ files, seasons, odds, share, shares: threads, vectors })));
  return {
    matches: {
      count: matches.length,
      competitions: matches.map(({ competition }) => competition),
      seasons: Int32Array.from(matches, seasonOf),
      values: new Float64Array(vectors),
      homeGoals: Uint8Array.from(matches, ({ score }) => score.home),
      awayGoals: Uint8Array.from(matches, ({ score }) => score.away),
      priced: Uint8Array.from(matches, ({ closing }) => (closing === null ? 0 : 1)),
    },
    dataHash,
  };
}

function readFiles(files: readonly string[]) {
  const hash = createHash("sha256");
  const teams = readTeams();
  const results = new Map<string, Result>();
  for (const { name, bytes } of (files.length > 0 ? files : shippedFiles.results).flatMap(readResultsFiles)) {
    hash.update(bytes);
    for (const { result } of readResults(bytes, name, teams).rows) results.set(result.matchId, result);
  }
  return { results, dataHash: hash.digest("hex") };
}

function done(workerData: VectorShare): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./vector-worker.ts", import.meta.url), { workerData });
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
}
