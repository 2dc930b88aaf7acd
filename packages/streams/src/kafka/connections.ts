import type { Address, BrokerConnection } from "./broker-connection.ts";
import { ClientClosed } from "./broker-error.ts";

/** One connection a broker, opened when first wanted and again after it failed. */
export class Connections {
  readonly #addressOf: (node: number) => Promise<Address>;
  readonly #open: (address: Address) => Promise<BrokerConnection>;
  readonly #onClose: () => void;
  readonly #connections = new Map<string, Promise<BrokerConnection>>();
  #closed = false;

  constructor(
    addressOf: (node: number) => Promise<Address>,
    open: (address: Address) => Promise<BrokerConnection>,
    onClose: () => void,
  ) {
    this.#addressOf = addressOf;
    this.#open = open;
    this.#onClose = onClose;
  }

  async to(node: number): Promise<BrokerConnection> {
    return this.at(await this.#addressOf(node));
  }

  async at(address: Address): Promise<BrokerConnection> {
    const key = `${address.host}:${address.port}`;
    for (;;) {
      if (this.#closed) throw new ClientClosed();
      const known = this.#connections.get(key);
      const opening = known ?? this.#open(address);
      if (known === undefined) this.#connections.set(key, opening);
      let usable = false;
      try {
        const connection = await opening;
        // one that was just opened is used even where its log-in lasts no longer than it takes to see that
        usable = (known === undefined || connection.usable) && !this.#closed;
        if (usable) return connection;
        connection.close();
      } finally {
        if (!usable && this.#connections.get(key) === opening) this.#connections.delete(key);
      }
    }
  }

  close(): void {
    this.#closed = true;
    for (const connection of this.#connections.values()) connection.then((open) => open.close()).catch(() => {});
    this.#connections.clear();
    this.#onClose();
  }
}
