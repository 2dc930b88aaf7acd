import type { BrokerConnection } from "./broker-connection.ts";
import { BrokerError, isRetriable } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Api } from "./protocol.ts";

export interface Connecting {
  to(node: number): Promise<BrokerConnection>;
}

/** The broker that coordinates a group or a transactional id; looked up once, and again when it has moved. */
export class Coordinator {
  readonly #cluster: Cluster;
  readonly #connecting: Connecting;
  readonly #kind: "group" | "transaction";
  readonly #key: string;
  #node: number | undefined;

  constructor(cluster: Cluster, connecting: Connecting, kind: "group" | "transaction", key: string) {
    this.#cluster = cluster;
    this.#connecting = connecting;
    this.#kind = kind;
    this.#key = key;
  }

  /** False before it was looked up, and after a request to it failed. */
  get known(): boolean {
    return this.#node !== undefined;
  }

  async find(): Promise<number> {
    this.#node ??= await this.#cluster.coordinator(this.#kind, this.#key);
    return this.#node;
  }

  async ask<Answer>(request: Api<Answer>, options?: { readonly timeoutMs?: number }): Promise<Answer> {
    try {
      const connection = await this.#connecting.to(await this.find());
      return await connection.request(request, options);
    } catch (error) {
      if (isRetriable(error)) this.#node = undefined;
      throw error;
    }
  }

  /** Throws where an answer carries an error code. */
  check(code: number, what: string): void {
    if (code !== 0) this.fail(new BrokerError(code, what));
  }

  /** Throws it, and looks the coordinator up again where it says so. */
  fail(error: BrokerError): never {
    if (error.is("NOT_COORDINATOR", "COORDINATOR_NOT_AVAILABLE")) this.#node = undefined;
    throw error;
  }
}
