import { type Letter, readLetters } from "@touchline/streams/dead-letters";
import { CliError } from "../error.ts";
import type { DeadLettersOptions } from "./command.ts";
import type { Desk } from "./desk.ts";
import { letterFilter } from "./letter-filter.ts";
import { summaryOf } from "./list.ts";

/** More than anyone reads at once; narrow it down by --code or --letter. */
const letters = 100;

/** The letters in full, one JSON object each. */
export async function show(desk: Desk, options: DeadLettersOptions): Promise<number> {
  const wanted = letterFilter(options);
  const serde = await desk.openSerde(desk.topic);
  const shown: object[] = [];
  for await (const found of readLetters(desk)) {
    if (!wanted(found.letter)) continue;
    if (shown.length === letters) {
      process.stderr.write(`only the first ${letters} are shown: narrow it down with --code, --from or --letter\n`);
      break;
    }
    shown.push({ ...summaryOf(found), value: await decoded(found.letter, serde) });
  }
  if (shown.length === 0)
    throw new CliError("LETTER_NOT_FOUND", `There is no such letter in ${desk.deadLetters.name}.`);
  const text = options.json
    ? JSON.stringify({ letters: shown })
    : shown.map((each) => JSON.stringify(each, null, 2)).join("\n");
  process.stdout.write(`${text}\n`);
  return 0;
}

/** What the record says, where it can be decoded after all; otherwise its bytes. */
async function decoded({ payload }: Letter, serde: Awaited<ReturnType<Desk["openSerde"]>>): Promise<unknown> {
  try {
    await serde.learn(payload);
    return serde.decode(payload);
  } catch {
    return { base64: payload.toString("base64"), text: payload.toString().slice(0, 2_000) };
  }
}
