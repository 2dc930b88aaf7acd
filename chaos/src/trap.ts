import { writeSync } from "node:fs";
import type { LogClient } from "@touchline/streams";
import { requests, watchRequests } from "./outgoing.ts";

/**
 * Where a process can be ended or frozen within a commit, in order. Those on the wire are told by the requests themselves,
 * whichever client sends them.
 */
export const steps = [
  "in the fold",
  "folded",
  "begin sent",
  "begun",
  "records sent",
  "written",
  "end sent",
  "committed",
] as const;

export type Step = (typeof steps)[number];

export interface TrapOptions {
  readonly step: Step;
  /** SIGKILL ends the process at the step, SIGSTOP freezes it there until SIGCONT. */
  readonly signal: "SIGKILL" | "SIGSTOP";
}

const onWire: Partial<Record<Step, { readonly request: number; readonly when: "before" | "after" }>> = {
  "begin sent": { request: requests.addPartitions, when: "after" },
  begun: { request: requests.produce, when: "before" },
  "records sent": { request: requests.produce, when: "after" },
  written: { request: requests.endTransaction, when: "before" },
  "end sent": { request: requests.endTransaction, when: "after" },
};

/** Springs once, in the first commit of records after SIGUSR2; says when, as a line of JSON. */
export class Trap {
  readonly #options: TrapOptions;
  #armed = false;
  /** Within a commit of records. */
  #committing = false;

  constructor(options: TrapOptions) {
    this.#options = options;
    process.once("SIGUSR2", () => {
      this.#armed = true;
    });
    const awaited = onWire[options.step];
    watchRequests((request, when) => {
      if (this.#committing && request === awaited?.request && when === awaited.when) this.#reach(options.step);
    });
  }

  /** Called with each record that is folded. */
  folding(): void {
    this.#reach("in the fold");
  }

  /** The client, its commits watched. */
  around(client: LogClient): LogClient {
    return {
      ...client,
      transactionalWriter: async (options) => {
        const writer = await client.transactionalWriter(options);
        return {
          close: () => writer.close(),
          commit: async (records, held) => {
            if (records.length === 0) return writer.commit(records, held);
            this.#reach("folded");
            this.#committing = this.#armed;
            try {
              await writer.commit(records, held);
            } finally {
              this.#committing = false;
            }
            this.#reach("committed");
          },
        };
      },
    };
  }

  #reach(step: Step): void {
    if (!this.#armed || step !== this.#options.step) return;
    this.#armed = false;
    this.#committing = false;
    // not through a stream, which the signal would outrun
    writeSync(1, `${JSON.stringify({ sprung: Date.now() })}\n`);
    process.kill(process.pid, this.#options.signal);
  }
}
