import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the clone. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** What is fetched or recorded once a clone and never committed. */
export const cache = join(root, ".touchline");
