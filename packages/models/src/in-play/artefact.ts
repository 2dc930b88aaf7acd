import shipped from "../artefacts/in-play.json" with { type: "json" };
import type { InPlayParameters } from "./parameters.ts";

/** What is shipped. */
export const inPlayParameters: InPlayParameters = shipped;
