import { readdirSync, readFileSync } from "node:fs";

/** An Avro definition as JSON: a name, a union, or an object. */
export type Avro = string | readonly Avro[] | Definition;
export interface Definition {
  readonly [key: string]: unknown;
}
export interface Field {
  readonly name: string;
  readonly type: Avro;
  readonly doc?: string;
  readonly default?: unknown;
}
export type Definitions = ReadonlyMap<string, Definition>;

const avroFolder = new URL("../avro/", import.meta.url);

/** Reads every definition under avro/, by name, in alphabetical order. */
export function readDefinitions(): Definitions {
  const definitions = new Map<string, Definition>();
  for (const file of readdirSync(avroFolder).sort()) {
    const definition = JSON.parse(readFileSync(new URL(file, avroFolder), "utf8"));
    if (`${definition.name}.avsc` !== file) {
      throw new Error(`avro/${file} defines ${definition.name}: name the file after it`);
    }
    definitions.set(definition.name, definition);
  }
  return definitions;
}

/** Makes a definition self-contained: the first use of another file's name is replaced by its definition. */
export function inline(name: string, definitions: Definitions): Avro {
  const seen = new Set<string>();
  const walk = (type: Avro): Avro => {
    if (typeof type === "string") {
      const definition = definitions.get(type);
      return definition === undefined || seen.has(type) ? type : walk(definition);
    }
    if (isUnion(type)) return type.map(walk);
    if (typeof type.name === "string") {
      if (seen.has(type.name)) return type.name;
      seen.add(type.name);
    }
    if (type.type === "record") return { ...type, fields: fieldsOf(type).map((f) => ({ ...f, type: walk(f.type) })) };
    if (type.type === "array") return { ...type, items: walk(type.items as Avro) };
    return type;
  };
  return walk(name);
}

/** Names of the records that are values by themselves: those that no other definition uses. */
export function roots(definitions: Definitions): readonly string[] {
  const used = new Set<string>();
  const walk = (type: Avro): void => {
    if (typeof type === "string") used.add(type);
    else if (isUnion(type)) type.forEach(walk);
    else if (type.type === "record") for (const field of fieldsOf(type)) walk(field.type);
    else if (type.type === "array") walk(type.items as Avro);
  };
  for (const definition of definitions.values()) walk(definition);
  return [...definitions].filter(([name, d]) => d.type === "record" && !used.has(name)).map(([name]) => name);
}

export const isUnion = (type: Avro): type is readonly Avro[] => Array.isArray(type);
export const fieldsOf = (record: Definition): readonly Field[] => record.fields as readonly Field[];
