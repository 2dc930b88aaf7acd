import type { Schemas, Topic } from "@touchline/streams";

/** How a topic forgets: by key (the last value stays), by age, or never. */
export type Cleanup = { readonly policy: "compact" } | { readonly policy: "delete"; readonly retentionMs: number };

export interface Declaration<S extends Schemas> extends Topic<S> {
  /** What the record key is, in words. */
  readonly key: string;
  readonly cleanup: Cleanup;
  /** Settings of the topic beyond those that follow from `cleanup`, by Kafka's names. */
  readonly config?: Readonly<Record<string, string>>;
  /** Service that writes it. */
  readonly owner: string;
  /** Why the topic is there and shaped so. */
  readonly why: string;
  /** True where records that cannot be used go to `<name>.dead-letters`. */
  readonly deadLetters: boolean;
}

export const hoursMs = (hours: number): number => hours * 3_600_000;
export const daysMs = (days: number): number => days * 86_400_000;

/** Partitions of every topic that is keyed by match: they must agree, so that one task sees all of a match. */
export const matchPartitions = 6;

/** Throws where a topic by which records get another key is compacted: the marks of time in it have no key. */
export function declareTopic<S extends Schemas>(declaration: Declaration<S>): Declaration<S> {
  const { name, cleanup, repartition } = declaration;
  if (repartition !== undefined && cleanup.policy === "compact") {
    throw new RangeError(`${name} carries records without a key, which a compacted topic refuses: delete it by age`);
  }
  return declaration;
}
