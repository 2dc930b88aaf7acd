import { parseArgs } from "node:util";
import { kafkaOptionsFrom } from "@touchline/platform/kafka-options";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { applyTopics, planTopics, type TopicsOptions } from "./apply.ts";
import { changeLine, report } from "./report.ts";
import { writeTopicTable } from "./topic-table.ts";

const help = `npm run topics -- plan|apply|table [options]

  plan     says what it takes to make topics and schemas as declared in topics/ and schemas/; changes nothing
  apply    does it, unless something is refused: then nothing is changed
  table    writes the table of topics in docs/topics.md anew

  --brokers HOST:PORT,...   the brokers; KAFKA_BROKERS otherwise
  --registry URL            the schema registry (Confluent's API); SCHEMA_REGISTRY_URL otherwise
  --replication N           copies of each partition (1 on one broker, otherwise 3 or as many as there are brokers)
  --allow-delete            lets topics go that topics/src/retired.ts lists, with all their records
  --json                    prints the plan as one JSON object
  --help

KAFKA_SSL, KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD are read as the services read them.
Exit code of plan: 0 nothing to do, 2 changes pending, 1 refused or failed; of apply: 0 done, 1 refused or failed.
`;

const known = {
  brokers: { type: "string" },
  registry: { type: "string" },
  replication: { type: "string" },
  "allow-delete": { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** `npm run topics`; resolves to the exit code. */
export async function topicsCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals: true });
    const [command, ...others] = positionals;
    if (values.help) {
      console.log(help);
      return 0;
    }
    if (command === "table") {
      writeTopicTable();
      return 0;
    }
    if ((command !== "plan" && command !== "apply") || others.length > 0) {
      throw new Error(
        `say what to do: plan, apply or table (${positionals.join(" ") || "nothing"} was said)\n\n${help}`,
      );
    }
    const brokers = required(values.brokers ?? environment.KAFKA_BROKERS, "the brokers: --brokers or KAFKA_BROKERS");
    const registry = required(
      values.registry ?? environment.SCHEMA_REGISTRY_URL,
      "the schema registry: --registry or SCHEMA_REGISTRY_URL",
    );
    const replication = values.replication === undefined ? undefined : positiveInteger(values.replication);
    const client = await openKafkaClient(
      kafkaOptionsFrom("touchline-topics", { ...environment, KAFKA_BROKERS: brokers }),
    );
    try {
      await client.admin.reachable();
      const { admin } = await openRegistry(registry);
      const options = { kafka: client.admin, registry: admin, replication, allowDelete: values["allow-delete"] };
      return command === "plan"
        ? await runPlan(options, values.json ?? false)
        : await runApply(options, values.json ?? false);
    } finally {
      await client.close();
    }
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

async function runPlan(options: TopicsOptions, json: boolean): Promise<number> {
  const plan = await planTopics(options);
  if (json) console.log(JSON.stringify(plan));
  else console.log(report(plan).join("\n"));
  if (plan.refusals.length > 0) return 1;
  return plan.changes.length > 0 ? 2 : 0;
}

async function runApply(options: TopicsOptions, json: boolean): Promise<number> {
  const plan = await applyTopics(options, (change) => {
    if (!json) console.log(changeLine(change));
  });
  if (json) console.log(JSON.stringify(plan));
  else if (plan.refusals.length > 0) console.log(report(plan).join("\n"));
  else console.log(plan.changes.length === 0 ? "nothing to do" : `${plan.changes.length} changed`);
  return plan.refusals.length > 0 ? 1 : 0;
}

function required(value: string | undefined, what: string): string {
  if (value) return value;
  throw new Error(`give ${what}`);
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--replication is ${text}: give a whole number from 1`);
}
