import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { matchesOf, readTimelineFile } from "@touchline/ingest/timeline-file";
import { cache } from "@touchline/local";
import { shippedFiles } from "@touchline/results";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { readOptions, type Values } from "../options.ts";
import { run } from "./run.ts";

const port = (fallback: number, about: string) =>
  ({ placeholder: "PORT", default: fallback, range: [1, 65_535], about }) as const;

export const startOptions = {
  port: port(8080, "the page, the API and the stream"),
  speed: { placeholder: "FACTOR", default: "60", about: "match time per real time, or max" },
  matches: { placeholder: "N|ID,...", default: "6", about: "how many recorded matches to replay, or which" },
  timelines: { placeholder: "FILE", about: "recorded matches, JSON lines; by default those that come along" },
  "no-replay": { about: "no recorded matches: only what is in the topics, and past results" },
  data: {
    placeholder: "FOLDER",
    default: ".touchline/data",
    about: "where Kafka, the registry and the logs keep theirs",
  },
  reset: { about: "drop the local data first; otherwise they are kept and the second start is quick" },
  "kafka-port": port(19_092, "the local Kafka"),
  "registry-port": port(18_081, "the local schema registry"),
  "ingest-port": port(9_101, "health and metrics of ingest"),
  "features-port": port(9_102, "health and metrics of features"),
  "predictor-port": port(9_103, "health and metrics of the predictor"),
  "alerts-port": port(9_104, "health and metrics of alerts"),
} as const;

export type StartOptions = Values<typeof startOptions>;

export const start: Command = {
  name: "start",
  about: "Starts the whole of Touchline: Kafka, a schema registry, the services and the page. Ctrl-C stops all of it.",
  usage: "[options]",
  options: startOptions,
  notes: [
    "Brokers elsewhere",
    "  Where KAFKA_BROKERS (host:port,...) and SCHEMA_REGISTRY_URL are set, those are used and none is started here.",
    "  Further settings of the services are taken from the environment: see node_modules/.bin/node services/edge/src/main.ts --help.",
  ].join("\n"),
  async run(argv) {
    const { values, rest } = readOptions(startOptions, argv);
    if (rest.length > 0)
      throw new CliError("OPTION_INVALID", `${rest.join(" ")}: npm start takes options only, see --help.`);
    return await run(checked(values), elsewhere(process.env));
  },
};

/** The options with absolute paths. Says what is wrong with them before anything is started. */
function checked(options: StartOptions): StartOptions {
  const { speed, matches, timelines } = options;
  if (speed !== "max" && !(Number(speed) > 0)) {
    throw new CliError("OPTION_INVALID", `--speed ${speed}: expected a number above 0, or max.`);
  }
  if (timelines !== undefined && !existsSync(timelines)) {
    throw new CliError("FILE_MISSING", `--timelines ${timelines}: there is no such file.`);
  }
  if (!options["no-replay"]) expectMatches(matches, timelines);
  return { ...options, timelines: timelines && resolve(timelines), data: dataFolder(options.data) };
}

/** Ids must be in the file; a number, as ingest reads one, is how many of its matches. */
function expectMatches(matches: string, timelines: string = shippedFiles.timelines): void {
  if (/^\d{1,4}$/.test(matches)) return;
  const ids = matches.split(",").map((id) => id.trim());
  if (ids.includes("")) {
    throw new CliError(
      "OPTION_INVALID",
      `--matches ${matches === "" ? "is empty" : `${matches} has an empty id`}: expected a number up to 9999, or ids of matches, comma separated.`,
    );
  }
  try {
    matchesOf(readTimelineFile(timelines), ids);
  } catch (cause) {
    throw new CliError("OPTION_INVALID", `--matches ${matches}: ${(cause as Error).message}`, { cause });
  }
}

/** A relative folder is below the clone where it is the default, and otherwise below where the command was given. */
export function dataFolder(option: string): string {
  return option === startOptions.data.default ? join(cache, "data") : resolve(option);
}

export type Elsewhere = {
  readonly KAFKA_BROKERS: string;
  readonly SCHEMA_REGISTRY_URL: string;
};

/** Brokers and registry that are there already; undefined where both are to be started here. */
export function elsewhere(environment: NodeJS.ProcessEnv): Elsewhere | undefined {
  const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL } = environment;
  if (!KAFKA_BROKERS && !SCHEMA_REGISTRY_URL) return undefined;
  if (KAFKA_BROKERS && SCHEMA_REGISTRY_URL) return { KAFKA_BROKERS, SCHEMA_REGISTRY_URL };
  const [set, missing] = KAFKA_BROKERS
    ? ["KAFKA_BROKERS", "SCHEMA_REGISTRY_URL"]
    : ["SCHEMA_REGISTRY_URL", "KAFKA_BROKERS"];
  throw new CliError(
    "CONFIG_INCOMPLETE",
    `${set} is set and ${missing} is not: schema ids in the topics belong to one registry, so set both or neither.`,
  );
}
