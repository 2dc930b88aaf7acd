import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root, startCluster, stopAll } from "@touchline/local";
import { isGood, perform, type Report } from "./perform.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios/all.ts";
import type { Surroundings } from "./stage.ts";

const usage = `Usage: npm run --silent chaos -- [options]

Breaks a cluster of three brokers and the processes of an application on it, and has Kafka's own console consumer say what
was lost, doubled or reordered, and whether every store is, byte for byte, what a plain loop over the input makes of it.
Progress on standard error; exit code 1 where anything is not as it should be.

${scenarios.map(({ name, about }) => `  ${name.padEnd(30)}${about}`).join("\n")}

  --short           fewer faults of each: all in under five minutes
  --scenario NAME   only this one; may be given again
  --seed N          decides the events and the moments of faults; 1 if not given
  --minutes N       begin no scenario later than that; those left out are named
  --json            print one line of JSON
  --save            also write bench/results/chaos.json
  --keep            leave the folder with all logs, and say where it is
  --help            print this
`;

process.exitCode = await chaos(process.argv.slice(2));

async function chaos(args: readonly string[]): Promise<number> {
  const values = optionsIn(args);
  if (values === undefined) return 64;
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const unknown = values.scenario.find((name) => scenarios.every((scenario) => scenario.name !== name));
  const seed = Number(values.seed);
  const minutes = Number(values.minutes);
  if (unknown !== undefined || !Number.isInteger(seed) || !(minutes > 0)) {
    say(
      unknown === undefined
        ? "--seed and --minutes take numbers"
        : `there is no scenario ${unknown}: --help lists them`,
    );
    return 64;
  }
  const chosen = scenarios.filter(({ name }) => values.scenario.length === 0 || values.scenario.includes(name));
  const began = performance.now();
  const reports = await playAll(chosen, {
    isShort: values.short,
    seed,
    keep: values.keep,
    lastAt: began + minutes * 60_000,
  });
  const report = {
    scenarios: reports,
    form: values.short ? "short" : "long",
    leftOut: chosen.slice(reports.length).map(({ name }) => name),
    brokers: 3,
    seed,
    seconds: Math.round((performance.now() - began) / 1_000),
  };
  if (values.save) await save(args, report);
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${JSON.stringify(report, null, 2)}\n`);
  return reports.every(isGood) ? 0 : 1;
}

/** Undefined, and a line that says so, where they are not to be understood. */
function optionsIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        short: { type: "boolean", default: false },
        scenario: { type: "string", multiple: true, default: [] },
        seed: { type: "string", default: "1" },
        minutes: { type: "string", default: "Infinity" },
        json: { type: "boolean", default: false },
        save: { type: "boolean", default: false },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    say(`${error instanceof Error ? error.message : error} (--help lists the options)`);
    return undefined;
  }
}

/** One after another, on one cluster. */
async function playAll(
  chosen: readonly Scenario[],
  options: { readonly isShort: boolean; readonly seed: number; readonly keep: boolean; readonly lastAt: number },
): Promise<Report[]> {
  const { isShort, seed, keep, lastAt } = options;
  const folder = await mkdtemp(join(tmpdir(), "touchline-chaos-"));
  const clear = async () => {
    if (!keep) await rm(folder, { recursive: true, force: true });
  };
  if (keep) say(`logs are in ${folder}`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(
      signal,
      () =>
        void stopAll()
          .then(clear)
          .finally(() => process.exit(130)),
    );
  }
  const cluster = await startCluster({ folder });
  const surroundings: Surroundings = { cluster, folder, say };
  const reports: Report[] = [];
  try {
    for (const scenario of chosen) {
      if (performance.now() > lastAt) break;
      const runs = isShort ? scenario.runs.short : scenario.runs.long;
      const report = await perform(scenario, { runs, isShort }, seed, surroundings);
      reports.push(report);
      say(`${isGood(report) ? "ok  " : "FAIL"} ${JSON.stringify(report)}`);
    }
  } finally {
    await cluster.stop();
    await clear();
  }
  return reports;
}

async function save(args: readonly string[], report: object): Promise<void> {
  const command = ["npm run --silent chaos --", ...args.filter((arg) => arg !== "--save")].join(" ");
  const machine = `${cpus().length} cores, ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const folder = resolve(root, "bench/results");
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, "chaos.json"), `${JSON.stringify({ command, machine, report }, null, 2)}\n`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
