import avro, { type schema as AvroSchema, type Schema, type Type } from "avsc";
import { KeptStrings } from "./kept-strings.ts";

const { Type: AvroType, types } = avro;

/** What avsc reads from and writes to; a position behind the end says that the bytes ended early. */
interface Tap {
  readonly buf: Buffer;
  pos: number;
  readLong(): number;
  readDouble(): number | undefined;
  writeDouble(value: number): void;
}

interface Items {
  _read(tap: Tap): unknown;
  _skip(tap: Tap): void;
}

type Hook = (value: unknown, type: unknown) => void;

/**
 * A double that is a number. NaN and the infinities are refused on both ways: no quantity of ours is one, JSON (stores,
 * the edge) would turn them into null, and a NaN among probabilities is a model's defect that must not travel.
 */
class FiniteDouble extends types.DoubleType {
  _check(value: unknown, _flags: unknown, hook?: Hook): boolean {
    const finite = Number.isFinite(value);
    if (!finite) hook?.(value, this);
    return finite;
  }
  _read(tap: Tap): number | undefined {
    const value = tap.readDouble();
    // undefined: the bytes ended early, which the caller finds out by itself
    if (value !== undefined && !Number.isFinite(value)) throw new Error(`${value} is no value of a double`);
    return value;
  }
  _write(tap: Tap, value: unknown): void {
    if (!Number.isFinite(value)) throw new Error(`${value} is no value of a double`);
    tap.writeDouble(value as number);
  }
}

/** Short ones are kept, for most come again and again. */
class KeptString extends types.StringType {
  // also called as a member of a resolver, so `this` is not always one of these
  _read(tap: Tap): string | undefined {
    const length = tap.readLong();
    const start = tap.pos;
    const end = start + length;
    const isThere = length >= 0 && end <= tap.buf.length;
    tap.pos = isThere ? end : tap.buf.length + 1;
    return isThere ? keptStrings.read(tap.buf, start, end) : undefined;
  }
}

/**
 * An array that believes no count which its bytes cannot hold. avsc reads as many items as the bytes claim, so a few
 * corrupt bytes would keep a reader busy for ever. Every item of ours takes a byte at least.
 */
class BoundedArray extends types.ArrayType {
  _read(tap: Tap): unknown[] {
    const items = this.itemsType as unknown as Items;
    const values: unknown[] = [];
    for (let count = readCount(tap); count > 0; count = readCount(tap)) {
      while (count-- > 0) values.push(items._read(tap));
    }
    return values;
  }
  _skip(tap: Tap): void {
    const items = this.itemsType as unknown as Items;
    for (let count = readCount(tap); count > 0; count = readCount(tap)) {
      while (count-- > 0) items._skip(tap);
    }
  }
}

/** Items in the next block; a negative count is followed by the block's size in bytes, which nobody needs here. */
function readCount(tap: Tap): number {
  let count = tap.readLong();
  if (count < 0) {
    count = -count;
    tap.readLong();
  }
  if (count > Math.max(0, tap.buf.length - tap.pos))
    throw new Error(`an array of ${count} items in ${tap.buf.length} bytes`);
  return count;
}

const finiteDouble = new FiniteDouble();
const keptString = new KeptString();
const keptStrings = new KeptStrings();
const parsed = new Map<string, Type>();

/** The avsc type of a self-contained definition (JSON), parsed once. Throws where the definition is not Avro. */
export function avroType(definition: string): Type {
  let type = parsed.get(definition);
  if (type === undefined) {
    type = AvroType.forSchema(JSON.parse(definition), {
      wrapUnions: "never",
      omitRecordMethods: true,
      typeHook,
    });
    makePlain(type, new Set());
    parsed.set(definition, type);
  }
  return type;
}

function typeHook(schema: Schema, options: object): Type | undefined {
  if (schema === "double") return finiteDouble;
  if (schema === "string") return keptString;
  if (typeof schema === "object" && "type" in schema && schema.type === "array") {
    return new BoundedArray(schema as AvroSchema.ArrayType, options);
  }
  return undefined;
}

/** Lets decoded records be plain objects, as stores and comparisons expect; avsc gives each record a class otherwise. */
function makePlain(type: Type, seen: Set<Type>): void {
  if (seen.has(type)) return;
  seen.add(type);
  if (type instanceof types.RecordType) {
    (type.recordConstructor as unknown as { prototype: object }).prototype = Object.prototype;
    for (const field of type.fields) makePlain(field.type, seen);
  } else if (type instanceof types.ArrayType) {
    makePlain(type.itemsType, seen);
  } else if (type instanceof types.MapType) {
    makePlain(type.valuesType, seen);
  } else if (type instanceof types.UnwrappedUnionType) {
    for (const branch of type.types) makePlain(branch, seen);
  }
}
