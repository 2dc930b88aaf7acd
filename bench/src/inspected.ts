import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { CpuProfile } from "./cpu-profile.ts";

/** What a process keeps in memory, bytes. */
export interface Memory {
  /** Objects that are still needed, right after garbage was collected; what sockets have read comes and goes, and is not in it. */
  readonly heap: number;
  /** Resident, as the system counts it. */
  readonly resident: number;
}

/** Environment for a Node process so that it can be looked into. */
export const inspectable = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/** A running Node process as V8's inspector shows it. */
export class Inspected {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      const { id, result, error } = JSON.parse(String(data));
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error.message));
    };
  }

  /** Finds the inspector of a process in what it wrote to its log. */
  static async of(logFile: string): Promise<Inspected> {
    for (let tries = 0; tries < 100; tries++) {
      const address = /Debugger listening on (ws:\S+)/.exec(await readFile(logFile, "utf8"))?.[1];
      if (address === undefined) {
        await sleep(50);
        continue;
      }
      const socket = new WebSocket(address);
      await new Promise<void>((resolve, reject) => {
        socket.onopen = () => resolve();
        socket.onerror = () => reject(new Error(`cannot connect to ${address}`));
      });
      return new Inspected(socket);
    }
    throw new Error(`${logFile} tells of no inspector`);
  }

  async memory(): Promise<Memory> {
    // the first collection has finalisers run, and the second frees what they held
    for (let time = 0; time < 2; time++) {
      await this.#ask("HeapProfiler.collectGarbage");
      await sleep(200);
    }
    const { heapUsed, rss } = await this.#value<NodeJS.MemoryUsage>("process.memoryUsage()");
    return { heap: heapUsed, resident: rss };
  }

  /** CPU time of all its threads so far, user and system, µs. */
  async cpuUs(): Promise<number> {
    const { user, system } = await this.#value<NodeJS.CpuUsage>("process.cpuUsage()");
    return user + system;
  }

  /** Where its time goes while something is done. */
  async profile(act: () => Promise<void>): Promise<CpuProfile> {
    await this.#ask("Profiler.enable");
    await this.#ask("Profiler.start");
    await act();
    const { profile } = (await this.#ask("Profiler.stop")) as { profile: CpuProfile };
    return profile;
  }

  close(): void {
    this.#socket.close();
  }

  async #value<T>(expression: string): Promise<T> {
    const asked = { expression: `JSON.stringify(${expression})` };
    const { result } = (await this.#ask("Runtime.evaluate", asked)) as { result: { value: string } };
    return JSON.parse(result.value);
  }

  #ask(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#last;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return waiting.promise;
  }
}
