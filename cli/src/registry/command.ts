import { setTimeout as sleep } from "node:timers/promises";
import { listModels, type ModelRegistry, RegistryError, type Request } from "@touchline/model-registry";
import { changeRegistry, readRegistry } from "@touchline/model-registry/log";
import { kafkaOptionsFrom } from "@touchline/platform/kafka-options";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { readOptions, type Values } from "../options.ts";
import { placesOf, placesOptions } from "../start/places.ts";
import { whoIsLoggedIn } from "../who.ts";
import { tableOf } from "./table.ts";

const options = {
  share: { placeholder: "SHARE", about: "split: share of the matches that it answers for, above 0, up to 1" },
  why: { placeholder: "TEXT", about: "why, in a sentence; it stands beside the change for ever" },
  by: { placeholder: "NAME", about: "who makes the change; the name of who is logged in otherwise" },
  json: { about: "prints one line of JSON" },
  ...placesOptions,
} as const;

const actions: Readonly<Record<string, Request["action"]>> = {
  shadow: "SHADOW",
  split: "SPLIT",
  promote: "PROMOTE",
  rollback: "ROLL_BACK",
  withdraw: "WITHDRAW",
  retire: "RETIRE",
};

export const registry: Command = {
  name: "registry",
  about: "Tells which models there are and which of them answer, and changes that in a running system.",
  usage: "list | shadow|split|promote|withdraw|retire MODEL | rollback [options]",
  options,
  notes: [
    "  list       every model: where it stands, since when, who put it there and why",
    "  shadow     has a model asked beside the live one; what it says goes to model.shadow, where nobody is shown it",
    "  split      has it answer for a share of the matches (--share 0.1); which ones follows from their ids",
    "  promote    makes it the live one; the one that was live shadows from then on",
    "  rollback   makes the one live again that was so before",
    "  withdraw   has it asked no more",
    "  retire     the same, for good",
    "",
    "Predictors follow without a restart: a change holds for all records from a second after it was made, and the command",
    "returns when it does. A model shadows before it answers; docs/life-of-a-model.md draws the ways from stage to stage.",
    "",
    "Exit code: 0 done; 1 refused or failed, and nothing was changed. docs/errors.md tells the codes of what is refused.",
  ].join("\n"),
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    const request = rest[0] === "list" && rest.length === 1 ? undefined : requestOf(rest, values);
    const { brokers, registry: url } = await placesOf(values);
    const client = await openKafkaClient(
      kafkaOptionsFrom("touchline-registry", { ...process.env, KAFKA_BROKERS: brokers }),
    );
    try {
      await client.admin.reachable();
      const { openSerde } = await openRegistry(url);
      const log = { client, openSerde };
      const change = request === undefined ? undefined : await changeRegistry(log, request);
      if (change !== undefined) await sleep(Math.max(0, change.from - Date.now()));
      print((await readRegistry(log)).latest, values.json);
      return 0;
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      const { code, message } = error;
      if (values.json) process.stdout.write(`${JSON.stringify({ code, message })}\n`);
      else process.stderr.write(`${code}: ${message}.\n`);
      return 1;
    } finally {
      await client.close();
    }
  },
};

/** What is wanted; throws OPTION_INVALID where the words do not say. */
function requestOf(words: readonly string[], { share, by, why }: Values<typeof options>): Request {
  const [name = "", modelId, ...others] = words;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  const named = modelId !== undefined;
  if (action === undefined || others.length > 0 || (action !== "ROLL_BACK" && !named)) {
    const wanted = action === undefined ? `list, or one of ${Object.keys(actions).join(", ")}` : "one model after it";
    throw new CliError("OPTION_INVALID", `${words.join(" ") || "Nothing"}: expected ${wanted}; see --help.`);
  }
  const given = share === undefined ? undefined : Number(share);
  if ((action === "SPLIT") !== (given !== undefined)) {
    const wanted = action === "SPLIT" ? "--share, such as --share 0.1" : "--share with split alone";
    throw new CliError("OPTION_INVALID", `${name}: expected ${wanted}.`);
  }
  return { action, modelId, share: given, by: by ?? whoIsLoggedIn(), why };
}

function print(registry: ModelRegistry, json: boolean): void {
  const { revision, live } = registry;
  const models = listModels(registry);
  if (json) return void process.stdout.write(`${JSON.stringify({ revision, live, models })}\n`);
  const none = "No model is known yet: a predictor tells those that it has when it starts.";
  process.stdout.write(`${models.length === 0 ? none : tableOf(models)}\n`);
}
