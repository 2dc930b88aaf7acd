import type { StoreSpecs } from "./store.ts";
import type { Topology } from "./topology.ts";

/** A topology as text: what it reads, keeps and writes, one topic or store a line. */
export function describe<Stores extends StoreSpecs>(topology: Topology<Stores>): string {
  const { application, changelog, stores, sources, sinks } = topology;
  return [
    `application ${application}: ${changelog.partitions} tasks`,
    ...sources.map(({ topic, deadLetters }) => {
      const kinds = Object.keys(topic.schemas).join(", ");
      return `  source ${topic.name} (${kinds}), dead letters to ${deadLetters.name}`;
    }),
    ...Object.values(stores).map(({ name, kind }) => `  store ${name} (${kind})`),
    ...sinks.map((topic) => `  sink ${topic.name} (${Object.keys(topic.schemas).join(", ")})`),
    `  changelog ${changelog.name}`,
  ].join("\n");
}
