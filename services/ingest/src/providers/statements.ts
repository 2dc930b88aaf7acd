import { setImmediate } from "node:timers/promises";
import type { Provider, Sink } from "../provider.ts";
import type { SaidInLog } from "../statements/said-in-log.ts";
import { readStatement } from "../statements/statement-line.ts";

/** A file of statements, by its name in messages. */
export interface StatementsFile {
  readonly name: string;
  /** JSON lines. */
  readonly text: string;
}

export interface StatementsOptions {
  readonly files: readonly StatementsFile[];
  /** What the log holds already is not said again. */
  readonly said: SaidInLog;
  /** A line that says what the log has. */
  readonly onRepeated?: () => void;
}

const linesAtOnce = 500;

/**
 * What is known of teams and of matches to come, from files: absences, weather, news, prices, line-ups and fixtures, a line each, in
 * the order of the lines. What the log has is passed over, so a run that was interrupted goes on, and a file that has grown costs
 * what is new in it. A line that cannot be read goes to the dead letters, by file and number.
 */
export class Statements implements Provider {
  readonly name = "statements";
  readonly #options: StatementsOptions;

  constructor(options: StatementsOptions) {
    this.#options = options;
  }

  async run(sink: Sink, signal: AbortSignal): Promise<void> {
    const { files } = this.#options;
    if (files.length === 0) return; // no file, no feed
    let last = 0;
    let count = 0;
    for (const { name, text } of files) {
      for (const [index, line] of text.split("\n").entries()) {
        if (signal.aborted) return;
        if (line.trim() === "") continue;
        if (++count % linesAtOnce === 0) await setImmediate();
        last = Math.max(last, await this.#say(line, `${name}:${index + 1}`, sink));
      }
    }
    await sink.flushed();
    const detail = `${count} statements of ${files.length === 1 ? "a file" : `${files.length} files`}`;
    sink.health({ state: "FINISHED", detail, providerTime: last, lastMessageAt: last });
    await sink.flushed();
  }

  /** Resolves to the provider's time of what was said; 0 where the line says nothing. */
  async #say(line: string, place: string, sink: Sink): Promise<number> {
    const { said, onRepeated } = this.#options;
    const read = readStatement(line);
    if ("code" in read) {
      await sink.refuse({ key: place, ...read, message: `${place}: ${read.message}`, raw: line });
      return 0;
    }
    if (said.has(read)) onRepeated?.();
    else if ((await sink.publish(read, line)) === "accepted") said.add(read);
    return read.value.providerTime;
  }
}
