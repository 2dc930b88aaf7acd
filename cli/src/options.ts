import { parseArgs } from "node:util";
import { CliError } from "./error.ts";

/** One option of a command. A boolean has no placeholder; `default` tells the others' type. A list takes all values up to the next option, and may be given again. */
export interface Option {
  readonly about: string;
  readonly placeholder?: string;
  readonly default?: string | number;
  readonly list?: true;
  /** Least and most of a number. */
  readonly range?: readonly [least: number, most: number];
}

export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends { list: true }
  ? readonly string[]
  : O extends { placeholder: string }
    ? O extends { default: number }
      ? number
      : O extends { default: string }
        ? string
        : string | undefined
    : boolean;

export type Values<O extends Options> = { readonly [Name in keyof O]: ValueOf<O[Name]> };

/** Reads a command line. Rejects what it does not know, and numbers out of range, with OPTION_INVALID. */
export function readOptions<const O extends Options>(
  options: O,
  argv: readonly string[],
): { readonly values: Values<O>; readonly rest: readonly string[] } {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { placeholder, list = false }]) => [
      name,
      { type: placeholder ? "string" : "boolean", multiple: list } as const,
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: named(options, argv), options: config, allowPositionals: true });
    const read = Object.entries(options).map(([name, option]) => [
      name,
      readValue(name, option, values[name] as Given),
    ]);
    return { values: Object.fromEntries(read) as Values<O>, rest: positionals };
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const ambiguous = ambiguousValue(options, argv);
    if (ambiguous !== undefined) throw new CliError("OPTION_INVALID", ambiguous, { cause });
    const reason = (cause as Error).message.split(/\. To specify|\n/)[0];
    throw new CliError("OPTION_INVALID", `${reason}: see --help.`, { cause });
  }
}

/** A value that begins with a dash is taken for an option where it stands on its own; says which, and how it is meant. */
function ambiguousValue(options: Options, argv: readonly string[]): string | undefined {
  for (const [index, argument] of argv.entries()) {
    const value = argv[index + 1];
    if (!argument.startsWith("--") || !value?.startsWith("-")) continue;
    const option = options[argument.slice(2)];
    if (option?.placeholder === undefined) continue;
    return `${argument} ${value}: expected ${option.placeholder} after ${argument}; where it begins with a dash, write ${argument}=${value}.`;
  }
  return undefined;
}

/** The command line with the name of a list before each of its values. */
function named(options: Options, argv: readonly string[]): string[] {
  let list: string | null = null;
  return argv.flatMap((argument, index) => {
    if (argument.startsWith("-")) {
      list = argument.startsWith("--") && options[argument.slice(2)]?.list ? argument : null;
      return [argument];
    }
    return list === null || argv[index - 1] === list ? [argument] : [list, argument];
  });
}

type Given = string | boolean | readonly string[] | undefined;

function readValue(name: string, option: Option, given: Given): unknown {
  if (option.list) return given ?? [];
  if (option.placeholder === undefined) return given ?? false;
  if (typeof option.default !== "number" || given === undefined) return given ?? option.default;
  const number = Number(given);
  const [least, most] = option.range ?? [-Infinity, Infinity];
  if (given !== "" && number >= least && number <= most && (option.range === undefined || !Number.isNaN(number)))
    return number;
  throw new CliError("OPTION_INVALID", `--${name} ${given}: expected a number from ${least} to ${most}.`);
}

/** The options as `--help` shows them. */
export function describeOptions(options: Options): string {
  const rows = Object.entries(options).map(([name, { placeholder, about, default: fallback }]) => {
    const left = placeholder ? `--${name} ${placeholder}` : `--${name}`;
    return [left, fallback === undefined ? about : `${about} (default ${fallback})`] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join("\n");
}
