import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { readOptions, type Values } from "../options.ts";
import { placesOptions } from "../start/places.ts";
import { connect, type Desk } from "./desk.ts";
import { list } from "./list.ts";
import { replay } from "./replay.ts";
import { show } from "./show.ts";

const options = {
  topic: { placeholder: "TOPIC", about: "the topic whose dead letters these are, e.g. match.events" },
  code: { placeholder: "CODE,...", about: "only letters with these reason codes" },
  stage: { placeholder: "NAME", about: "only letters of this service" },
  from: { placeholder: "TIME", about: "only what was refused at or after this time, e.g. 2026-11-21T15:00Z" },
  to: { placeholder: "TIME", about: "only what was refused before this time" },
  letter: { placeholder: "P@OFFSET", about: "only the letter at this partition and offset of the dead letters" },
  "dry-run": { about: "replay: says what it would do, and does nothing" },
  json: { about: "list: a JSON object a line; show, replay: one JSON object" },
  ...placesOptions,
} as const;

export type DeadLettersOptions = Values<typeof options>;

type Action = (desk: Desk, options: DeadLettersOptions) => Promise<number>;

const actions: Readonly<Record<string, Action>> = { list, show, replay };

export const deadLetters: Command = {
  name: "dead-letters",
  about: "Looks at records that were refused, and writes them to their topic again once the cause is mended.",
  usage: "list|show|replay --topic TOPIC [options]",
  options,
  notes: [
    "  list     one line a letter: where it stands, when and why it was refused, whether it was replayed",
    "  show     letters in full, their value decoded where it can be",
    "  replay   writes the records to the topic and partition where they stood, with key, value, headers and timestamp as",
    "           they were. Each letter once, however often this is run or killed: what was replayed is noted in the topic",
    "           dead-letters.replayed, in the same transaction. A replayed record comes after all that stands there by then.",
    "",
    "Exit code: 0 done; 1 failed, or something cannot be replayed: then the rest was, and the reasons are told.",
  ].join("\n"),
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    const [name = "", ...others] = rest;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined || others.length > 0) {
      throw new CliError(
        "OPTION_INVALID",
        `${rest.join(" ") || "Nothing"}: expected list, show or replay; see --help.`,
      );
    }
    const desk = await connect(values);
    try {
      return await action(desk, values);
    } finally {
      await desk.close();
    }
  },
};
