import { mkdir, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "@touchline/local";
import { latency } from "./latency.ts";

const usage = `Usage: npm run --silent bench -- latency [options]

Measures against a real broker, started for it; figures on standard output, progress on standard error.

  latency             provider event appended to Kafka -> frame at a WebSocket client, beside plain kafkajs
    --rate 200        events a second over all matches
    --matches 50      live matches
    --seconds 30      length of the measured part

  --json              print one line of JSON
  --save              also write bench/results/<name>.json
  --help              print this
`;

process.exitCode = await bench(process.argv.slice(2));

/** Runs the benchmark that the arguments name; resolves with the exit code. */
async function bench(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rate: { type: "string", default: "200" },
      matches: { type: "string", default: "50" },
      seconds: { type: "string", default: "30" },
      json: { type: "boolean", default: false },
      save: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const [name] = positionals;
  if (values.help || name !== "latency") {
    (values.help ? process.stdout : process.stderr).write(usage);
    return values.help ? 0 : 64;
  }
  const options = { rate: Number(values.rate), matches: Number(values.matches), seconds: Number(values.seconds) };
  for (const [option, value] of Object.entries(options)) {
    if (!(Number.isInteger(value) && value > 0)) {
      process.stderr.write(`--${option} takes a whole number above 0\n`);
      return 64;
    }
  }
  const report = await latency(options, (text) => process.stderr.write(`${text}\n`));
  if (values.save) await save(name, args, report);
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

async function save(name: string, args: readonly string[], report: object): Promise<void> {
  const command = `npm run --silent bench -- ${args.filter((arg) => arg !== "--save").join(" ")}`;
  const machine = `${cpus().length} cores, ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const folder = resolve(root, "bench/results");
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, `${name}.json`), `${JSON.stringify({ command, machine, report }, null, 2)}\n`);
}
