import avro from "avsc";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAvro } from "./avro-schema.ts";
import { breaks, unreadable } from "./compatibility.ts";
import { evolutionCases } from "./evolution-cases.ts";

describe("the rules of evolution", () => {
  it.each(evolutionCases)("decide on $change", ({ versions, next, breaks: expected }) => {
    const published = versions.map((v, index) => ({ version: index + 1, definition: JSON.stringify(v) }));
    const reasons = breaks(JSON.stringify(next), published);
    if (expected === undefined) expect(reasons).toEqual([]);
    else expect(reasons.join("\n")).toMatch(new RegExp(expected, "m"));
  });

  it("end on a type that holds itself", () => {
    const tree = (more: object[]) =>
      JSON.stringify({
        type: "record",
        name: "Tree",
        fields: [{ name: "branches", type: { type: "array", items: "Tree" } }, ...more],
      });
    expect(breaks(tree([]), [{ version: 1, definition: tree([]) }])).toEqual([]);
    expect(breaks(tree([{ name: "age", type: "int" }]), [{ version: 1, definition: tree([]) }])).toHaveLength(1);
  });

  it("say of any two schemas what avsc, another implementation of Avro, finds when it tries", () => {
    let readable = 0;
    fc.assert(
      fc.property(schema, schema, (reader, writer) => {
        const ours = unreadable(parseAvro(JSON.stringify(reader)), parseAvro(JSON.stringify(writer)));
        if (ours.length === 0) readable++;
        expect(ours.length === 0).toBe(avscReads(reader, writer));
      }),
      { numRuns: 2_000, seed: 11 },
    );
    // both answers were tried often enough
    expect(readable).toBeGreaterThan(80);
    expect(readable).toBeLessThan(1_920);
  });
});

/** Small records out of few names and types, so that pairs of them have much in common. */
const leaf = fc.constantFrom<unknown>("int", "long", "float", "double", "string", "bytes", "boolean");
const symbols = fc.constantFrom(["A"], ["B"], ["A", "B"], ["B", "A", "C"]);
const enumeration = fc
  .record({ symbols, fallback: fc.boolean() })
  .map(({ symbols: s, fallback }) => ({ type: "enum", name: "E", symbols: s, ...(fallback ? { default: s[0] } : {}) }));
const type = fc.oneof(
  leaf,
  enumeration,
  leaf.map((t) => ["null", t]),
  leaf.map((items) => ({ type: "array", items })),
  fc.constantFrom(["null", "string", "long"], ["null", "double", "bytes"]),
);
const field = (name: string) =>
  fc.record({ type, nullable: fc.boolean(), alias: fc.boolean() }).map((f) => ({
    name,
    type: f.nullable && !Array.isArray(f.type) ? ["null", f.type] : f.type,
    ...(f.nullable || Array.isArray(f.type) ? { default: null } : {}),
    ...(f.alias ? { aliases: ["z"] } : {}),
  }));
const schema = fc
  .tuple(fc.option(field("a")), fc.option(enumFree(field("b"))), fc.option(enumFree(field("z"))))
  .map((fields) => ({ type: "record", name: "R", fields: oneAlias(fields.filter((f) => f !== null)) }));

/** An enum is defined once in a schema. */
function enumFree<F extends { type: unknown }>(fields: fc.Arbitrary<F>): fc.Arbitrary<F> {
  return fields.filter((f) => !JSON.stringify(f.type).includes("enum"));
}

/** Two fields that claim one alias, or an alias that is a field too, are no valid schema. */
function oneAlias<F extends { name: string; aliases?: string[] }>(fields: F[]): F[] {
  const keeper = fields.some((f) => f.name === "z") ? undefined : fields.find((f) => f.aliases);
  return fields.map((f) => {
    if (f === keeper) return f;
    const { aliases: _, ...rest } = f;
    return rest as F;
  });
}

function avscReads(reader: unknown, writer: unknown): boolean {
  const parse = (s: unknown) => avro.Type.forSchema(s as avro.Schema, { wrapUnions: "always" });
  const [to, from] = [parse(reader), parse(writer)];
  try {
    to.createResolver(from);
    return true;
  } catch {
    return false;
  }
}
