import { BrokerError, ClientClosed, ConnectionLost } from "../kafka/broker-error.ts";

/** An error as @platformatic/kafka has it: one, or several below one. */
interface Reported extends Error {
  readonly code?: string;
  /** Of Kafka's protocol. */
  readonly apiCode?: number;
  readonly closed?: boolean;
  readonly errors?: readonly Reported[];
}

/** What went wrong, in the words of the port: what a broker refused, a connection that was lost, else as it is. */
export function failureOf(error: unknown, what: string): Error {
  const reported = [...all(error as Reported)];
  const refused = reported.find(({ apiCode }) => apiCode !== undefined);
  if (refused?.apiCode !== undefined) return new BrokerError(refused.apiCode, what);
  if (reported.some(({ closed }) => closed)) return new ClientClosed();
  if (reported.some(({ code }) => code === "PLT_KFK_NETWORK")) return new ConnectionLost(what, error);
  return error as Error;
}

function* all(error: Reported): Iterable<Reported> {
  yield error;
  for (const below of error.errors ?? []) yield* all(below);
}

/** An answer with its error codes, for the caller to act on: the package throws it, whole, where it has any. */
export async function answered<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking;
  } catch (error) {
    const { response } = error as { response?: Answer };
    if (response === undefined) throw error;
    return response;
  }
}
