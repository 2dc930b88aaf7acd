import { describeOptions, type Options } from "./options.ts";

/** A command of ours; those of other parts are whole programs, see main.ts. */
export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly about: string;
  /** What may stand after the name. */
  readonly usage: string;
  readonly options: Options;
  /** Further lines of `--help`. */
  readonly notes?: string;
  /** Gives the exit code. */
  run(argv: readonly string[]): Promise<number>;
}

export function helpOf({ name, about, usage, options, notes }: Command): string {
  const command = `npm ${name === "start" || name === "test" ? name : `run ${name}`}`;
  const parts = [usage === "" ? command : `${command} -- ${usage}`, about];
  if (Object.keys(options).length > 0) parts.push(`Options\n${describeOptions(options)}`);
  if (notes) parts.push(notes);
  return `${parts.join("\n\n")}\n`;
}
