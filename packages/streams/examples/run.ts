/**
 * Plays an example on the broker of KAFKA_BROKERS, or on one that is started for it and stopped again:
 *
 *   npm run example -- 04
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startKafka } from "@touchline/local";
import { describe } from "@touchline/streams";
import { load, names } from "./all.ts";
import { linesOf } from "./example.ts";
import { runOnBroker } from "./on-broker.ts";

const [asked = "--help"] = process.argv.slice(2);
const name = names.find((name) => name.startsWith(asked));
if (name === undefined) {
  const isHelp = asked === "--help" || asked === "-h";
  const list = names.map((name) => `  ${name}`).join("\n");
  const lead = isHelp ? "" : `${asked}: no such example.\n\n`;
  (isHelp ? process.stdout : process.stderr).write(`${lead}npm run example -- <number>\n\n${list}\n`);
  process.exit(isHelp ? 0 : 1);
}

const example = await load(name);
const { KAFKA_BROKERS } = process.env;
const folder = KAFKA_BROKERS ? undefined : await mkdtemp(join(tmpdir(), "touchline-example-"));
const kafka = folder === undefined ? undefined : await startKafka({ folder });
try {
  const about = /\/\*\*[\s*]*(.*?)\s*\*\//s.exec(await readFile(new URL(`${name}.ts`, import.meta.url), "utf8"))?.[1];
  console.log(`${about?.replaceAll(/\n \* ?/g, " ")}\n\n${describe(example.topology)}\n`);
  const input = example.input.map((said) => ({
    ...said,
    topic: said.topic.name,
    headers: {},
    value: said.value?.value ?? null,
  }));
  console.log(
    `in\n${linesOf(input)
      .map((line) => `  ${line}`)
      .join("\n")}\n`,
  );
  const told = await runOnBroker(example, (kafka?.brokers ?? KAFKA_BROKERS ?? "").split(","));
  console.log(`out\n${told.map((line) => `  ${line}`).join("\n")}`);
} finally {
  await kafka?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
