import type { Found, KeyAnswer, StoreReader } from "@touchline/streams";
import type { FastifyReply } from "fastify";
import type { z } from "zod";
import { StoreReadError } from "./store-read-error.ts";

/** Answers with what `make` gives, or with the `StoreReadError` that it throws. */
export async function answerRead(reply: FastifyReply, make: () => Promise<object>): Promise<FastifyReply> {
  try {
    return reply.header("cache-control", "no-store").send(await make());
  } catch (error) {
    if (!(error instanceof StoreReadError)) throw error;
    if (error.status === 503) reply.header("retry-after", "1");
    return reply.code(error.status).send({ code: error.code, message: error.message, ...error.details });
  }
}

/** The query as its schema has it; throws QUERY_INVALID. */
export function readQuery<S extends z.ZodObject>(schema: S, query: unknown): z.output<S> {
  const { data, error } = schema.safeParse(query);
  if (data !== undefined) return data;
  const problems = error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new StoreReadError("QUERY_INVALID", `correct the query: ${problems}`);
}

/**
 * What a store holds under a key; throws why it does not: STORE_UNKNOWN, KEY_UNKNOWN, TASK_ELSEWHERE or TASK_RESTORING. Reads at
 * once, so that several that are begun together stand at the same positions.
 */
export async function foundIn(reader: StoreReader, store: string, key: string, task?: number): Promise<Found> {
  const found = await reader.get(store, key, task);
  if (found === undefined) throw unknownStore(store, reader);
  if (found.at === "found") return found;
  throw refusal(found, `${key} in ${store}`);
}

export function unknownStore(store: string, { stores }: StoreReader): StoreReadError {
  const names = stores.map(({ name }) => name).join(", ") || "none";
  return new StoreReadError("STORE_UNKNOWN", `there is no store ${store}: there are ${names}`);
}

function refusal(found: Exclude<KeyAnswer, Found>, what: string): StoreReadError {
  const { task } = found;
  switch (found.at) {
    case "absent":
      return new StoreReadError("KEY_UNKNOWN", `there is no ${what}, as of task ${task} at these positions`, {
        task,
        positions: found.positions,
      });
    case "restoring":
      return new StoreReadError("TASK_RESTORING", `task ${task}, which has ${what}, is being restored: ask again`, {
        task,
      });
    case "elsewhere": {
      const who = found.instance ?? "another process, or nobody just now";
      return new StoreReadError("TASK_ELSEWHERE", `task ${task}, which has ${what}, is not here: ask ${who}`, {
        task,
        instance: found.instance ?? null,
      });
    }
  }
}
