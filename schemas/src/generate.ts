import { type Avro, type Definition, type Definitions, fieldsOf, inline, isUnion } from "./definitions.ts";

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

/** The generated module: a TypeScript type for each definition, and each record's self-contained schema. */
export function generate(definitions: Definitions): string {
  const types = [...definitions.values()].flatMap(declare).join("\n");
  const records = [...definitions.values()].filter((d) => d.type === "record").map((d) => d.name as string);
  const members = records.map((name) => {
    const definition = JSON.stringify(JSON.stringify(inline(name, definitions)));
    return `  ${name}: {\n    name: ${JSON.stringify(name)},\n    definition:\n      ${definition},\n  } as Schema<${name}>,\n`;
  });
  return `// Generated from avro/ by \`npm run generate\`; do not edit.
import type { Schema } from "@touchline/streams";

${types}
/** Every record's schema, self-contained. */
export const schemas = {
${members.join("")}};
`;
}

/** Declarations of a definition and of those nested in it. */
function declare(definition: Definition): string[] {
  const nested: Definition[] = [];
  const declared = definition.type === "enum" ? declareEnum(definition) : declareRecord(definition, nested);
  return [declared, ...nested.flatMap(declare)];
}

function declareEnum({ name, doc, symbols }: Definition): string {
  return `/** ${doc} */\nexport type ${name} = ${(symbols as string[]).map((s) => JSON.stringify(s)).join(" | ")};\n`;
}

function declareRecord(record: Definition, nested: Definition[]): string {
  const fields = fieldsOf(record).map((f) => `  /** ${f.doc} */\n  readonly ${f.name}: ${typeOf(f.type, nested)};\n`);
  return `/** ${record.doc} */\nexport interface ${record.name} {\n${fields.join("")}}\n`;
}

/** TypeScript's name of a type; definitions found inside are added to `nested`. */
function typeOf(type: Avro, nested: Definition[]): string {
  if (typeof type === "string") return primitives[type] ?? type;
  if (isUnion(type)) {
    const branches = type.filter((branch) => branch !== "null").map((branch) => typeOf(branch, nested));
    return [...branches, ...(type.includes("null") ? ["null"] : [])].join(" | ");
  }
  if (type.type === "array") {
    const item = typeOf(type.items as Avro, nested);
    return item.includes("|") ? `readonly (${item})[]` : `readonly ${item}[]`;
  }
  if (type.type === "record" || type.type === "enum") {
    nested.push(type);
    return type.name as string;
  }
  return typeOf(type.type as Avro, nested);
}
