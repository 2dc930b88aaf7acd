import { type ListedModel, listModels, type ModelRegistry } from "@touchline/model-registry";
import type { FastifyInstance } from "fastify";
import { errorSchema, modelSchema, modelsSchema } from "./api-schemas.ts";
import { EdgeError } from "./errors.ts";

/** A model as the registry has it now, and what it has said. */
export interface ModelView extends ListedModel {
  /** Its predictions among those that the edge has read from the log, published ones alone. */
  readonly predictions: number;
}

export interface ServedModelsOptions {
  /** The registry as of a time, ms since the epoch. */
  readonly registry: { at(time: number): ModelRegistry };
  /** Ms since the epoch; by default this process's clock. */
  readonly now?: () => number;
}

/** The models that there are, and how many predictions each has made. */
export class ServedModels {
  readonly #options: ServedModelsOptions;
  readonly #predictions = new Map<string, number>();

  constructor(options: ServedModelsOptions) {
    this.#options = options;
  }

  predicted(modelId: string): void {
    this.#predictions.set(modelId, (this.#predictions.get(modelId) ?? 0) + 1);
  }

  /** The live one first, the retired ones last. */
  list(): readonly ModelView[] {
    const { registry, now = Date.now } = this.#options;
    return listModels(registry.at(now())).map((model) => ({
      ...model,
      predictions: this.#predictions.get(model.id) ?? 0,
    }));
  }
}

/** The part of the API that tells of models. */
export function modelRoutes(http: FastifyInstance, models: Pick<ServedModels, "list">): void {
  const listSchema = {
    summary: "The models that there are: which of them answer, for how many matches, and since when",
    response: { 200: modelsSchema, "4xx": errorSchema },
  };
  http.get("/models", { schema: listSchema }, () => ({ models: models.list() }));

  const oneSchema = {
    summary: "A model: where it stands, who put it there and why, what its card says, how many predictions it has made",
    params: { type: "object", required: ["id"], properties: { id: { type: "string", maxLength: 100 } } },
    response: { 200: modelSchema, "4xx": errorSchema },
  };
  http.get<{ Params: { id: string } }>("/models/:id", { schema: oneSchema }, ({ params: { id } }) => {
    const found = models.list().find((model) => model.id === id);
    if (found === undefined) {
      throw new EdgeError(
        "MODEL_UNKNOWN",
        `${id}: there is no model of this id; /v1/models lists those that there are.`,
      );
    }
    return found;
  });
}
