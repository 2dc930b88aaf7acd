import type { RegistryAdmin, SubjectVersion } from "@touchline/schemas/registry";
import type { KafkaAdmin, TopicDescription } from "@touchline/streams/kafka";

/** A subject as it stands in the registry. */
export interface ObservedSubject {
  readonly name: string;
  readonly versions: readonly SubjectVersion[];
  /** Undefined where it follows the registry's default. */
  readonly compatibility: string | undefined;
}

/** What a plan is made from: brokers and registry at one moment. */
export interface Observed {
  readonly brokers: number;
  /** Without Kafka's own. */
  readonly topics: readonly TopicDescription[];
  readonly subjects: readonly ObservedSubject[];
}

/** Looks at brokers and registry; versions are read of the subjects that are wanted, of others only the name. */
export async function observe(
  kafka: KafkaAdmin,
  registry: RegistryAdmin,
  wanted: ReadonlySet<string>,
): Promise<Observed> {
  const [brokers, topics, names] = await Promise.all([kafka.brokers(), kafka.topics(), registry.subjects()]);
  const subjects = names.map(async (name): Promise<ObservedSubject> => {
    if (!wanted.has(name)) return { name, versions: [], compatibility: undefined };
    const [versions, compatibility] = await Promise.all([registry.versions(name), registry.compatibility(name)]);
    return { name, versions, compatibility };
  });
  return { brokers, topics, subjects: await Promise.all(subjects) };
}
