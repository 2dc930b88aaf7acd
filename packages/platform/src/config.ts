import { z } from "zod";
import { PlatformError } from "./error.ts";

/** Marks a variable as secret: `--check-config` shows that it is set, never what it is. */
export function secret<S extends z.ZodType>(schema: S, description: string): S {
  return schema.meta({ description, secret: true }) as S;
}

const brokers = z
  .string()
  .transform((list) => list.split(",").map((broker) => broker.trim()))
  .pipe(z.array(z.string().regex(/^[^\s:,]+:\d{1,5}$/, "expected host:port[,host:port...]")).min(1));

/** What every service is told by its environment. A service's own schema may give a variable another default. */
export const baseConfig = z.object({
  KAFKA_BROKERS: brokers
    .default(["127.0.0.1:9092"])
    .describe("Kafka brokers to start from, host:port, comma separated."),
  KAFKA_SSL: z.stringbool().default(false).describe("Whether to speak TLS to the brokers."),
  KAFKA_SASL_MECHANISM: z
    .enum(["plain", "scram-sha-256", "scram-sha-512"])
    .optional()
    .describe("How to log in to the brokers; goes with a user name and a password."),
  KAFKA_SASL_USERNAME: z.string().optional().describe("User at the brokers."),
  KAFKA_SASL_PASSWORD: secret(z.string().optional(), "Password at the brokers."),
  SCHEMA_REGISTRY_URL: z
    .url({ protocol: /^https?$/, error: "expected an http or https address" })
    .default("http://127.0.0.1:8081")
    .describe("Schema registry that speaks Confluent's API."),
  INSTANCE_NAME: z
    .string()
    .regex(/^[\w.-]+$/, "expected letters, digits, dots, dashes and underscores")
    .optional()
    .describe("Name of this process among those of its service, kept over restarts; the service's name if not set."),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("Least severe level that is logged."),
  HTTP_HOST: z.string().default("127.0.0.1").describe("Address to listen on; 0.0.0.0 opens it to other machines."),
  HTTP_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(0)
    .describe("Port to listen on; 0 takes any that is free."),
});

/** What it takes to reach the brokers: for programs that are no service. */
const kafkaConfig = baseConfig.pick({
  KAFKA_BROKERS: true,
  KAFKA_SSL: true,
  KAFKA_SASL_MECHANISM: true,
  KAFKA_SASL_USERNAME: true,
  KAFKA_SASL_PASSWORD: true,
});

export type BaseConfig = z.output<typeof baseConfig>;
export type KafkaConfig = z.output<typeof kafkaConfig>;
export type Environment = Readonly<Record<string, string | undefined>>;
/** The configuration of a service: its own variables, and those of the platform that it does not declare itself. */
export type ConfigOf<S extends z.ZodObject> = Omit<BaseConfig, keyof S["shape"]> & {
  readonly [Name in keyof S["shape"]]: z.output<S["shape"][Name]>;
};

/** Variables of the platform that the service does not declare itself. */
export function baseOf(own: z.ZodObject): z.ZodObject {
  return z.object(Object.fromEntries(Object.entries(baseConfig.shape).filter(([name]) => !(name in own.shape))));
}

/** One variable that cannot be used. */
export interface ConfigProblem {
  readonly name: string;
  readonly expected: string;
}

/**
 * Reads a service's configuration from the environment; an empty variable counts as not set.
 * Throws a `PlatformError` CONFIG_INVALID that names every variable that is wrong or missing, not just the first.
 */
export function readConfig<S extends z.ZodObject>(own: S, environment: Environment): ConfigOf<S> {
  return read([baseOf(own), own], environment) as ConfigOf<S>;
}

/** Reads the variables about the brokers alone. Throws as `readConfig` does. */
export function readKafkaConfig(environment: Environment): KafkaConfig {
  return read([kafkaConfig], environment) as KafkaConfig;
}

function read(schemas: readonly z.ZodObject[], environment: Environment): object {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const problems: ConfigProblem[] = [];
  const values = schemas.map((schema) => {
    const parsed = schema.safeParse(set);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) problems.push(problemOf(issue, schema, set));
    return {};
  });
  problems.push(...incompleteLogin(set));
  if (problems.length > 0) {
    const lines = problems.map(({ name, expected }) => `  ${name}: ${expected}`);
    throw new PlatformError(
      "CONFIG_INVALID",
      `${problems.length === 1 ? "a variable is" : `${problems.length} variables are`} wrong; --help lists them all\n${lines.join("\n")}`,
    );
  }
  return Object.assign({}, ...values);
}

function problemOf(issue: z.core.$ZodIssue, schema: z.ZodObject, set: Environment): ConfigProblem {
  const name = String(issue.path[0] ?? "the variables together");
  const description = schema.shape[name]?.meta()?.description;
  const what = set[name] === undefined && name in schema.shape ? "is missing" : issue.message;
  return { name, expected: description === undefined ? what : `${what} (${description})` };
}

function incompleteLogin(set: Environment): ConfigProblem[] {
  const names = ["KAFKA_SASL_MECHANISM", "KAFKA_SASL_USERNAME", "KAFKA_SASL_PASSWORD"];
  const missing = names.filter((name) => set[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map((name) => ({ name, expected: `is missing (${names.join(", ")} go together)` }));
}
