export { openPlatformaticClient, type PlatformaticClientOptions } from "./platformatic-client.ts";
