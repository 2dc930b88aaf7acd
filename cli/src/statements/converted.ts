import { parseTeamAliases, TeamIdentities } from "@touchline/football";
import type { StatementsFile } from "@touchline/ingest/ingest-statements";
import { type Form, type FormContext, forms, statementLine } from "@touchline/ingest/statements";
import { readDataFile, shippedFiles } from "@touchline/results";
import { CliError } from "../error.ts";

/** What the command line says of a provider's answers. */
export interface AnswerOptions {
  readonly from: string | undefined;
  readonly at: string | undefined;
  readonly match: string | undefined;
  readonly "kick-off": string | undefined;
  readonly teams: string | undefined;
}

/** A provider's answer made into a file of statements, and what of it could not be. */
export interface ConvertedFile {
  readonly file: StatementsFile;
  readonly refused: readonly { readonly where: string; readonly code: string; readonly message: string }[];
}

/** Reads files as they are, or by the provider's form that `--from` names. Throws a `CliError` OPTION_INVALID. */
export function convert(files: readonly StatementsFile[], options: AnswerOptions): ConvertedFile[] {
  if (options.from === undefined) return files.map((file) => ({ file, refused: [] }));
  const form = Object.hasOwn(forms, options.from) ? forms[options.from] : undefined;
  if (form === undefined) {
    throw new CliError("OPTION_INVALID", `--from ${options.from}: expected one of ${Object.keys(forms).join(", ")}.`);
  }
  const context = contextOf(form, options);
  return files.map(({ name, text }) => {
    const { records, refused } = form.read(text, context);
    const lines = records.map((record) => `${statementLine(record)}\n`).join("");
    return {
      file: { name, text: lines },
      refused: refused.map((each) => ({ ...each, where: `${name}, ${each.where}` })),
    };
  });
}

function contextOf(form: Form, options: AnswerOptions): FormContext {
  const teams = teamsOf(options.teams);
  const at = timeOf("at", options.at ?? new Date().toISOString());
  if (!form.needsMatch) return { teams, at };
  const { match: matchId, "kick-off": kickOff } = options;
  if (matchId === undefined || kickOff === undefined) {
    throw new CliError(
      "OPTION_INVALID",
      `--from ${options.from} is about one match: say --match ID and --kick-off TIME.`,
    );
  }
  return { teams, at, match: { matchId, kickOff: timeOf("kick-off", kickOff) } };
}

/** The shipped table of names, and one of the same form beside it. */
function teamsOf(more: string | undefined): TeamIdentities {
  const tables = [shippedFiles.teamAliases, ...(more === undefined ? [] : [more])];
  return new TeamIdentities(tables.flatMap((path) => parseTeamAliases(readDataFile(path).toString("utf8"))));
}

function timeOf(option: string, text: string): number {
  const time = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new CliError("OPTION_INVALID", `--${option} ${text}: expected a time as in 2018-05-13T14:00:00Z.`);
}
