import { type Environment, type KafkaConfig, readKafkaConfig } from "./config.ts";

export interface KafkaOptions {
  readonly clientId: string;
  readonly brokers: string[];
  readonly ssl: boolean;
  readonly sasl?: {
    readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
    readonly username: string;
    readonly password: string;
  };
}

/** What `openKafkaClient` takes, from the configuration. The client id shows in the brokers' logs and quotas. */
export function kafkaOptions(clientId: string, config: KafkaConfig): KafkaOptions {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = config;
  const options = { clientId, brokers: config.KAFKA_BROKERS, ssl: config.KAFKA_SSL };
  if (mechanism === undefined || username === undefined || password === undefined) return options;
  return { ...options, sasl: { mechanism, username, password } };
}

/** The same for programs that are no service, straight from the environment. Throws a `PlatformError` CONFIG_INVALID. */
export function kafkaOptionsFrom(clientId: string, environment: Environment): KafkaOptions {
  return kafkaOptions(clientId, readKafkaConfig(environment));
}
