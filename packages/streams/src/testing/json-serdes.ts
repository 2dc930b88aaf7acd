import { StreamsError } from "../error.ts";
import type { Schemas } from "../schema.ts";
import type { OpenSerde, Serde } from "../serde.ts";
import type { Topic, TopicValue } from "../topic.ts";

/** Serdes that need no schema language: `{"schema","value"}` as JSON, bytes in base64. For tests and examples. */
export const openJsonSerde: OpenSerde = async <S extends Schemas>({ name, schemas }: Topic<S>): Promise<Serde<S>> => ({
  encode: ({ schema, value }) => {
    if (!(schema in schemas)) throw new TypeError(`${name} does not carry ${schema}`);
    return Buffer.from(JSON.stringify({ schema, value }, writeBytes));
  },
  decode: (bytes) => {
    try {
      const { schema, value } = JSON.parse(bytes.toString(), readBytes);
      if (!(schema in schemas)) throw new TypeError(`it is a ${schema}`);
      return { schema, value } as TopicValue<S>;
    } catch (cause) {
      throw new StreamsError("UNDECODABLE", `not a value of ${name}: ${(cause as Error).message}`, { cause });
    }
  },
  learn: () => undefined,
});

function writeBytes(_name: string, value: unknown): unknown {
  // a Buffer has gone through its toJSON by now
  const bytes = value as { type?: unknown; data?: unknown } | null;
  if (bytes?.type !== "Buffer" || !Array.isArray(bytes.data)) return value;
  return { base64: Buffer.from(bytes.data).toString("base64") };
}

function readBytes(_name: string, value: unknown): unknown {
  const bytes = value as { base64?: unknown } | null;
  return typeof bytes?.base64 === "string" ? Buffer.from(bytes.base64, "base64") : value;
}
