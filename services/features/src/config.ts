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
  FEATURES_SILENCE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(90_000)
    .describe(
      "A match that is played, and of which nothing is told for so long, is suspended until its feed is back, ms of real time: more than the time between two ticks of a feed's clock, which is a minute mostly. 0 watches nothing.",
    ),
});
