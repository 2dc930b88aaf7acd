import type { OddsVariant } from "@touchline/client";
import { ensembleNone, type Model } from "@touchline/models";
import { EdgeError } from "./errors.ts";

/** A model that can be asked for, and which odds it has seen. */
export interface ChoosableModel {
  readonly model: Model;
  readonly odds: OddsVariant;
}

/** The first is the live one. */
export const choosableModels: readonly ChoosableModel[] = [{ model: ensembleNone, odds: "none" }];

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
