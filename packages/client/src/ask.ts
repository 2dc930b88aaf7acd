import { Refused } from "./refused.ts";

interface Asked {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Asks an edge's API. Rejects with a `Refused` where it is refused, or nobody answers. */
export async function ask<T>(edge: string, path: string, { method = "GET", body, signal }: Asked = {}): Promise<T> {
  const address = `${edge.replace(/\/$/, "")}/v1/${path}`;
  let answer: Response;
  let said: { readonly code?: string; readonly message?: string };
  try {
    answer = await fetch(address, {
      method,
      ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      signal: signal ?? null,
    });
    said = answer.status === 204 ? {} : ((await answer.json()) as typeof said);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Refused("UNREACHABLE", `${address} does not answer: is the edge running there?`, 0, cause);
  }
  if (answer.ok) return said as T;
  throw new Refused(said.code ?? "INTERNAL", said.message ?? `${address} answered ${answer.status}`, answer.status);
}
