import { readFileSync } from "node:fs";
import { type OddsUse, type PreMatchArtefact, PreMatchModel } from "@touchline/models";
import { readTeams } from "@touchline/results";
import { CliError } from "../error.ts";
import { baseRates } from "./base-rates.ts";
import type { MatchChances, Predicted } from "./predicted.ts";
import { type ReadingNotes, type TestedMatches, testedMatches } from "./tested-matches.ts";
import { walk } from "./walk.ts";

export interface EvaluationOptions {
  readonly history: readonly string[];
  readonly test: string;
  readonly odds: OddsUse;
  /** Those that are shipped where it is left out. */
  readonly artefact: string | undefined;
}

/** Matches with what a model said of them before they were played. */
export interface Evaluation {
  readonly matches: TestedMatches;
  readonly model: PreMatchModel;
  readonly predicted: readonly Predicted[];
  readonly base: ReadonlyMap<string, MatchChances>;
}

/** Reads, predicts, and tells its progress. Throws a `CliError` or a `ResultsError` where something cannot be read. */
export function evaluationOf(
  { history, test, odds, artefact }: EvaluationOptions,
  say: (text: string) => void,
): Evaluation {
  const model = modelOf(odds, artefact);
  say("reading results ...");
  const matches = testedMatches({ history, test, teams: readTeams() });
  for (const line of linesOf(matches.notes)) say(line);
  say(`predicting ${matches.rows.length} matches with ${model.id} ...`);
  const predicted = walk(matches, model);
  return { matches, model, predicted, base: baseRates(matches.history.played(), predicted) };
}

function modelOf(odds: OddsUse, file: string | undefined): PreMatchModel {
  const url = file ?? new URL(`../../../packages/models/src/artefacts/ensemble-${odds}-3.json`, import.meta.url);
  try {
    return new PreMatchModel(JSON.parse(readFileSync(url, "utf8")) as PreMatchArtefact);
  } catch (error) {
    throw new CliError("OPTION_INVALID", `${file ?? "the shipped artefact"}: ${(error as Error).message}`);
  }
}

/** What is worth telling of what was read. */
function linesOf({ history, inBoth, otherDay, twice, unplayed, refused, newTeams }: ReadingNotes): string[] {
  const some: readonly (readonly [number, string])[] = [
    [inBoth, "matches to predict stand in history too: each is known only once it is played"],
    [otherDay, "results of history are left out: they are matches to predict, under another day"],
    [twice, "rows to predict tell a match a second time: it is scored once"],
    [unplayed, "rows to predict have no score: nothing is to be judged there"],
    [newTeams.length, `teams have no result in history: ${listOf(newTeams)}`],
    [refused.length, `lines are no results: ${listOf(refused.map(({ file, message }) => `${file}: ${message}`))}`],
  ];
  return [
    `${history} results in history`,
    ...some.filter(([count]) => count > 0).map(([count, text]) => `${count} ${text}`),
  ];
}

/** The first few. */
function listOf(texts: readonly string[]): string {
  return `${texts.slice(0, 5).join(", ")}${texts.length > 5 ? ", ..." : ""}`;
}
