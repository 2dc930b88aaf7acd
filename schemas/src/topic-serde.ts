import { type Schemas, type Serde, StreamsError, type Topic, type TopicValue } from "@touchline/streams";
import type { Type } from "avsc";
import { avroType } from "./avro-type.ts";
import { SchemaError } from "./error.ts";
import { headerLength, writeHeader, writerId } from "./wire-format.ts";

/**
 * Definition of a writer's schema by its id in the registry; undefined where there is no such id. Rejects with a
 * retriable `StreamsError` where it cannot be found out now.
 */
export type FindWriter = (id: number) => Promise<string | undefined>;

type Resolver = ReturnType<Type["createResolver"]>;

/** How bytes of one writer id become a value of one of the topic's schemas, or why they never can. */
type Reader =
  | { readonly schema: string; readonly type: Type; readonly resolver: Resolver | undefined }
  | { readonly refusal: string };

/** How long an id that the registry does not know is not asked for again, ms: a flood of such records is cheap then. */
const unknownIdPauseMs = 10_000;

/** All values are encoded here first, so that a value's own buffer is allocated once, at its size. */
let scratch = Buffer.allocUnsafe(64 * 1024);

/** Serde of a topic whose own schemas have the ids given (by record name). */
export function topicSerde<S extends Schemas>(
  topic: Topic<S>,
  ids: ReadonlyMap<string, number>,
  findWriter: FindWriter,
): Serde<S> {
  const own = new Map<string, { id: number; type: Type }>();
  const readers = new Map<number, Reader>();
  const learning = new Map<number, Promise<void>>();
  const unknownUntil = new Map<number, number>();
  for (const schema of Object.values(topic.schemas)) {
    const id = ids.get(schema.name);
    if (id === undefined) throw new Error(`no id for ${schema.name} of ${topic.name}`);
    const type = avroType(schema.definition);
    own.set(schema.name, { id, type });
    readers.set(id, { schema: schema.name, type, resolver: undefined });
  }

  function readerFor(definition: string): Reader {
    let writer: Type;
    try {
      writer = avroType(definition);
    } catch (cause) {
      return { refusal: `its writer's schema is not Avro: ${(cause as Error).message}` };
    }
    for (const [schema, { type }] of own) {
      if (type.name !== writer.name && !type.aliases?.includes(writer.name ?? "")) continue;
      if (type.equals(writer)) return { schema, type, resolver: undefined };
      try {
        return { schema, type, resolver: type.createResolver(writer) };
      } catch (cause) {
        return { refusal: `its writer's ${writer.name} cannot be read as ours: ${(cause as Error).message}` };
      }
    }
    return { refusal: `it is a ${writer.name}; the topic carries ${[...own.keys()].join(", ")}` };
  }

  async function learnId(id: number): Promise<void> {
    const definition = await findWriter(id);
    if (definition === undefined) unknownUntil.set(id, performance.now() + unknownIdPauseMs);
    else readers.set(id, readerFor(definition));
  }

  const undecodable = (why: string, cause?: unknown): StreamsError =>
    new StreamsError("UNDECODABLE", `a value of ${topic.name} cannot be read: ${why}`, { cause });

  return {
    encode({ schema, value }: TopicValue<S>): Buffer {
      const entry = own.get(schema);
      if (entry === undefined) throw new SchemaError("VALUE_INVALID", `${topic.name} carries no ${schema}`);
      try {
        let end = entry.type.encode(value, scratch, headerLength);
        if (end < 0) {
          scratch = Buffer.allocUnsafe(2 * (scratch.length - end));
          end = entry.type.encode(value, scratch, headerLength);
        }
        writeHeader(scratch, entry.id);
        return Buffer.copyBytesFrom(scratch, 0, end);
      } catch (cause) {
        throw invalidValue(topic.name, schema, entry.type, value, cause);
      }
    },

    decode(bytes: Buffer): TopicValue<S> {
      const id = writerId(bytes);
      if (id === undefined) throw undecodable("it does not begin with the magic byte 0 and a schema id");
      const reader = readers.get(id);
      if (reader === undefined) {
        throw new StreamsError(
          "SCHEMA_UNKNOWN",
          `a value of ${topic.name} cannot be read: the registry knows no Avro schema ${id}`,
        );
      }
      if ("refusal" in reader) throw undecodable(reader.refusal);
      let decoded: { value: unknown; offset: number };
      try {
        decoded = reader.type.decode(bytes, headerLength, reader.resolver);
      } catch (cause) {
        throw undecodable(`it is no ${reader.schema} (schema ${id}): ${(cause as Error).message}`, cause);
      }
      if (decoded.offset < 0) throw undecodable(`it ends before its ${reader.schema} (schema ${id}) does`);
      if (decoded.offset < bytes.length) {
        throw undecodable(`${bytes.length - decoded.offset} bytes follow its ${reader.schema} (schema ${id})`);
      }
      return { schema: reader.schema, value: decoded.value } as TopicValue<S>;
    },

    learn(bytes: Buffer): Promise<void> | undefined {
      const id = writerId(bytes);
      if (id === undefined || readers.has(id) || performance.now() < (unknownUntil.get(id) ?? 0)) return undefined;
      let pending = learning.get(id);
      if (pending === undefined) {
        pending = learnId(id).finally(() => learning.delete(id));
        learning.set(id, pending);
      }
      return pending;
    },
  };
}

/** Names the first field that is wrong, and its value. */
function invalidValue(topic: string, schema: string, type: Type, value: unknown, cause: unknown): SchemaError {
  let found = (cause as Error).message;
  let first = true;
  type.isValid(value, {
    errorHook(path: string[], part: unknown, expected: Type) {
      if (!first) return;
      first = false;
      found = `${[schema, ...path].join(".")} is ${show(part)}, which is no ${expected.name ?? expected.typeName}`;
    },
  });
  return new SchemaError("VALUE_INVALID", `cannot write to ${topic}: ${found}`, { cause });
}

function show(value: unknown): string {
  if (typeof value === "number" || value === undefined) return String(value);
  const text = typeof value === "bigint" ? `${value}n` : JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
