import { subjectOf } from "@touchline/schemas";
import type { RegistryAdmin } from "@touchline/schemas/registry";
import type { Schemas } from "@touchline/streams";
import type { KafkaAdmin } from "@touchline/streams/kafka";
import { allTopics } from "./all-topics.ts";
import type { Change, Plan } from "./changes.ts";
import type { Declaration } from "./declaration.ts";
import { observe } from "./observed.ts";
import { plan } from "./plan.ts";
import { type Retired, retired } from "./retired.ts";

export type { Change, Drift, Note, Plan, Refusal } from "./changes.ts";
export type { Observed, ObservedSubject } from "./observed.ts";

export interface TopicsOptions {
  readonly kafka: KafkaAdmin;
  readonly registry: RegistryAdmin;
  /** Copies of each partition; by default 1 on one broker, otherwise 3 or as many as there are brokers. */
  readonly replication?: number | undefined;
  /** Lets topics go that are listed as retired. */
  readonly allowDelete?: boolean | undefined;
  /** Other declarations than the system's own, for tests. */
  readonly topics?: readonly Declaration<Schemas>[];
  readonly retired?: readonly Retired[];
}

/** Looks at brokers and registry and says what it takes to make them as declared; changes nothing. */
export async function planTopics(options: TopicsOptions): Promise<Plan> {
  const topics = options.topics ?? allTopics;
  const subjects = topics.flatMap((t) => Object.values(t.schemas).map((schema) => subjectOf(t.name, schema)));
  const observed = await observe(options.kafka, options.registry, new Set(subjects));
  return plan(observed, {
    topics,
    retired: options.retired ?? retired,
    allowDelete: options.allowDelete ?? false,
    replication: options.replication,
  });
}

/**
 * Makes brokers and registry as declared; resolves to the plan it carried out. Where the plan refuses anything, nothing
 * is changed. Failing midway leaves the changes made so far: running it again makes the rest.
 */
export async function applyTopics(options: TopicsOptions, onChange?: (change: Change) => void): Promise<Plan> {
  const planned = await planTopics(options);
  if (planned.refusals.length > 0) return planned;
  const creations = planned.changes.filter((change) => change.kind === "create-topic");
  await options.kafka.create(creations.map(({ topic }) => topic));
  for (const change of planned.changes) {
    await make(change, options.kafka, options.registry);
    onChange?.(change);
  }
  return planned;
}

async function make(change: Change, kafka: KafkaAdmin, registry: RegistryAdmin): Promise<void> {
  switch (change.kind) {
    case "create-topic":
      return; // all of them at once, before
    case "set-config":
      return kafka.alterConfig(change.topic, Object.fromEntries(change.drift.map((d) => [d.setting, d.wanted])));
    case "delete-topic":
      return kafka.deleteTopics([change.topic]);
    case "register-schema":
      return void (await registry.register(change.subject, change.definition));
    case "set-compatibility":
      return registry.setCompatibility(change.subject, change.wanted);
  }
}
