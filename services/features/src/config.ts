import { topologyConfig } from "@touchline/platform";
import { z } from "zod";

export const featuresConfig = z.object({
  ...topologyConfig,
  FEATURES_HISTORY_WAIT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(10_000)
    .describe("Longest wait of a look-up of form for all results that count for it, ms; then formComplete is false."),
});
