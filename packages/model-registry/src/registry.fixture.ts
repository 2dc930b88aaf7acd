import type { ModelChange, ModelVersion } from "@touchline/schemas";
import { foldChange, foldVersion } from "./fold.ts";
import { emptyRegistry, type ModelRegistry } from "./model-registry.ts";
import { propose, type Request } from "./propose.ts";

/** A version of this id; the shipped one where the id is `a`. */
export function versionOf(modelId: string, changes: Partial<ModelVersion> = {}): ModelVersion {
  const figures = { dataHash: "", trainedUntil: 2021, metrics: [{ name: "rps", value: 0.196 }] };
  const about = "For tests.";
  return { modelId, hash: `hash of ${modelId}`, shipped: modelId === "a", about, odds: "none", ...figures, ...changes };
}

/** A registry that knows models a (shipped), b, c and d. */
export const fourModels: ModelRegistry = ["a", "b", "c", "d"].reduce(
  (registry, id) => foldVersion(registry, versionOf(id)),
  emptyRegistry,
);

/** The change as it would be made, one second after the one before. */
export function changeOf(registry: ModelRegistry, request: Omit<Request, "by">): ModelChange {
  return propose(registry, { by: "Ada", ...request }, Math.max(0, registry.from) + 1_000);
}

/** The registry after these changes, each made as it would be. */
export function after(registry: ModelRegistry, ...requests: Omit<Request, "by">[]): ModelRegistry {
  return requests.reduce((now, request) => foldChange(now, changeOf(now, request)), registry);
}
