import { choose, type ModelRegistry } from "@touchline/model-registry";
import type { Model } from "@touchline/models";
import type { Refusal } from "./reason-codes.ts";

/** In which part a model was asked. */
export type Part = "live" | "canary" | "shadow";

/** Models that this process has; the first one is the shipped one. */
export type Models = readonly [Model, ...Model[]];

export interface AskedModels {
  /** Undefined where none of this process's models may. */
  readonly answers: Model | undefined;
  readonly part: Exclude<Part, "shadow">;
  /** Asked beside it, unseen. */
  readonly shadows: readonly Model[];
}

/**
 * The models that are asked of a match as the registry has it. Before any change of it the shipped one answers. Where this
 * process lacks the one that should, the first of its own that is not retired answers in its place, and says so by its id; one that
 * should shadow is left out.
 */
export function askedModels(models: Models, registry: ModelRegistry, matchId: string): AskedModels {
  if (registry.revision === 0) return { answers: models[0], part: "live", shadows: [] };
  const { answers: id, shadows } = choose(registry, matchId);
  const found = find(models, registry, id);
  return {
    answers: found ?? models.find((model) => mayAnswer(model, registry)),
    part: found === undefined || id === registry.live ? "live" : "canary",
    shadows: shadows.flatMap((shadow) => find(models, registry, shadow) ?? []),
  };
}

/** Why nothing is predicted where none of these models may answer. */
export function noModel(models: Models): Refusal {
  const ids = models.map(({ id }) => id).join(", ");
  return {
    code: "MODEL_MISSING",
    message: `none of ${ids} may answer: the registry has them retired, or of another hash`,
  };
}

/** Ids of models that are to be asked and that this process lacks, or has with another hash. */
export function missingModels(models: Models, registry: ModelRegistry): readonly string[] {
  if (registry.revision === 0) return [];
  return [...registry.models]
    .filter(([, { stage }]) => stage === "live" || stage === "canary" || stage === "shadow")
    .map(([id]) => id)
    .filter((id) => find(models, registry, id) === undefined);
}

function find(models: Models, registry: ModelRegistry, id: string | null): Model | undefined {
  return models.find((model) => model.id === id && model.hash === registry.models.get(model.id)?.version.hash);
}

function mayAnswer({ id, hash }: Model, registry: ModelRegistry): boolean {
  const known = registry.models.get(id);
  return known === undefined || (known.version.hash === hash && known.stage !== "retired");
}
