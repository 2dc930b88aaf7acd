/**
 * Names the type of a value that crosses a topic. `V` is its TypeScript type; the Avro definition itself lives with
 * whoever declares it, so that this package knows no schema language.
 */
export interface Schema<V> {
  /** Record name, e.g. `MatchEvent`. */
  readonly name: string;
  /** The definition as its registry takes it (for Avro: the self-contained schema as JSON). */
  readonly definition: string;
  /** Never set: carries `V` for the compiler. */
  readonly value?: V;
}

/** Several schemas by name: what one topic may carry. */
// biome-ignore lint/suspicious/noExplicitAny: each member has a value type of its own
export type Schemas = Readonly<Record<string, Schema<any>>>;

export type ValueOf<S> = S extends Schema<infer V> ? V : never;
