import { RuleError, type RuleRequest, readRule } from "@touchline/alerts";
import { changeRules, readRules } from "@touchline/alerts/log";
import { kafkaOptionsFrom } from "@touchline/platform/kafka-options";
import { openRegistry } from "@touchline/schemas/registry";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { readOptions } from "../options.ts";
import { placesOf, placesOptions } from "../start/places.ts";
import { whoIsLoggedIn } from "../who.ts";
import { ruleLines } from "./rule-lines.ts";
import { watch } from "./watch.ts";

const options = {
  by: { placeholder: "NAME", about: "add, remove: who changes the rules; the name of who is logged in otherwise" },
  all: { about: "watch: begins with what stands in the log already" },
  json: { about: "prints JSON: the rules in one line, of watch a line for each alert" },
  ...placesOptions,
} as const;

/** What is to be done. */
type Wanted =
  | { readonly what: "rules" }
  | { readonly what: "change"; readonly request: RuleRequest }
  | { readonly what: "watch"; readonly matches: readonly string[] };

export const alerts: Command = {
  name: "alerts",
  about: "Tells what rules find in matches as they are played, and which rules there are; states and removes rules.",
  usage: "rules | add RULE | remove ID | watch [MATCH...] [options]",
  options,
  notes: [
    "  rules     every rule: its id, what it looks for and where, since when, who stated it",
    `  add       states a rule, given as JSON: '{"id": "late", "kind": "SWING", "atLeast": 0.25, "withinMinutes": 10}'`,
    "  remove    takes a rule away; those that ship as well",
    "  watch     prints each alert as it is raised and as it ends, until Ctrl-C; of these matches alone where some are named",
    "",
    "A change holds for what comes a second later. docs/alerts.md has the rules' language, docs/errors.md the codes of what is refused.",
    "",
    "Exit code: 0 done; 1 refused or failed, and nothing was changed.",
  ].join("\n"),
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    try {
      const wanted = wantedOf(rest, values.by);
      const { brokers, registry } = await placesOf(values);
      return await withLog(brokers, registry, async (log) => {
        if (wanted.what === "watch") return await watch(log, wanted.matches, values);
        if (wanted.what === "change") await changeRules(log, wanted.request);
        const { stated } = await readRules(log);
        const rules = [...stated.values()];
        const shown = values.json
          ? JSON.stringify({ rules: rules.map(({ rule, ...of }) => ({ ...rule, ...of })) })
          : ruleLines(rules);
        process.stdout.write(`${shown}\n`);
        return 0;
      });
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      const { code, message } = error;
      if (values.json) process.stdout.write(`${JSON.stringify({ code, message })}\n`);
      else process.stderr.write(`${code}: ${message}.\n`);
      return 1;
    }
  },
};

/** What is wanted; throws OPTION_INVALID where the words do not say, and a `RuleError` where a rule is none. */
function wantedOf([name = "", ...words]: readonly string[], by: string | undefined): Wanted {
  const [word] = words;
  if (name === "rules" && word === undefined) return { what: "rules" };
  if (name === "watch") return { what: "watch", matches: words };
  if (name === "add" && word !== undefined && words.length === 1) {
    const request = { rule: readRule(jsonOf(word)), by: by ?? whoIsLoggedIn() };
    return { what: "change", request };
  }
  if (name === "remove" && word !== undefined && words.length === 1) {
    return { what: "change", request: { remove: word, by: by ?? whoIsLoggedIn() } };
  }
  const said = [name, ...words].join(" ") || "Nothing";
  throw new CliError("OPTION_INVALID", `${said}: expected rules, add RULE, remove ID or watch [MATCH...]; see --help.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RuleError("RULE_INVALID", "the rule is not JSON: put it in single quotes, names in double ones", {
      cause,
    });
  }
}

type Log = { readonly client: KafkaClient; readonly openSerde: Awaited<ReturnType<typeof openRegistry>>["openSerde"] };

async function withLog<T>(brokers: string, registry: string, work: (log: Log) => Promise<T>): Promise<T> {
  const client = await openKafkaClient(
    kafkaOptionsFrom("touchline-alerts", { ...process.env, KAFKA_BROKERS: brokers }),
  );
  try {
    await client.admin.reachable();
    const { openSerde } = await openRegistry(registry);
    return await work({ client, openSerde });
  } finally {
    await client.close();
  }
}
