import { type AvroSchema, parseAvro } from "./avro-schema.ts";

/** A version that was published, by its number from 1. */
export interface Version {
  readonly version: number;
  readonly definition: string;
}

/**
 * What speaks against publishing a definition after these versions where every program, old or new, must read every
 * record, old or new (Confluent's FULL_TRANSITIVE); empty where nothing does. One sentence each, with the field's path.
 */
export function breaks(definition: string, published: readonly Version[]): readonly string[] {
  const current = parseAvro(definition);
  return published.flatMap(({ version, definition: earlier }) => {
    const old = parseAvro(earlier);
    return [
      ...unreadable(current, old).map((why) => `records of version ${version} could not be read any more: ${why}`),
      ...unreadable(old, current).map((why) => `programs with version ${version} could not read new records: ${why}`),
    ];
  });
}

/**
 * Why a reader could not read what a writer wrote, by the rules of schema resolution in Avro's specification; empty
 * where it can.
 */
export function unreadable(reader: AvroSchema, writer: AvroSchema): readonly string[] {
  return compare(reader, writer, reader.kind === "record" ? shortName(reader.name) : "value", new Map());
}

/** Pairs of named types under way or done: a recursive type asks for itself again. */
type Seen = Map<AvroSchema, Set<AvroSchema>>;

function compare(reader: AvroSchema, writer: AvroSchema, path: string, seen: Seen): readonly string[] {
  if (writer.kind === "union") return writer.branches.flatMap((branch) => compare(reader, branch, path, seen));
  if (reader.kind === "union") {
    const against = reader.branches.map((branch) => compare(branch, writer, path, seen));
    if (against.some((reasons) => reasons.length === 0)) return [];
    // A branch of the same name that fails inside tells more than the bare fact that none fits.
    const near = reader.branches.findIndex((branch) => title(branch) === title(writer));
    return against[near] ?? [`${path} is ${title(writer)}, which ${title(reader)} has no branch for`];
  }
  if (reader.kind === "primitive" || writer.kind === "primitive") {
    const promoted = promotions[title(writer)]?.includes(title(reader));
    return title(reader) === title(writer) || promoted ? [] : mismatch(reader, writer, path);
  }
  if (reader.kind === "array" || reader.kind === "map") {
    return reader.kind === writer.kind
      ? compare(reader.items, writer.items, `${path}[]`, seen)
      : mismatch(reader, writer, path);
  }
  if (reader.kind !== writer.kind) return mismatch(reader, writer, path);
  if (reader.name !== writer.name && !reader.aliases.includes(writer.name)) return mismatch(reader, writer, path);
  if (reader.kind === "fixed" && writer.kind === "fixed") {
    return reader.size === writer.size ? [] : [`${path} has ${writer.size} bytes, expected are ${reader.size}`];
  }
  if (reader.kind === "enum" && writer.kind === "enum") {
    const unknown = writer.symbols.filter((symbol) => !reader.symbols.includes(symbol));
    return unknown.length === 0 || reader.default !== undefined
      ? []
      : [`${path} may be ${unknown.join(", ")}, unknown to an enum without default`];
  }
  if (reader.kind === "record" && writer.kind === "record") return compareFields(reader, writer, path, seen);
  return [];
}

type RecordSchema = Extract<AvroSchema, { kind: "record" }>;

function compareFields(reader: RecordSchema, writer: RecordSchema, path: string, seen: Seen): readonly string[] {
  const done = seen.get(reader) ?? new Set();
  if (done.has(writer)) return [];
  seen.set(reader, done.add(writer));
  return reader.fields.flatMap((field) => {
    const at = `${path}.${field.name}`;
    const names = [field.name, ...field.aliases];
    const matches = writer.fields.filter((candidate) => names.includes(candidate.name));
    if (matches.length > 1) return [`${at} could be ${matches.map((m) => m.name).join(" or ")}`];
    const match = matches[0];
    if (match !== undefined) return compare(field.type, match.type, at, seen);
    return field.hasDefault ? [] : [`${at} is missing and has no default`];
  });
}

/** Reader types that a writer's primitive may be read as. */
const promotions: Record<string, readonly string[]> = {
  int: ["long", "float", "double"],
  long: ["float", "double"],
  float: ["double"],
  string: ["bytes"],
  bytes: ["string"],
};

const mismatch = (reader: AvroSchema, writer: AvroSchema, path: string): readonly string[] => [
  `${path} is ${title(writer)}, expected is ${title(reader)}`,
];

function title(schema: AvroSchema): string {
  if (schema.kind === "union") return `[${schema.branches.map(title).join(", ")}]`;
  return schema.kind === "array" || schema.kind === "map" ? schema.kind : schema.name;
}

const shortName = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
