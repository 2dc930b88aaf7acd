import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Table } from "../table.ts";
import { type Answer, perform, type Request, type TaskName } from "./request.ts";
import type { tasks } from "./tasks.ts";

type Input<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[0];
type Output<Name extends TaskName> = ReturnType<(typeof tasks)[Name]>;

interface Job {
  readonly request: Request;
  readonly onReport: (report: unknown) => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Threads that learn. How many there are changes how soon something is learnt, never what. */
export class Threads {
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  readonly #waiting: Job[] = [];
  #next = 0;

  /** None: everything is done in the calling thread. Close them at the end. */
  constructor(count: number = availableParallelism()) {
    for (let i = 0; i < count; i++) {
      const worker = new Worker(new URL("./thread.ts", import.meta.url));
      worker.on("message", (answer: Answer) => this.#answered(worker, answer));
      worker.on("error", (error) => this.#lost(worker, error as Error));
      this.#idle.push(worker);
    }
  }

  get count(): number {
    return this.#idle.length + this.#busy.size;
  }

  /** Rejects with what the task threw. Tables whose columns are shared (`shareTable`) are not copied. */
  run<Name extends TaskName>(
    task: Name,
    input: Input<Name>,
    onReport: (report: never) => void = () => {},
  ): Promise<Output<Name>> {
    const request: Request = { id: this.#next++, task, input };
    const report = onReport as (report: unknown) => void;
    return new Promise<unknown>((resolve, reject) => {
      const job: Job = { request, onReport: report, resolve, reject };
      if (this.count === 0) settle(job, perform(request, report));
      else {
        this.#waiting.push(job);
        this.#handOut();
      }
    }) as Promise<Output<Name>>;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#idle, ...this.#busy.keys()].map((worker) => worker.terminate()));
  }

  #handOut(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const [worker, job] = [this.#idle.pop() as Worker, this.#waiting.shift() as Job];
      this.#busy.set(worker, job);
      try {
        worker.postMessage(job.request);
      } catch (error) {
        this.#settle(worker, () => job.reject(error as Error));
      }
    }
  }

  /** A thread that has ended by itself, out of memory for one, takes its task with it, and the last one all that wait. */
  #lost(worker: Worker, error: Error): void {
    const dropped = [this.#busy.get(worker)];
    this.#busy.delete(worker);
    if (this.#idle.includes(worker)) this.#idle.splice(this.#idle.indexOf(worker), 1);
    if (this.count === 0) dropped.push(...this.#waiting.splice(0));
    for (const job of dropped) job?.reject(error);
  }

  #answered(worker: Worker, answer: Answer): void {
    if ("report" in answer) this.#busy.get(worker)?.onReport(answer.report);
    else this.#settle(worker, (job) => settle(job, answer));
  }

  #settle(worker: Worker, how: (job: Job) => void): void {
    const job = this.#busy.get(worker);
    if (job === undefined) return;
    this.#busy.delete(worker);
    this.#idle.push(worker);
    how(job);
    this.#handOut();
  }
}

function settle(job: Job, answer: Answer): void {
  if ("error" in answer) job.reject(answer.error);
  else if ("result" in answer) job.resolve(answer.result);
}

/** The same table in memory that threads share. */
export function shareTable({ names, columns, rows }: Table): Table {
  const shared = new Float64Array(new SharedArrayBuffer(8 * rows * columns.length));
  return {
    names,
    columns: columns.map((column, i) => {
      shared.set(column, i * rows);
      return shared.subarray(i * rows, (i + 1) * rows);
    }),
    rows,
  };
}
