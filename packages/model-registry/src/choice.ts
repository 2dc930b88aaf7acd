import { createHash } from "node:crypto";
import { type ModelRegistry, modelsAt } from "./model-registry.ts";

/** Which models are asked of a match. */
export interface Choice {
  /** Id of the model that answers; null where none is live. */
  readonly answers: string | null;
  /** Ids of those that are asked beside it, unseen. */
  readonly shadows: readonly string[];
}

/**
 * Which models are asked of a match, by its id alone: so each record of it is answered by the same one until a change of the registry.
 * Each canary draws its own matches, by a hash of its id and the match's, from those that earlier canaries have left:
 * a share that grows keeps the matches it had, and whether a match is drawn says nothing of the next experiment.
 */
export function choose(registry: ModelRegistry, matchId: string): Choice {
  return { answers: answering(registry, matchId), shadows: modelsAt(registry, "shadow").map((m) => m.version.modelId) };
}

function answering(registry: ModelRegistry, matchId: string): string | null {
  let left = 1;
  for (const { version, share } of modelsAt(registry, "canary")) {
    if (drawn(version.modelId, matchId) < share / left) return version.modelId;
    left -= share;
  }
  return registry.live;
}

/** A number from 0 to below 1 for a model and a match: the first 48 bits of a SHA-256. */
function drawn(modelId: string, matchId: string): number {
  return createHash("sha256").update(`${modelId}\n${matchId}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
