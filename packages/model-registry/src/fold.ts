import type { ModelAction, ModelChange, ModelVersion } from "@touchline/schemas";
import { RegistryError } from "./error.ts";
import { type ModelRegistry, modelsAt, type RegisteredModel, type Stage } from "./model-registry.ts";

/** From which stages an action may take a model; docs/life-of-a-model.md draws it. */
export const allowedFrom: Readonly<Record<ModelAction, readonly Stage[]>> = {
  SHADOW: ["candidate", "canary"],
  SPLIT: ["shadow", "canary"],
  PROMOTE: ["shadow", "canary"],
  ROLL_BACK: ["candidate", "shadow", "canary"],
  WITHDRAW: ["shadow", "canary"],
  RETIRE: ["candidate", "shadow", "canary"],
  UNKNOWN: [],
};

/** What may be done with a model in a stage, for a message. */
const wayOn: Readonly<Record<Stage, string>> = {
  candidate: "have it shadow first",
  shadow: "split matches off for it, promote it or withdraw it",
  canary: "promote it, change its share, have it shadow or withdraw it",
  live: "promote another model, or roll back, first",
  retired: "train it anew under an id of its own",
};

/**
 * The registry with a version more, or one whose card was told anew. Before any change the live model is the one that was
 * last announced as shipped. Throws MODEL_HASH_MISMATCH where another version goes by that id.
 */
export function foldVersion(registry: ModelRegistry, version: ModelVersion): ModelRegistry {
  const { modelId: id, hash, shipped } = version;
  const known = registry.models.get(id);
  if (known !== undefined && known.version.hash !== hash) {
    throw new RegistryError(
      "MODEL_HASH_MISMATCH",
      `${id} is known with hash ${known.version.hash}, not ${hash}: a model that answers otherwise needs another id`,
    );
  }
  const models = new Map(registry.models);
  models.set(id, {
    ...(known ?? { stage: "candidate", share: 0, placed: 0, since: null, by: null, why: null }),
    version,
  });
  if (!shipped || registry.revision > 0) return { ...registry, models };
  for (const [other, model] of models) {
    models.set(other, { ...model, stage: other === id ? "live" : model.stage === "live" ? "candidate" : model.stage });
  }
  return { ...registry, models, live: id };
}

/** The registry after a change. Throws a `RegistryError` where the change is refused; the registry then stays as it is. */
export function foldChange(registry: ModelRegistry, change: ModelChange): ModelRegistry {
  const model = checked(registry, change);
  const models = new Map(registry.models);
  const place = (of: RegisteredModel, stage: Stage, share = 0) => {
    const { from: since, by, why } = change;
    const placed = of.stage === stage ? of.placed : change.revision;
    models.set(of.version.modelId, { ...of, stage, share, placed, since, by, why });
  };
  const { live } = registry;
  let { formerly } = registry;
  if (change.action === "PROMOTE" || change.action === "ROLL_BACK") {
    const replaced = live === null ? undefined : models.get(live);
    if (replaced !== undefined) place(replaced, "shadow");
    if (change.action === "ROLL_BACK") formerly = formerly.slice(0, -1);
    else if (live !== null) formerly = [...formerly, live];
    place(model, "live");
  } else if (change.action === "SPLIT") {
    place(model, "canary", change.share);
  } else {
    place(model, change.action === "SHADOW" ? "shadow" : change.action === "RETIRE" ? "retired" : "candidate");
    if (change.action === "RETIRE") formerly = formerly.filter((id) => id !== change.modelId);
  }
  const after: ModelRegistry = { ...registry, revision: change.revision, from: change.from, models, formerly };
  return models.get(change.modelId)?.stage === "live" ? { ...after, live: change.modelId } : after;
}

/** The model that a change is about; throws where it cannot be made. */
function checked(registry: ModelRegistry, change: ModelChange): RegisteredModel {
  const { action, modelId: id, revision, share, from } = change;
  const refuse = (code: RegistryError["code"], why: string) => {
    throw new RegistryError(code, why);
  };
  if (revision !== registry.revision + 1) {
    refuse(
      "REVISION_CONFLICT",
      `change ${revision} follows on ${registry.revision}: look at the list and make it anew`,
    );
  }
  const model = registry.models.get(id);
  if (model === undefined) {
    const known = [...registry.models.keys()].join(", ") || "none: start a predictor, which tells those that it has";
    throw new RegistryError("MODEL_UNKNOWN", `${id} is no model that the registry knows; it knows ${known}`);
  }
  if (model.version.hash !== change.modelHash) {
    refuse("MODEL_HASH_MISMATCH", `${id} has the hash ${model.version.hash}, the change means ${change.modelHash}`);
  }
  if (model.stage === "retired") refuse("MODEL_RETIRED", `${id} is retired, and stays so: ${wayOn.retired}`);
  if (action === "ROLL_BACK" && registry.formerly.at(-1) !== id) {
    const former = registry.formerly.at(-1);
    const why = former === undefined ? "no model was live before" : `${former} was live before, not ${id}`;
    refuse("NOTHING_TO_ROLL_BACK", `${why}: promote the one that is to answer`);
  }
  if (!allowedFrom[action].includes(model.stage)) {
    refuse(
      "TRANSITION_REFUSED",
      `${action} does not lead on from ${model.stage}, where ${id} is: ${wayOn[model.stage]}`,
    );
  }
  if (!Number.isFinite(from) || from < registry.from) {
    refuse("CHANGE_INVALID", `it holds from ${from}, the change before from ${registry.from}: give a later time`);
  }
  if (action === "SPLIT") {
    if (!(share > 0 && share <= 1)) {
      refuse("CHANGE_INVALID", `a share of ${share}: give one above 0, up to 1; without a share a model shadows`);
    }
    const others = modelsAt(registry, "canary").filter(({ version }) => version.modelId !== id);
    const sum = others.reduce((total, canary) => total + canary.share, share);
    if (sum > 1 + 1e-9) refuse("SHARES_EXCEEDED", `the shares of canaries would sum to ${sum}: give at most 1 in all`);
  }
  return model;
}
