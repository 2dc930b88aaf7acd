import type { ShippedModel } from "./model.ts";
import { strengthsPoisson, strengthsPoissonPast } from "./strengths-poisson.ts";

/** Every model that can be asked. The first one answers as long as no change of the registry names another. */
export const shippedModels: readonly [ShippedModel, ...ShippedModel[]] = [strengthsPoisson, strengthsPoissonPast];
