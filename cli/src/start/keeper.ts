import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type Exit, type LocalService, lastComplaint, type ServiceOptions, startService } from "@touchline/local";
import { CliError } from "../error.ts";

export interface KeeperOptions {
  readonly service: ServiceOptions;
  readonly say: (line: string) => void;
  /** Called at each start that went well. */
  readonly onStart: (service: LocalService) => void;
  /** The service ended so often in a row that starting it again is pointless. */
  readonly onGiveUp: (error: CliError) => void;
  /** Whether someone else runs the service, as `npm run dev` does. */
  readonly isTakenOver: () => Promise<boolean>;
}

/** A service that ran for so long has not failed to start, ms. */
const steadyMs = 60_000;
const attemptsMax = 5;
const lookEveryMs = 300;

/** Keeps one service running: starts it again when it ends, ever later, and gives up after a few failures in a row. */
export class Keeper {
  readonly name: string;
  readonly #options: KeeperOptions;
  readonly #stopping = new AbortController();
  #service: LocalService | undefined;
  #starting: Promise<LocalService> | undefined;
  #kept: Promise<void> | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.name = options.service.name;
  }

  /** Rejects where the first start fails: that is for whoever starts it all to say. */
  async start(): Promise<void> {
    await this.#startOnce();
    this.#kept = this.#keep();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#starting?.catch(() => {});
    await this.#service?.stop();
    await this.#kept;
  }

  async #startOnce(): Promise<LocalService> {
    this.#starting = startService({ ...this.#options.service, signal: this.#stopping.signal });
    const service = await this.#starting;
    this.#service = service;
    this.#options.onStart(service);
    return service;
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #keep(): Promise<void> {
    for (let failures = 0; !this.#isStopping; ) {
      const startedAt = performance.now();
      const reason = await this.#runUntilItEnds();
      if (this.#isStopping || reason === undefined) continue;
      failures = performance.now() - startedAt > steadyMs ? 1 : failures + 1;
      if (failures >= attemptsMax) {
        this.#options.onGiveUp(
          new CliError(
            "SERVICE_KEEPS_FAILING",
            `The ${this.name} service failed ${failures} times in a row: ${reason}.`,
          ),
        );
        return;
      }
      const waitMs = 500 * 2 ** (failures - 1);
      this.#options.say(`${this.name} ended (${reason}): starting it again in ${waitMs / 1_000} s.`);
      await this.#sleep(waitMs);
    }
  }

  /** Gives why it ended; undefined where it was stopped, or left to someone else for a while. */
  async #runUntilItEnds(): Promise<string | undefined> {
    let service: LocalService;
    try {
      service = this.#service ?? (await this.#startOnce());
    } catch (error) {
      return (error as Error).message.replace(/\.$/, "");
    }
    const ended: { exit?: Exit } = {};
    service.exited.then((exit) => {
      ended.exit = exit;
    });
    while (ended.exit === undefined && !this.#isStopping) {
      if (await this.#options.isTakenOver()) return await this.#leave(service);
      await Promise.race([service.exited, this.#sleep(lookEveryMs)]);
    }
    if (this.#isStopping) return undefined;
    this.#service = undefined;
    return await reasonOf(service, ended.exit);
  }

  async #leave(service: LocalService): Promise<undefined> {
    await service.stop();
    this.#service = undefined;
    this.#options.say(`${this.name} is run by npm run dev for now.`);
    while (!this.#isStopping && (await this.#options.isTakenOver())) await this.#sleep(lookEveryMs);
    if (!this.#isStopping) this.#options.say(`${this.name} is run from here again.`);
  }

  async #sleep(ms: number): Promise<void> {
    for (const until = performance.now() + ms; !this.#isStopping && performance.now() < until; ) {
      await sleep(Math.min(100, until - performance.now()));
    }
  }
}

async function reasonOf({ logFile }: LocalService, exit: Exit | undefined): Promise<string> {
  const how = exit?.signal ?? `exit code ${exit?.code}`;
  const complaint = lastComplaint(await readFile(logFile, "utf8").catch(() => ""));
  return complaint === undefined ? `${how}; its log is ${logFile}` : `${how}, ${complaint}; its log is ${logFile}`;
}
