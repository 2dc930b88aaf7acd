import { Worker } from "node:worker_threads";
import type { LeagueForecast, OpenSeason, SimulationOptions } from "@touchline/league";

interface Waiting {
  readonly resolve: (forecast: LeagueForecast) => void;
  readonly reject: (error: Error) => void;
}

/** Plays seasons out on a thread of its own, one after the other: half a second each that nobody else waits for. */
export class Simulator {
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  /** Rejects where the thread fails; the next season gets a new one. */
  simulate(season: OpenSeason, options: SimulationOptions): Promise<LeagueForecast> {
    const worker = this.#running();
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, season, options });
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL("./simulation-worker.ts", import.meta.url));
    // it must not keep the process alive that it works for
    worker.unref();
    worker.on("message", ({ id, forecast }: { readonly id: number; readonly forecast: LeagueForecast }) => {
      this.#waiting.get(id)?.resolve(forecast);
      this.#waiting.delete(id);
    });
    worker.on("error", (error) => this.#failed(error));
    worker.on("exit", () => this.#failed(new Error("the thread that plays seasons out has ended")));
    this.#worker = worker;
    return worker;
  }

  #failed(error: Error): void {
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
