import { breaks, subjectOf } from "@touchline/schemas";
import type { Schema, Schemas } from "@touchline/streams";
import type { TopicDescription } from "@touchline/streams/kafka";
import type { Declaration } from "./declaration.ts";
import type { Observed, ObservedSubject } from "./observed.ts";
import type { Retired } from "./retired.ts";
import { type TopicConfig, topicConfig } from "./topic-config.ts";

/** Every subject: whatever is on a topic gets replayed, so old and new programs must read old and new records. */
export const compatibilityLevel = "FULL_TRANSITIVE";

/** A setting that is not as declared; null where it is, or should be, left to the brokers' default. */
export interface Drift {
  readonly setting: string;
  readonly found: string | null;
  readonly wanted: string | null;
}

/** One step from what is there to what is declared. */
export type Change =
  | { readonly kind: "create-topic"; readonly topic: TopicDescription }
  | {
      readonly kind: "set-config";
      readonly topic: string;
      readonly drift: readonly Drift[];
    }
  | { readonly kind: "delete-topic"; readonly topic: string; readonly why: string }
  | {
      readonly kind: "register-schema";
      readonly subject: string;
      readonly version: number;
      readonly definition: string;
    }
  | {
      readonly kind: "set-compatibility";
      readonly subject: string;
      readonly found: string | null;
      readonly wanted: string;
    };

/** Something that is not done, and why not: as long as there is one, apply changes nothing at all. */
export interface Refusal {
  readonly kind: "partitions" | "delete" | "incompatible-schema";
  readonly subject: string;
  readonly why: string;
}

/** Something worth knowing that apply leaves as it is. */
export interface Note {
  readonly kind: "undeclared-topic" | "undeclared-subject" | "replication" | "later-version";
  readonly subject: string;
  readonly text: string;
}

