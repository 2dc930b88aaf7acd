import { open } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { tableHeader } from "./table-rows.ts";
import { rowsAtOnce, type TablePart, type TableShare, type TableStart } from "./table-share.ts";

export interface TableOptions {
  /** Files of results; those that Touchline ships where none are named. */
  readonly files: readonly string[];
  /** Threads that make the rows between them; each reads and folds all results, for that is what a row is made from. */
  readonly threads: number;
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Writes a row for each match in the order of time: what it was and how it ended, then its features from what was known
 * before it. The bytes do not depend on the number of threads.
 */
export async function writeTrainingTable(path: string, options: TableOptions): Promise<TableStart> {
  const { files, threads, progress } = options;
  const file = await open(path, "w");
  const workers = Array.from({ length: threads }, (_, share) => new TableThread({ files, share, shares: threads }));
  try {
    await file.write(tableHeader);
    const [start] = (await Promise.all(workers.map((worker) => worker.next()))) as [TableStart];
    for (let from = 0; from < start.matches; from += rowsAtOnce) {
      const worker = workers[(from / rowsAtOnce) % threads] as TableThread;
      const { rows } = (await worker.next()) as { rows: Uint8Array };
      await file.write(rows);
      progress?.(Math.min(from + rowsAtOnce, start.matches), start.matches);
    }
    return start;
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await file.close();
  }
}

/** A thread and what it has said that nobody has taken yet. */
class TableThread {
  readonly #worker: Worker;
  readonly #said: TablePart[] = [];
  #failure: unknown;
  #wake = () => {};

  constructor(share: TableShare) {
    this.#worker = new Worker(new URL("./table-worker.ts", import.meta.url), { workerData: share });
    this.#worker.on("message", (part: TablePart) => {
      this.#said.push(part);
      this.#wake();
    });
    this.#worker.on("error", (error) => {
      this.#failure = error;
      this.#wake();
    });
  }

  /** Its next part; rejects with what the thread failed of. */
  async next(): Promise<TablePart> {
    while (this.#said.length === 0 && this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const part = this.#said.shift();
    if (part === undefined) throw this.#failure;
    if ("rows" in part) this.#worker.postMessage("taken");
    return part;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
