import { readdirSync, readFileSync } from "node:fs";

/** An Avro definition as JSON: a name, a union, or an object. */
type Avro = string | Avro[] | { [key: string]: unknown };
interface Field {
  name: string;
  type: Avro;
  doc?: string;
  default?: unknown;
}

const avroFolder = new URL("../avro/", import.meta.url);

/** Reads every definition under avro/, by record name, in alphabetical order. */
export function readDefinitions(): Map<string, { [key: string]: unknown }> {
  const definitions = new Map<string, { [key: string]: unknown }>();
  for (const file of readdirSync(avroFolder).sort()) {
    const definition = JSON.parse(readFileSync(new URL(file, avroFolder), "utf8"));
    if (`${definition.name}.avsc` !== file)
      throw new Error(`avro/${file} defines ${definition.name}: name the file after it`);
    definitions.set(definition.name, definition);
  }
  return definitions;
}

/** Makes a definition self-contained: the first use of another file's name is replaced by its definition. */
export function inline(name: string, definitions: ReadonlyMap<string, { [key: string]: unknown }>): Avro {
  const seen = new Set<string>();
  const walk = (type: Avro): Avro => {
    if (typeof type === "string") {
      const definition = definitions.get(type);
      return definition === undefined || seen.has(type) ? type : walk(definition);
    }
    if (Array.isArray(type)) return type.map(walk);
    if (typeof type.name === "string") {
      if (seen.has(type.name)) return type.name;
      seen.add(type.name);
    }
    if (type.type === "record") {
      return { ...type, fields: (type.fields as Field[]).map((f) => ({ ...f, type: walk(f.type) })) };
    }
    if (type.type === "array") return { ...type, items: walk(type.items as Avro) };
    return type;
  };
  return walk(name);
}

const primitives: Record<string, string> = {
  string: "string",
  boolean: "boolean",
  int: "number",
  long: "number",
  float: "number",
  double: "number",
  null: "null",
  bytes: "Buffer",
};

/** The generated module: a TypeScript type for each definition and its schema. */
export function generate(definitions: ReadonlyMap<string, { [key: string]: unknown }>): string {
  const nested: { [key: string]: unknown }[] = [];
  const typeOf = (type: Avro): string => {
    if (typeof type === "string") return primitives[type] ?? type;
    if (Array.isArray(type)) return type.map(typeOf).join(" | ");
    if (type.type === "array") {
      const item = typeOf(type.items as Avro);
      return item.includes("|") ? `readonly (${item})[]` : `readonly ${item}[]`;
    }
    if (type.type === "record" || type.type === "enum") {
      nested.push(type);
      return type.name as string;
    }
    return typeOf(type.type as Avro);
  };
  const declare = (definition: { [key: string]: unknown }): string => {
    const doc = `/** ${definition.doc} */\n`;
    if (definition.type === "enum") {
      return `${doc}export type ${definition.name} = ${(definition.symbols as string[]).map((s) => JSON.stringify(s)).join(" | ")};\n`;
    }
    const fields = (definition.fields as Field[])
      .map((f) => `  /** ${f.doc} */\n  readonly ${f.name}: ${typeOf(f.type)};\n`)
      .join("");
    return `${doc}export interface ${definition.name} {\n${fields}}\n`;
  };
  const types: string[] = [];
  for (const definition of definitions.values()) {
    types.push(declare(definition));
    for (let inner = nested.shift(); inner; inner = nested.shift()) types.push(declare(inner));
  }
  const records = [...definitions.values()].filter((d) => d.type === "record").map((d) => d.name as string);
  const members = records
    .map(
      (name) =>
        `  ${name}: { name: ${JSON.stringify(name)}, definition: ${JSON.stringify(JSON.stringify(inline(name, definitions)))} } as Schema<${name}>,\n`,
    )
    .join("");
  return `// Generated from avro/ by \`npm run generate\`; do not edit.\nimport type { Schema } from "@touchline/streams";\n\n${types.join("\n")}\n/** Every record's schema, self-contained. */\nexport const schemas = {\n${members}};\n`;
}
