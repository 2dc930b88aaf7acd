export { openRegistryView, type RegistryView } from "./view.ts";
export { announce, changeRegistry, readRegistry } from "./write.ts";
