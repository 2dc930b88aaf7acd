import { ask } from "./ask.ts";
import type { PredictionAnswers, PredictionRequest } from "./prediction-request.ts";

/**
 * Asks an edge (`http://host:port`) what it expects of up to 500 matches. One that cannot be answered has its error in its place. Rejects
 * with a `Refused` where the whole request is refused, or nobody answers.
 */
export function predict(
  edge: string,
  requests: PredictionRequest | readonly PredictionRequest[],
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<PredictionAnswers> {
  return ask(edge, "predictions", { method: "POST", body: requests, signal });
}