export interface Plan {
  /** In the order in which they are to be made. */
  readonly changes: readonly Change[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly Note[];
}

export interface PlanOptions {
  readonly topics: readonly Declaration<Schemas>[];
  readonly retired: readonly Retired[];
  readonly allowDelete: boolean;
  /** Copies of each partition; undefined: 1 on one broker, otherwise 3 or as many as there are brokers. */
  readonly replication?: number | undefined;
}

/** What it takes to make brokers and registry as declared. */
export function plan(observed: Observed, { topics, retired, allowDelete, replication }: PlanOptions): Plan {
  const copies = replication ?? Math.min(3, observed.brokers);
  const parts = [
    ...topics.map((topic) => planTopic(topic, observed, copies)),
    ...topics.flatMap((topic) => Object.values(topic.schemas).map((schema) => planSubject(topic, schema, observed))),
    planRest(observed, topics, retired, allowDelete),
  ];
  return {
    changes: parts.flatMap((part) => part.changes ?? []),
    refusals: parts.flatMap((part) => part.refusals ?? []),
    notes: parts.flatMap((part) => part.notes ?? []),
  };
}

function planTopic(topic: Declaration<Schemas>, observed: Observed, copies: number): Partial<Plan> {
  const { name, partitions } = topic;
  const config = topicConfig(topic, copies);
  const found = observed.topics.find((candidate) => candidate.name === name);
  if (found === undefined) {
    return { changes: [{ kind: "create-topic", topic: { name, partitions, replication: copies, config } }] };
  }
  const drift = driftOf(found.config, config);
  return {
    changes: drift.length === 0 ? [] : [{ kind: "set-config", topic: name, drift }],
    refusals: found.partitions === partitions ? [] : [refusePartitions(topic, found.partitions)],
    notes: found.replication === copies ? [] : [replicationNote(found, copies)],
  };
}

function driftOf(found: TopicConfig, wanted: TopicConfig): readonly Drift[] {
  const settings = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  return settings
    .map((setting) => ({ setting, found: found[setting] ?? null, wanted: wanted[setting] ?? null }))
    .filter((drift) => drift.found !== drift.wanted);
}

/** Kafka could add partitions, but every topic here is keyed, and a key would then go to another partition. */
function refusePartitions({ name, partitions, schemas, owner }: Declaration<Schemas>, found: number): Refusal {
  const isChangelog = Object.keys(schemas).length === 0;
  const why = isChangelog
    ? `it has ${found} partitions and ${partitions} are declared. State stands in the partition of its key, so a changelog cannot change its count in place. Declare a changelog of another name, let ${owner} fill it by reading its sources from the beginning, and retire this one.`
    : `it has ${found} partitions and ${partitions} are declared. Its records are keyed: with another count a key goes to another partition and its order is lost. Declare a topic of another name with ${partitions} partitions, copy this one into it, move its writers and then its readers, and retire this one.`;
  return { kind: "partitions", subject: name, why };
}

function replicationNote({ name, replication }: TopicDescription, copies: number): Note {
  const text = `has ${replication} replicas and ${copies} are wanted: move them with Kafka's kafka-reassign-partitions`;
  return { kind: "replication", subject: name, text };
}

// biome-ignore lint/suspicious/noExplicitAny: a schema of any value
function planSubject(topic: Declaration<Schemas>, schema: Schema<any>, observed: Observed): Partial<Plan> {
  const subject = subjectOf(topic.name, schema);
  const { definition } = schema;
  const found = observed.subjects.find((candidate) => candidate.name === subject);
  const level: Change = {
    kind: "set-compatibility",
    subject,
    found: found?.compatibility ?? null,
    wanted: compatibilityLevel,
  };
  if (found === undefined || found.versions.length === 0) {
    return { changes: [{ kind: "register-schema", subject, version: 1, definition }, level] };
  }
  const levels = found.compatibility === compatibilityLevel ? [] : [level];
  const registered = found.versions.find((version) => sameJson(version.definition, definition));
  const last = found.versions.at(-1);
  if (registered !== undefined) return { changes: levels, notes: laterVersion(found, registered.version) };

  const reasons = breaks(definition, found.versions);
  if (reasons.length > 0) return { changes: levels, refusals: [refuseSchema(subject, reasons)] };
  const register: Change = { kind: "register-schema", subject, version: (last?.version ?? 0) + 1, definition };
  return { changes: [...levels, register] };
}

function refuseSchema(subject: string, reasons: readonly string[]): Refusal {
  const why = `the definition cannot follow those in the registry: ${reasons.join("; ")}. Add fields with a default, keep those without one, or give the record a new name.`;
  return { kind: "incompatible-schema", subject, why };
}

function laterVersion({ name, versions }: ObservedSubject, ours: number): readonly Note[] {
  const last = versions.at(-1)?.version ?? ours;
  if (last === ours) return [];
  const text = `ours is version ${ours}, the registry has ${last}: a later version of the system has been here`;
  return [{ kind: "later-version", subject: name, text }];
}

const sameJson = (a: string, b: string): boolean => JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));

function planRest(
  observed: Observed,
  topics: readonly Declaration<Schemas>[],
  retired: readonly Retired[],
  allowDelete: boolean,
): Partial<Plan> {
  const declared = new Set(topics.map((topic) => topic.name));
  const subjects = new Set(topics.flatMap((t) => Object.values(t.schemas).map((schema) => subjectOf(t.name, schema))));
  const changes: Change[] = [];
  const refusals: Refusal[] = [];
  const notes: Note[] = [];
  for (const { name } of observed.topics.filter((topic) => !declared.has(topic.name))) {
    const entry = retired.find((candidate) => candidate.name === name);
    if (entry === undefined) {
      const text = "is not declared and stays; were it ours, topics/src/retired.ts would list it for deletion";
      notes.push({ kind: "undeclared-topic", subject: name, text });
    } else if (allowDelete) {
      changes.push({ kind: "delete-topic", topic: name, why: `retired on ${entry.on}: ${entry.why}` });
    } else {
      const why = `it was retired on ${entry.on} (${entry.why}) and would be deleted with all its records: give --allow-delete`;
      refusals.push({ kind: "delete", subject: name, why });
    }
  }
  for (const { name } of observed.subjects.filter((subject) => !subjects.has(subject.name))) {
    notes.push({ kind: "undeclared-subject", subject: name, text: "belongs to no declared topic and stays" });
  }
  return { changes, refusals, notes };
}
