import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { encoded } from "./encoded.ts";
import type { Api } from "./protocol.ts";

interface FlexibleRequest<Answer> {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
  readonly encode: (writer: ByteWriter) => void;
  readonly decode: (reader: ByteReader) => Answer;
}

/**
 * A request of a flexible version (KIP-482), which kafkajs does not know. Its header (version 2; that of the answer is
 * version 1) ends with tagged fields: they stand between the header that kafkajs writes and the body.
 */
export function flexibleRequest<Answer>(request: FlexibleRequest<Answer>): Api<Answer> {
  const { apiKey, apiVersion, apiName } = request;
  const encode = async () => {
    const writer = new ByteWriter(256).noTaggedFields();
    request.encode(writer);
    return encoded(writer.written);
  };
  const parse = async (answer: Buffer) => {
    const reader = new ByteReader(answer);
    reader.taggedFields();
    return request.decode(reader);
  };
  return () => ({
    request: { apiKey, apiVersion, apiName, encode },
    response: { decode: async (answer) => answer, parse },
  });
}
