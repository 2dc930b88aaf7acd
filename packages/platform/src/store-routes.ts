import type { PageEnd, StoreReader } from "@touchline/streams";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { answerRead, foundIn, readQuery, unknownStore } from "./store-answers.ts";
import { StoreReadError } from "./store-read-error.ts";

const pageLimitMax = 1_000;

const task = z.coerce.number().int().min(0).optional();
const keyQuery = z.object({ task });
const pageQuery = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(100),
  task,
});

export interface StoreRoutes {
  /** Throws TASK_RESTORING until the application runs for the first time. */
  readonly reader: () => StoreReader;
  readonly application: string;
  /** Name of this process. */
  readonly instance: string;
}

/**
 * The stores of this process, to be read: what is committed, and the positions that each answer stands at.
 *
 *   GET /v1/stores                     the stores, and the tasks that are here
 *   GET /v1/stores/:store              a page of entries: ?from&to&limit&cursor&task
 *   GET /v1/stores/:store/:key         one entry: ?task where the key is not the key of the records that led to it
 *
 * Refusals are `{code, message}`: 404 STORE_UNKNOWN and KEY_UNKNOWN, 421 TASK_ELSEWHERE with the instance that has it, 503
 * TASK_RESTORING, 400 QUERY_INVALID.
 */
export function storeRoutes(http: FastifyInstance, { reader, application, instance }: StoreRoutes): void {
  http.get("/v1/stores", (_, reply) =>
    answerRead(reply, async () => {
      const { stores, tasks, partitions } = reader();
      return { application, instance, partitions, stores, tasks };
    }),
  );

  http.get<{ Params: { store: string } }>("/v1/stores/:store", ({ params: { store }, query }, reply) =>
    answerRead(reply, async () => {
      const { cursor, ...range } = readQuery(pageQuery, query);
      const page = reader().page(store, { ...range, after: cursor === undefined ? undefined : readCursor(cursor) });
      if (page === undefined) throw unknownStore(store, reader());
      const next = page.next === undefined ? null : writeCursor(page.next);
      return { application, instance, store, ...page, next };
    }),
  );

  http.get<{ Params: { store: string; key: string } }>("/v1/stores/:store/:key", ({ params, query }, reply) =>
    answerRead(reply, async () => {
      const { store, key } = params;
      const { at: _, ...found } = await foundIn(reader(), store, key, readQuery(keyQuery, query).task);
      return { application, instance, store, key, ...found };
    }),
  );
}

function writeCursor({ key, task }: PageEnd): string {
  return Buffer.from(JSON.stringify([key, task])).toString("base64url");
}

function readCursor(text: string): PageEnd {
  try {
    const [key, task] = JSON.parse(Buffer.from(text, "base64url").toString());
    if (typeof key === "string" && Number.isInteger(task)) return { key, task };
  } catch {
    // whatever it is, it is none of ours
  }
  throw new StoreReadError(
    "QUERY_INVALID",
    "correct the query: cursor: take it from next of the page before, as it is",
  );
}
