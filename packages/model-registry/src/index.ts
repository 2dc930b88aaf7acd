export { type Choice, choose } from "./choice.ts";
export { RegistryError, type RegistryErrorCode } from "./error.ts";
export { type ListedModel, listModels } from "./listing.ts";
export { type ModelRegistry, type RegisteredModel, type Stage, shareOf } from "./model-registry.ts";
export { leadMs, type Request } from "./propose.ts";
export { type RegistryRecord, RegistryTimeline } from "./timeline.ts";
