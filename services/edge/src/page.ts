import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { answerErrors } from "./api.ts";
import { EdgeError } from "./errors.ts";

const oneYearSeconds = 31_536_000;

/** The page needs nothing from elsewhere, so it may load nothing from elsewhere. */
const securityHeaders = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

export interface PageOptions {
  /** Where the built page lies. */
  readonly folder: string;
  readonly onError: (error: unknown) => void;
}

/** Serves the built page. Assets carry a hash of their content in their name, so browsers may keep them for good. */
export async function page(http: FastifyInstance, { folder, onError }: PageOptions): Promise<void> {
  answerErrors(http, onError);
  http.addHook("onSend", async (_, reply) => void reply.headers(securityHeaders));
  if (!existsSync(join(folder, "index.html"))) {
    http.get("/", () => {
      throw new EdgeError(
        "PAGE_NOT_BUILT",
        "The page is not built: run `npm run build` in web, then start the edge again.",
      );
    });
    return;
  }
  await http.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    preCompressed: true,
    dotfiles: "ignore",
    setHeaders: (reply, path) => {
      const forGood = path.startsWith(join(folder, "assets"));
      reply.header("cache-control", forGood ? `public, max-age=${oneYearSeconds}, immutable` : "no-cache");
    },
  });
}
