import type { ModelAction, ModelChange } from "@touchline/schemas";
import { RegistryError } from "./error.ts";
import { foldChange } from "./fold.ts";
import type { ModelRegistry } from "./model-registry.ts";

/** A change holds from so long after it was made, ms: long enough for every reader to have it by then. */
export const leadMs = 1_000;

/** What somebody wants changed. */
export interface Request {
  readonly action: Exclude<ModelAction, "UNKNOWN">;
  /** Of ROLL_BACK not needed: the model that was live before. */
  readonly modelId?: string | undefined;
  /** Of SPLIT. */
  readonly share?: number | undefined;
  readonly by: string;
  readonly why?: string | undefined;
}

/** The change that does what is wanted, made at `now` (ms since the epoch). Throws a `RegistryError` where it would be refused. */
export function propose(registry: ModelRegistry, request: Request, now: number): ModelChange {
  const { action, share = 0, by, why = null } = request;
  const modelId = request.modelId ?? (action === "ROLL_BACK" ? registry.formerly.at(-1) : undefined);
  if (modelId === undefined) {
    throw action === "ROLL_BACK"
      ? new RegistryError("NOTHING_TO_ROLL_BACK", "no model was live before: promote the one that is to answer")
      : new RegistryError("CHANGE_INVALID", `${action} of no model: name one`);
  }
  const modelHash = registry.models.get(modelId)?.version.hash ?? "";
  const from = Math.max(now + leadMs, registry.from);
  const change = { revision: registry.revision + 1, action, modelId, modelHash, share, from, by, why };
  foldChange(registry, change);
  return change;
}
