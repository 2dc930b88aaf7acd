import type { ShippedModel } from "@touchline/models";
import type { ModelVersion } from "@touchline/schemas";

/** What the registry is told of the models that come with this version; the first one is the shipped one. */
export function versionsOf(models: readonly ShippedModel[]): readonly ModelVersion[] {
  return models.map(({ id, hash, card }, i) => ({ modelId: id, hash, shipped: i === 0, ...card }));
}
