import { writeSync } from "node:fs";
import { Socket } from "node:net";
import type { LogClient } from "@touchline/streams";

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
  "positions sent",
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

/** Kafka's numbers of the requests of a transaction. */
const requests = { produce: 0, addPartitions: 24, commitPositions: 28, end: 26 };
const before: Partial<Record<Step, number>> = { begun: requests.produce, written: requests.end };
const after: Partial<Record<Step, number>> = {
  "begin sent": requests.addPartitions,
  "records sent": requests.produce,
  "positions sent": requests.commitPositions,
  "end sent": requests.end,
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
    this.#watchWire();
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

  /** A request is one write: its size (4 bytes), then its number (2 bytes). */
  #watchWire(): void {
    const trap = this;
    const write = Socket.prototype.write;
    const watched = function (this: Socket, ...args: Parameters<typeof write>): boolean {
      const [bytes] = args as unknown[];
      const request = trap.#committing && Buffer.isBuffer(bytes) && bytes.length > 6 ? bytes.readInt16BE(4) : undefined;
      if (request !== undefined && before[trap.#options.step] === request) trap.#reach(trap.#options.step);
      const written = write.apply(this, args);
      if (request !== undefined && after[trap.#options.step] === request) trap.#reach(trap.#options.step);
      return written;
    };
    Socket.prototype.write = watched as typeof write;
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
