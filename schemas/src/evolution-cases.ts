/**
 * Changes to a definition and whether FULL_TRANSITIVE lets them pass. Two tests share them: one holds our own rules
 * against them, the other a real registry, so that both are seen to agree.
 */
export interface EvolutionCase {
  readonly change: string;
  readonly versions: readonly object[];
  readonly next: object;
  /** What our rules say; undefined where the change passes. */
  readonly breaks: RegExp | undefined;
}

const field = (name: string, type: unknown, more: object = {}): object => ({ name, type, ...more });
const optional = (name: string, type: unknown): object => field(name, ["null", type], { default: null });
const record = (name: string, ...fields: object[]): object => ({ type: "record", name, fields });
const shot = (...fields: object[]): object => ({ ...record("Shot", ...fields), namespace: "touchline" });
const foot = (symbols: string[], more: object = {}): object =>
  field("foot", { type: "enum", name: "Foot", symbols, ...more });

const id = field("id", "string");
const point = (...fields: object[]): object => field("at", record("Point", ...fields));
const x = field("x", "double");

export const evolutionCases: readonly EvolutionCase[] = [
  { change: "nothing", versions: [shot(id)], next: shot(id), breaks: undefined },
  { change: "a doc", versions: [shot(id)], next: shot(field("id", "string", { doc: "Which." })), breaks: undefined },
  { change: "the order of fields", versions: [shot(id, x)], next: shot(x, id), breaks: undefined },
  {
    change: "a field added with a default",
    versions: [shot(id)],
    next: shot(id, optional("by", "string")),
    breaks: undefined,
  },
  {
    change: "a field added without a default",
    versions: [shot(id)],
    next: shot(id, x),
    breaks: /^records of version 1 could not be read any more: Shot\.x is missing and has no default$/,
  },
  {
    change: "a field with a default removed",
    versions: [shot(id, optional("by", "string"))],
    next: shot(id),
    breaks: undefined,
  },
  {
    change: "a field without a default removed",
    versions: [shot(id, x)],
    next: shot(id),
    breaks: /^programs with version 1 could not read new records: Shot\.x is missing and has no default$/,
  },
  {
    change: "a field renamed",
    versions: [shot(id)],
    next: shot(field("key", "string")),
    breaks: /Shot\.key is missing/,
  },
  {
    change: "a field renamed with an alias, which programs of before do not know",
    versions: [shot(id)],
    next: shot(field("key", "string", { aliases: ["id"] })),
    breaks: /^programs with version 1 could not read new records: Shot\.id is missing/,
  },
  {
    change: "a field with a default renamed with an alias",
    versions: [shot(id, optional("by", "string"))],
    next: shot(id, { ...optional("player", "string"), aliases: ["by"] }),
    breaks: undefined,
  },
  {
    change: "an int that becomes a long",
    versions: [shot(field("n", "int"))],
    next: shot(field("n", "long")),
    breaks: /^programs with version 1 could not read new records: Shot\.n is long, expected is int$/,
  },
  {
    change: "a string that becomes bytes",
    versions: [shot(field("n", "string"))],
    next: shot(field("n", "bytes")),
    breaks: undefined,
  },
  {
    change: "a long that becomes a string",
    versions: [shot(field("n", "long"))],
    next: shot(field("n", "string")),
    breaks: /Shot\.n is long, expected is string/,
  },
  {
    change: "a logical type",
    versions: [shot(field("at", "long"))],
    next: shot(field("at", { type: "long", logicalType: "timestamp-millis" })),
    breaks: undefined,
  },
  {
    change: "a field that may be null from now on",
    versions: [shot(id)],
    next: shot(field("id", ["null", "string"])),
    breaks: /^programs with version 1 could not read new records: Shot\.id is null, expected is string$/,
  },
  {
    change: "a branch added to a union",
    versions: [shot(optional("by", "string"))],
    next: shot(field("by", ["null", "string", "long"], { default: null })),
    breaks: /Shot\.by is long, which \[null, string\] has no branch for/,
  },
  {
    change: "a symbol added to an enum with a default",
    versions: [shot(foot(["LEFT", "UNKNOWN"], { default: "UNKNOWN" }))],
    next: shot(foot(["LEFT", "UNKNOWN", "RIGHT"], { default: "UNKNOWN" })),
    breaks: undefined,
  },
  {
    change: "a symbol added to an enum without a default",
    versions: [shot(foot(["LEFT"]))],
    next: shot(foot(["LEFT", "RIGHT"])),
    breaks: /^programs with version 1 .*Shot\.foot may be RIGHT, unknown to an enum without default$/,
  },
  {
    change: "a symbol removed from an enum without a default",
    versions: [shot(foot(["LEFT", "RIGHT"]))],
    next: shot(foot(["LEFT"])),
    breaks: /^records of version 1 .*Shot\.foot may be RIGHT/,
  },
  {
    change: "a nested record's field with a default",
    versions: [shot(point(x))],
    next: shot(point(x, optional("y", "double"))),
    breaks: undefined,
  },
  {
    change: "a nested record's field without a default",
    versions: [shot(point(x))],
    next: shot(point(x, field("y", "double"))),
    breaks: /Shot\.at\.y is missing and has no default/,
  },
  {
    change: "a record within an array within a union",
    versions: [shot(optional("path", { type: "array", items: record("Point", x) }))],
    next: shot(optional("path", { type: "array", items: record("Point", x, field("y", "double")) })),
    breaks: /Shot\.path\[\]\.y is missing and has no default/,
  },
  {
    change: "a field that an earlier version but the last had with another type",
    versions: [shot(id, optional("n", "string")), shot(id)],
    next: shot(id, optional("n", "long")),
    breaks: /version 1.*Shot\.n is/,
  },
];
