import type { StoreSpecs } from "./store.ts";
import type { AnySource, Topology } from "./topology.ts";

/** What a drawing needs of a topology, whatever its stores are. */
export type Drawn = Pick<Topology, "application" | "changelog" | "stores" | "sinks"> & {
  readonly sources: readonly Pick<AnySource<StoreSpecs>, "topic" | "deadLetters">[];
};

/**
 * Topologies as one Mermaid flowchart: topics as parallelograms, each application with its stores as a box, dead letters
 * dotted. Topologies meet at the topics that one writes and another reads.
 */
export function mermaid(topologies: readonly Drawn[]): string {
  const topics = new Set<string>();
  const letters = new Set<string>();
  const arrows: string[] = [];
  const boxes: string[] = [];
  for (const { application, changelog, stores, sources, sinks } of topologies) {
    const fold = `${id(application)}_fold`;
    boxes.push(
      `  subgraph ${id(application)}["${application}: ${changelog.partitions} tasks"]`,
      `    ${fold}(("fold"))`,
    );
    for (const { name, kind } of Object.values(stores)) {
      const store = `${id(application)}_${id(name)}`;
      boxes.push(`    ${store}[("${name}<br/>${kind}")]`);
      arrows.push(`  ${fold} <--> ${store}`);
    }
    boxes.push("  end");
    for (const { topic, deadLetters } of sources) {
      topics.add(topic.name);
      letters.add(deadLetters.name);
      arrows.push(`  ${id(topic.name)} --> ${fold}`, `  ${fold} -.-> ${id(deadLetters.name)}`);
    }
    for (const { name } of sinks) {
      topics.add(name);
      arrows.push(`  ${fold} --> ${id(name)}`);
    }
  }
  const drawn = [...topics, ...letters].map((name) => `  ${id(name)}[/"${name}"/]`);
  return ["flowchart LR", ...drawn, ...boxes, ...arrows].join("\n");
}

/** Mermaid reads dots and dashes in an id as something else. */
function id(name: string): string {
  return name.replaceAll(/\W/g, "_");
}
