import { subjectOf } from "@touchline/schemas";
import type { Schemas } from "@touchline/streams";
import type { Change, Note, Plan, Refusal } from "./changes.ts";
import type { Declaration } from "./declaration.ts";
import type { Observed } from "./observed.ts";
import { planSubject } from "./plan-subject.ts";
import { planTopic } from "./plan-topic.ts";
import type { Retired } from "./retired.ts";

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

/** Whatever else is there: topics to be deleted, and what is not ours. */
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
