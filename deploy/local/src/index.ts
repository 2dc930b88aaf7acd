export { download, type OnProgress } from "./downloads.ts";
export { LocalError, type LocalErrorCode } from "./error.ts";
export { type KafkaOptions, type LocalKafka, startKafka } from "./kafka.ts";
export { cache, root } from "./places.ts";
export { expectFree } from "./ports.ts";
export { type LocalRegistry, type RegistryOptions, startRegistry } from "./registry.ts";
export { type Command, type Exit, type Supervised, supervise } from "./supervised.ts";
