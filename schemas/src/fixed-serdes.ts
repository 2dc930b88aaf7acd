import type { OpenSerde, Schemas, Topic } from "@touchline/streams";
import { schemas } from "./generated/records.ts";
import { topicSerde } from "./topic-serde.ts";

/**
 * Serdes that need no registry, for the test driver: ids go by the order of `schemas`, from 1; a definition that is not
 * among them gets the next id when a topic first brings it.
 */
export function fixedSerdes(): OpenSerde {
  const definitions = Object.values(schemas).map((schema) => schema.definition);
  const idOf = (definition: string): number => {
    const index = definitions.indexOf(definition);
    return index < 0 ? definitions.push(definition) : index + 1;
  };
  return async <S extends Schemas>(topic: Topic<S>) => {
    const ids = new Map(Object.values(topic.schemas).map((schema) => [schema.name, idOf(schema.definition)]));
    return topicSerde(topic, ids, async (id) => definitions[id - 1]);
  };
}
