import type { PredictionAnswers, PredictionRequest } from "./prediction-request.ts";
import { Refused } from "./refused.ts";

/**
 * Asks an edge (`http://host:port`) what it expects of up to 500 matches. One that cannot be answered has its error in its place. Rejects
 * with a `Refused` where the whole request is refused, or nobody answers.
 */
export async function predict(
  edge: string,
  requests: PredictionRequest | readonly PredictionRequest[],
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<PredictionAnswers> {
  const address = `${edge.replace(/\/$/, "")}/v1/predictions`;
  let answer: Response;
  let body: { readonly code?: string; readonly message?: string };
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(requests),
      signal: signal ?? null,
    });
    body = (await answer.json()) as typeof body;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Refused("UNREACHABLE", `${address} does not answer: is the edge running there?`, 0, cause);
  }
  if (answer.ok) return body as unknown as PredictionAnswers;
  throw new Refused(body.code ?? "INTERNAL", body.message ?? `${address} answered ${answer.status}`, answer.status);
}
