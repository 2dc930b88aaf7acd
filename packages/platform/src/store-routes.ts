import type { App, PageEnd, StoreReader } from "@touchline/streams";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
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
  /** Undefined until the application runs for the first time. */
  readonly app: () => App | undefined;
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
export function storeRoutes(http: FastifyInstance, { app, application, instance }: StoreRoutes): void {
  const reader = (): StoreReader => {
    const running = app();
    if (running !== undefined) return running.stores;
    throw new StoreReadError("TASK_RESTORING", `${application} is starting: ask again in a moment`);
  };

  http.get("/v1/stores", (_, reply) =>
    answer(reply, async () => {
      const { stores, tasks, partitions } = reader();
      return { application, instance, partitions, stores, tasks };
    }),
  );

  http.get<{ Params: { store: string } }>("/v1/stores/:store", ({ params: { store }, query }, reply) =>
    answer(reply, async () => {
      const { cursor, ...range } = read(pageQuery, query);
      const page = reader().page(store, { ...range, after: cursor === undefined ? undefined : readCursor(cursor) });
      if (page === undefined) throw unknown(store, reader());
      const next = page.next === undefined ? null : writeCursor(page.next);
      return { application, instance, store, ...page, next };
    }),
  );

  http.get<{ Params: { store: string; key: string } }>("/v1/stores/:store/:key", ({ params, query }, reply) =>
    answer(reply, async () => {
      const { store, key } = params;
      const found = await reader().get(store, key, read(keyQuery, query).task);
      if (found === undefined) throw unknown(store, reader());
      const { at, ...rest } = found;
      if (found.at === "found") return { application, instance, store, key, ...rest };
      throw refusal(found, `${key} in ${store}`);
    }),
  );
}

function refusal(
  found: Exclude<Awaited<ReturnType<StoreReader["get"]>>, undefined | { at: "found" }>,
  what: string,
): StoreReadError {
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

function unknown(store: string, { stores }: StoreReader): StoreReadError {
  const names = stores.map(({ name }) => name).join(", ") || "none";
  return new StoreReadError("STORE_UNKNOWN", `there is no store ${store}: there are ${names}`);
}

function read<S extends z.ZodObject>(schema: S, query: unknown): z.output<S> {
  const { data, error } = schema.safeParse(query);
  if (data !== undefined) return data;
  const problems = error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new StoreReadError("QUERY_INVALID", `correct the query: ${problems}`);
}

async function answer(reply: FastifyReply, make: () => Promise<object>): Promise<FastifyReply> {
  try {
    return reply.header("cache-control", "no-store").send(await make());
  } catch (error) {
    if (!(error instanceof StoreReadError)) throw error;
    if (error.status === 503) reply.header("retry-after", "1");
    return reply.code(error.status).send({ code: error.code, message: error.message, ...error.details });
  }
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
