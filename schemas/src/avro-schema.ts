import { type Avro, type Definition, isUnion } from "./definitions.ts";

/** A definition with its names resolved. */
export type AvroSchema =
  | { readonly kind: "primitive"; readonly name: string }
  | { readonly kind: "array"; readonly items: AvroSchema }
  | { readonly kind: "map"; readonly items: AvroSchema }
  | { readonly kind: "union"; readonly branches: readonly AvroSchema[] }
  | (Named & { readonly kind: "fixed"; readonly size: number })
  | (Named & { readonly kind: "enum"; readonly symbols: readonly string[]; readonly default: string | undefined })
  | (Named & { readonly kind: "record"; readonly fields: readonly AvroField[] });

interface Named {
  /** With its namespace. */
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface AvroField {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: AvroSchema;
  readonly hasDefault: boolean;
}

/** Resolves a self-contained definition (JSON). */
export function parseAvro(definition: string): AvroSchema {
  return resolve(JSON.parse(definition), "", new Map());
}

const primitives = new Set(["null", "boolean", "int", "long", "float", "double", "bytes", "string"]);

function resolve(type: Avro, namespace: string, known: Map<string, AvroSchema>): AvroSchema {
  if (typeof type === "string") {
    if (primitives.has(type)) return { kind: "primitive", name: type };
    const found = known.get(qualify(type, namespace));
    if (found === undefined) throw new Error(`${type} is not defined`);
    return found;
  }
  if (isUnion(type)) return { kind: "union", branches: type.map((branch) => resolve(branch, namespace, known)) };
  switch (type.type) {
    case "array":
      return { kind: "array", items: resolve(type.items as Avro, namespace, known) };
    case "map":
      return { kind: "map", items: resolve(type.values as Avro, namespace, known) };
    case "record":
    case "enum":
    case "fixed":
      return resolveNamed(type, namespace, known);
    default:
      return resolve(type.type as Avro, namespace, known);
  }
}

function resolveNamed(type: Definition, outer: string, known: Map<string, AvroSchema>): AvroSchema {
  const name = qualify(type.name as string, (type.namespace as string | undefined) ?? outer);
  const namespace = name.slice(0, Math.max(0, name.lastIndexOf(".")));
  const aliases = ((type.aliases ?? []) as string[]).map((alias) => qualify(alias, namespace));
  if (type.type === "fixed") return define({ kind: "fixed", name, aliases, size: type.size as number });
  if (type.type === "enum") {
    const { symbols, default: fallback } = type as { symbols: string[]; default?: string };
    return define({ kind: "enum", name, aliases, symbols, default: fallback });
  }
  // known before its fields are, for they may hold the record itself
  const fields: AvroField[] = [];
  const record = define({ kind: "record", name, aliases, fields });
  for (const field of type.fields as { name: string; type: Avro; aliases?: string[] }[]) {
    fields.push({
      name: field.name,
      aliases: field.aliases ?? [],
      type: resolve(field.type, namespace, known),
      hasDefault: "default" in field,
    });
  }
  return record;

  function define(schema: AvroSchema): AvroSchema {
    known.set(name, schema);
    return schema;
  }
}

const qualify = (name: string, namespace: string): string =>
  name.includes(".") || namespace === "" ? name : `${namespace}.${name}`;
