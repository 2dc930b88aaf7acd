import { CliError } from "../error.ts";
import { dataFolder, startOptions } from "./command.ts";
import { readRunning } from "./running.ts";

/** Options of a command that works on brokers that are there. */
export const placesOptions = {
  brokers: {
    placeholder: "HOST:PORT,...",
    about: "the brokers; otherwise KAFKA_BROKERS, otherwise those of a running npm start",
  },
  registry: {
    placeholder: "URL",
    about: "the schema registry; otherwise SCHEMA_REGISTRY_URL, otherwise that of npm start",
  },
  data: startOptions.data,
} as const;

interface PlacesOptions {
  readonly brokers: string | undefined;
  readonly registry: string | undefined;
  readonly data: string;
}

/** Where the brokers and the schema registry are. Rejects with CONFIG_INCOMPLETE where nothing says so. */
export async function placesOf(options: PlacesOptions): Promise<{ brokers: string; registry: string }> {
  const running = await readRunning(dataFolder(options.data));
  const brokers = options.brokers ?? process.env.KAFKA_BROKERS ?? running?.environment.KAFKA_BROKERS;
  const registry = options.registry ?? process.env.SCHEMA_REGISTRY_URL ?? running?.environment.SCHEMA_REGISTRY_URL;
  if (brokers && registry) return { brokers, registry };
  throw new CliError(
    "CONFIG_INCOMPLETE",
    "Nothing says where the brokers and the schema registry are: give --brokers and --registry, set KAFKA_BROKERS and SCHEMA_REGISTRY_URL, or run this beside npm start.",
  );
}
