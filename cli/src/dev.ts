import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expectFree, root } from "@touchline/local";
import type { Command } from "./command.ts";
import { CliError } from "./error.ts";
import { readOptions } from "./options.ts";
import { dataFolder, startOptions } from "./start/command.ts";
import { giveBack, takeOver } from "./start/hand-over.ts";
import { readRunning } from "./start/running.ts";

const options = { data: startOptions.data } as const;

export const dev: Command = {
  name: "dev",
  about: "Runs one service and starts it again on each save, in the place of the one that a running npm start has.",
  usage: "ingest|features|predictor|alerts|edge [options]",
  options,
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    const [service = "", ...others] = rest;
    const data = dataFolder(values.data);
    const main = join(root, "services", service, "src/main.ts");
    if (others.length > 0 || service === "" || !existsSync(main)) {
      throw new CliError(
        "OPTION_INVALID",
        `${rest.join(" ") || "Nothing"}: expected one service, ${dev.usage.split(" ")[0]}.`,
      );
    }
    const running = await readRunning(data);
    const own = running?.services[service];
    if (running === undefined || own === undefined) {
      throw new CliError(
        "NOT_RUNNING",
        "npm run dev works beside a running npm start: start that in another terminal first.",
      );
    }
    await takeOver(data, service);
    try {
      await free(Number(own.environment.HTTP_PORT), service);
      return await watch(main, { ...process.env, ...running.environment, ...own.environment });
    } finally {
      await giveBack(data, service);
    }
  },
};

/** Waits until the running start has stopped its copy, which frees its port. */
async function free(port: number, service: string): Promise<void> {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(100)) {
    const isFree = await expectFree(port, service).then(
      () => true,
      () => false,
    );
    if (isFree) return;
  }
  await expectFree(port, service);
}

/** Runs until it is interrupted. Node starts the service again when a file that it imports is saved. */
async function watch(main: string, env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, ["--watch", "--watch-preserve-output", main], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill("SIGTERM"));
  await new Promise((resolve) => child.once("exit", resolve));
  return 0;
}
