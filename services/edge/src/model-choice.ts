import type { OddsVariant } from "@touchline/client";
import type { ModelRegistry } from "@touchline/model-registry";
import { type Model, shippedModels } from "@touchline/models";
import { EdgeError } from "./errors.ts";

/** A model that can be asked for, and which odds it has seen. */
export interface ChoosableModel {
  readonly model: Model;
  readonly odds: OddsVariant;
}

/**
 * The models of this version that may answer, the live one first. Before any change of the registry they are in the order in which they
 * ship; a retired one, or one that the registry knows by another hash, is not among them.
 */
export function choosableModels({ revision, live, models }: ModelRegistry): readonly ChoosableModel[] {
  const choosable = shippedModels.filter(({ id, hash }) => {
    const known = models.get(id);
    return revision === 0 || known === undefined || (known.version.hash === hash && known.stage !== "retired");
  });
  const isLive = ({ id }: Model) => revision > 0 && id === live;
  const liveFirst = [...choosable.filter(isLive), ...choosable.filter((model) => !isLive(model))];
  return liveFirst.map((model) => ({ model, odds: model.card.odds as OddsVariant }));
}

/** The model of an id, or of a variant by odds; the live one where neither is told. Throws an `EdgeError` MODEL_UNKNOWN. */
export function chosenModel(
  { model, odds }: { readonly model?: string | undefined; readonly odds?: OddsVariant | undefined },
  among: readonly ChoosableModel[],
): Model {
  const found = among.find(
    (each) => (model === undefined || each.model.id === model) && (odds === undefined || each.odds === odds),
  );
  if (found !== undefined) return found.model;
  const asked = [model, odds && `odds: ${odds}`].filter((each) => each !== undefined).join(", ");
  const known = among.map((each) => `${each.model.id} (odds: ${each.odds})`).join(", ");
  throw new EdgeError("MODEL_UNKNOWN", `${asked}: no such model can be asked for; there are ${known}.`);
}
