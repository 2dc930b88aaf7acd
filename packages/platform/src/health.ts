import type { FastifyInstance } from "fastify";

/** True where ready, otherwise why not, in words. */
export type Check = () => true | string;

const tickMs = 500;
/** Beyond this the process is too late for anything live, and better started anew. */
const lagMsMax = 5_000;

/**
 * `/health/live`: the event loop turns in time; 503 says to restart the process.
 * `/health/ready`: every registered check holds; 503 carries the reasons and says to send no work here yet.
 */
export class Health {
  #checks = new Map<string, Check>();
  #expectedAt = performance.now() + tickMs;
  #lagMs = 0;
  #timer = setInterval(() => {
    const now = performance.now();
    this.#lagMs = Math.max(0, now - this.#expectedAt);
    this.#expectedAt = now + tickMs;
  }, tickMs).unref();

  check(label: string, check: Check): void {
    this.#checks.set(label, check);
  }

  /** Why the service is not ready, by label; empty where it is. */
  reasons(): Record<string, string> {
    const reasons: Record<string, string> = {};
    for (const [label, check] of this.#checks) {
      const answer = check();
      if (answer !== true) reasons[label] = answer;
    }
    return reasons;
  }

  routes(http: FastifyInstance): void {
    http.get("/health/live", (_, reply) => {
      const lagMs = Math.round(Math.max(this.#lagMs, performance.now() - this.#expectedAt));
      const live = lagMs <= lagMsMax;
      return reply
        .code(live ? 200 : 503)
        .send({ status: live ? "live" : "stalled", eventLoopLagMs: Math.max(0, lagMs) });
    });
    http.get("/health/ready", (_, reply) => {
      const reasons = this.reasons();
      const ready = Object.keys(reasons).length === 0;
      return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not ready", reasons });
    });
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
