import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
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
 * version 1) ends with tagged fields: they stand between the header that every request has and the body.
 */
export function flexibleRequest<Answer>(request: FlexibleRequest<Answer>): Api<Answer> {
  const { apiKey, apiVersion, apiName } = request;
  return () => ({
    apiKey,
    apiVersion,
    apiName,
    encode() {
      const writer = new ByteWriter(256).noTaggedFields();
      request.encode(writer);
      return writer.written;
    },
    decode(answer) {
      const reader = new ByteReader(answer);
      reader.taggedFields();
      return request.decode(reader);
    },
  });
}
