import type { ModelVersion } from "@touchline/schemas";

/** live: answers; canary: answers for a share of the matches; shadow: is asked, unseen; candidate: is not asked; retired: never is again. */
export type Stage = "live" | "canary" | "shadow" | "candidate" | "retired";

/** A model that the registry knows, and where it stands. */
export interface RegisteredModel {
  readonly version: ModelVersion;
  readonly stage: Stage;
  /** Share of the matches that it was given, above 0, up to 1; of a canary, 0 otherwise. */
  readonly share: number;
  /** Revision of the change that put it there; 0 where none did. */
  readonly placed: number;
  /** Since when it stands there, ms since the epoch, who put it there and why; null where no change did. */
  readonly since: number | null;
  readonly by: string | null;
  readonly why: string | null;
}

/** What the records of the registry up to one come to. Exactly one model is live as soon as one is known to be shipped. */
export interface ModelRegistry {
  /** Of the last change; 0 before any. */
  readonly revision: number;
  /** Records of this time or later go by it, ms since the epoch. */
  readonly from: number;
  /** By id, in the order in which they came to be known. */
  readonly models: ReadonlyMap<string, RegisteredModel>;
  /** Id of the live model. Before any change it is the one that was last announced as shipped; null where none was. */
  readonly live: string | null;
  /** Ids of those that were live before, the last one last; retired ones are not among them. */
  readonly formerly: readonly string[];
}

export const emptyRegistry: ModelRegistry = {
  revision: 0,
  from: Number.NEGATIVE_INFINITY,
  models: new Map(),
  live: null,
  formerly: [],
};

/** Models that stand there, in the order in which they came to. */
export function modelsAt(registry: ModelRegistry, stage: Stage): readonly RegisteredModel[] {
  return [...registry.models.values()].filter((model) => model.stage === stage).sort((a, b) => a.placed - b.placed);
}

/** Share of the matches for which a model answers, 0 to 1: the live one has what canaries leave. */
export function shareOf(registry: ModelRegistry, { stage, share }: RegisteredModel): number {
  if (stage !== "live") return share;
  return Math.max(0, 1 - modelsAt(registry, "canary").reduce((sum, canary) => sum + canary.share, 0));
}
