import { topologyConfig } from "@touchline/platform";
import { z } from "zod";

export const featuresConfig = z.object({
  ...topologyConfig,
  FEATURES_HISTORY_WAIT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(10_000)
    .describe("Longest wait of a look-up of form for history to reach its kick-off, ms; then formComplete is false."),
});
