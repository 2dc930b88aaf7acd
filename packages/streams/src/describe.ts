import type { ErrorPolicies, ErrorPolicy } from "./policy.ts";
import type { StoreSpec, StoreSpecs } from "./store.ts";
import type { Topic } from "./topic.ts";
import type { AnySource, Topology } from "./topology.ts";

/** A topology as text: what it reads, keeps and writes, one topic or store a line, and what was declared of each below it. */
export function describe<Stores extends StoreSpecs>(topology: Topology<Stores>): string {
  const { application, changelog, stores, sources, sinks, punctuate = [], onError } = topology;
  return [
    `application ${application}: ${changelog.partitions} tasks`,
    ...policyLines("  ", onError),
    ...sources.flatMap((source) => [
      `  source ${source.topic.name} (${recordsOf(source.topic)}), dead letters to ${source.deadLetters.name}`,
      ...timeLines(source),
      ...policyLines("    ", source.onError),
    ]),
    ...Object.values(stores).map((store) => `  store ${store.name} (${storeText(store)})`),
    ...punctuate.map(({ every }) => `  punctuation every ${every} ms of stream time`),
    ...sinks.map((topic) => `  sink ${topic.name} (${recordsOf(topic)})${topic.repartition ? ", by another key" : ""}`),
    `  changelog ${changelog.name}`,
  ].join("\n");
}

function timeLines<Stores extends StoreSpecs>({ late, idleAfter, tombstones, ready }: AnySource<Stores>): string[] {
  return [
    ...(ready === undefined ? [] : ["    waits until what it looks up is there"]),
    ...(tombstones === undefined ? [] : ["    takes tombstones"]),
    ...(late === undefined ? [] : [`    late by more than ${late.after} ms: ${late.policy}`]),
    ...(idleAfter === undefined ? [] : [`    idle after ${idleAfter} ms of stream time`]),
  ];
}

function storeText(store: StoreSpec): string {
  if (store.kind !== "window") return store.kind;
  return `window: ${store.window.name}, exact ${store.retention} ms back`;
}

function policyLines(indent: string, policies: ErrorPolicies = {}): string[] {
  return Object.entries(policies).flatMap(([code, policy]) =>
    policy === undefined ? [] : [`${indent}on ${code}: ${policyText(policy)}`],
  );
}

function policyText(policy: ErrorPolicy): string {
  if (typeof policy === "string") return policy;
  const { attempts, firstWaitMs, longestWaitMs, finally: end } = policy;
  return `retry ${attempts} times after ${firstWaitMs} to ${longestWaitMs} ms, then ${end}`;
}

function recordsOf({ schemas }: Topic): string {
  return Object.keys(schemas).join(", ");
}
