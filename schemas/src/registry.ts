import { SchemaRegistry, SchemaType } from "@kafkajs/confluent-schema-registry";
import { type OpenSerde, type Schema, type Schemas, type Serde, StreamsError, type Topic } from "@touchline/streams";
import { SchemaError } from "./error.ts";
import { outOfReach, type RegistryAdmin, registryAdmin, splitCredentials } from "./registry-admin.ts";
import { subjectOf } from "./subject.ts";
import { topicSerde } from "./topic-serde.ts";

export type { RegistryAdmin, SubjectVersion } from "./registry-admin.ts";

/** A schema registry: serdes for the services, administration for `topics apply`. */
export interface Registry {
  /** Rejects with SCHEMA_NOT_REGISTERED where the topic's schemas have not been applied. Nothing is registered by it. */
  readonly openSerde: OpenSerde;
  readonly admin: RegistryAdmin;
}

export interface RegistryOptions {
  /** Told each look-up that went to the registry. */
  readonly log?: (message: string) => void;
}

const timeoutMs = 5_000;

/**
 * Opens the registry below `url` (Confluent's API). Rejects with a retriable SCHEMA_LOOKUP_FAILED where nothing answers
 * there as a schema registry does.
 */
export async function openRegistry(url: string, { log }: RegistryOptions = {}): Promise<Registry> {
  const { base, auth } = splitCredentials(url);
  const client = new SchemaRegistry({
    host: base,
    clientId: "touchline",
    ...(auth ? { auth } : {}),
    middlewares: [
      () => ({
        // it would wait for ever for a registry that accepts and says nothing
        prepareRequest: async (next) => (await next()).enhance({ timeout: timeoutMs }),
        // it would take the page of a proxy for a schema
        response: async (next) => {
          const response = await next();
          const answer = response.data<{ id?: unknown; schema?: unknown } | null>();
          if (typeof answer?.id === "number" || typeof answer?.schema === "string") return response;
          throw outOfReach(base, new Error(`neither an id nor a schema was in its answer, ${response.status()}`));
        },
      }),
    ],
  });
  const admin = registryAdmin(url);
  await admin.subjects();

  async function findWriter(id: number): Promise<string | undefined> {
    log?.(`looking up schema ${id}`);
    try {
      return JSON.stringify(await client.getSchema(id));
    } catch (cause) {
      if (cause instanceof StreamsError) throw cause;
      const status = statusOf(cause);
      // without a status the registry answered, with something that is not Avro
      if (status === undefined || status === 404) return undefined;
      throw outOfReach(base, cause);
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: a schema of any value
  async function findId(topic: Topic, schema: Schema<any>): Promise<[string, number]> {
    const subject = subjectOf(topic.name, schema);
    log?.(`looking up the id of ${subject}`);
    try {
      const id = await client.getRegistryIdBySchema(subject, { type: SchemaType.AVRO, schema: schema.definition });
      return [schema.name, id];
    } catch (cause) {
      if (cause instanceof StreamsError) throw cause;
      if (statusOf(cause) !== undefined) throw outOfReach(base, cause);
      throw new SchemaError(
        "SCHEMA_NOT_REGISTERED",
        `the registry at ${base} does not have this version of ${subject}: run npm run topics -- apply`,
        { cause },
      );
    }
  }

  // Topics are one object each, so their serdes (and what those learnt) are shared by whoever opens them again.
  const serdes = new WeakMap<object, Promise<unknown>>();
  return {
    admin,
    openSerde<S extends Schemas>(topic: Topic<S>): Promise<Serde<S>> {
      let serde = serdes.get(topic) as Promise<Serde<S>> | undefined;
      if (serde === undefined) {
        serde = Promise.all(Object.values(topic.schemas).map((schema) => findId(topic, schema))).then((ids) =>
          topicSerde(topic, new Map(ids), findWriter),
        );
        serdes.set(topic, serde);
        serde.catch(() => serdes.delete(topic));
      }
      return serde;
    },
  };
}

function statusOf(error: unknown): number | undefined {
  return (error as { status?: number }).status;
}
