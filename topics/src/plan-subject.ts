import { breaks, subjectOf } from "@touchline/schemas";
import type { Schema, Schemas } from "@touchline/streams";
import type { Change, Note, Plan, Refusal } from "./changes.ts";
import type { Declaration } from "./declaration.ts";
import type { Observed, ObservedSubject } from "./observed.ts";

/** Every subject: whatever is on a topic gets replayed, so old and new programs must read old and new records. */
const compatibilityLevel = "FULL_TRANSITIVE";

/** What it takes to have a record of a topic in the registry, as it is defined. */
// biome-ignore lint/suspicious/noExplicitAny: a schema of any value
export function planSubject(topic: Declaration<Schemas>, schema: Schema<any>, observed: Observed): Partial<Plan> {
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
