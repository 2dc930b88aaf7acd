import { pathToFileURL } from "node:url";
import { root } from "@touchline/local";
import { type Command, helpOf } from "./command.ts";
import { CliError, sentenceOf } from "./error.ts";

/** Loaded when asked for, so that each command pays for its own imports alone. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start/command.ts")).start,
  dev: async () => (await import("./dev.ts")).dev,
  "dead-letters": async () => (await import("./dead-letters/command.ts")).deadLetters,
  backfill: async () => (await import("./backfill/command.ts")).backfill,
  alerts: async () => (await import("./alerts/command.ts")).alerts,
  registry: async () => (await import("./registry/command.ts")).registry,
  topology: async () => (await import("./topology/command.ts")).topology,
  quality: async () => (await import("./quality/command.ts")).quality,
  statements: async () => (await import("./statements/command.ts")).statements,
  features: async () => (await import("./features/command.ts")).features,
  train: async () => (await import("./train/command.ts")).train,
  league: async () => (await import("./league/command.ts")).league,
  evaluate: async () => (await import("./evaluate/command.ts")).evaluate,
  "train:inplay": async () => (await import("./in-play/train.ts")).trainInPlay,
  "evaluate:inplay": async () => (await import("./in-play/evaluate.ts")).evaluateInPlay,
  check: async () => (await import("./check/command.ts")).check,
  test: async () => (await import("./test/command.ts")).test,
};

/** Programs of their own, which read process.argv; `about` is for the list, they answer `--help` themselves. */
const programs: Readonly<Record<string, { readonly file: string; readonly about: string }>> = {
  demo: { file: "cli/src/demo.ts", about: "sends one match through the whole path and sums it up" },
  bench: { file: "bench/src/main.ts", about: "measures, beside what it is to be measured against" },
  chaos: {
    file: "chaos/src/main.ts",
    about: "breaks brokers and processes, and checks that nothing is lost or doubled",
  },
  example: { file: "packages/streams/examples/run.ts", about: "plays an example of the streams runtime on a broker" },
  parity: {
    file: "bench/src/parity/main.ts",
    about: "compares features online with those offline, and our ratings with penaltyblog's",
  },
  topics: { file: "topics/src/main.ts", about: "plans and applies topics and schemas" },
  generate: {
    file: "cli/src/generate.ts",
    about: "rewrites the types of the Avro records and the page of the features",
  },
};

// The channel is from bin/touchline.mjs. It breaks when that process is killed, which is a reason to end in order too.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();

const [name = "help", ...argv] = process.argv.slice(2);
try {
  const program = programs[name];
  if (program) await runProgram(program.file, argv);
  else process.exit(await runCommand(name, argv));
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

async function runProgram(file: string, args: readonly string[]): Promise<void> {
  const path = `${root}${file}`;
  process.argv = [process.argv[0] as string, path, ...args];
  await import(pathToFileURL(path).href);
}

async function runCommand(name: string, args: readonly string[]): Promise<number> {
  if (["help", "--help", "-h"].includes(name)) {
    process.stdout.write(await listOfCommands());
    return 0;
  }
  const command = await commands[name]?.();
  if (!command)
    throw new CliError(
      "COMMAND_UNKNOWN",
      `${name}: no such command; npm start -- --help and README.md tell what there is.`,
    );
  if (args.some((argument) => argument === "--help" || argument === "-h")) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  return await command.run(args);
}

async function listOfCommands(): Promise<string> {
  const ours = await Promise.all(Object.values(commands).map((load) => load()));
  const rows = [
    ...ours.map(({ name, about }) => [name, about]),
    ...Object.entries(programs).map(([n, { about }]) => [n, about]),
  ];
  const list = rows.map(([command = "", about]) => `  ${command.padEnd(14)}${about}`).join("\n");
  return `node bin/touchline.mjs <command> [options]\n\n${list}\n\nEach answers --help.\n`;
}
