import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import Connection, { type ApiVersions, type Logger } from "kafkajs/src/network/connection.js";
import { BrokerError, ConnectionLost } from "./broker-error.ts";
import { ByteWriter } from "./byte-writer.ts";
import { Exchange } from "./exchange.ts";
import { Frames } from "./frames.ts";
import type { Settings } from "./kafka-options.ts";
import { type Api, apiVersions } from "./protocol.ts";

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A connection is not used any more so long before its log-in runs out, ms. */
const logInEndsMs = 1_000;
/** Read at once; a fetch brings megabytes. */
const chunkBytes = 131_072;

/**
 * One connection to one broker, authenticated. A broker answers the requests of a connection in their order, so what may
 * wait long (a fetch) must not share one with what must not wait. Never opened again once it failed.
 */
export class BrokerConnection {
  readonly address: string;
  readonly #settings: Settings;
  /** kafkajs's: connects, and logs in. */
  readonly #connection: Connection;
  readonly #exchange: Exchange;
  #socket: Socket | undefined;
  /** What comes is for kafkajs. */
  #loggingIn = false;
  #versions: ApiVersions = {};
  #failed = false;

  private constructor({ host, port }: Address, settings: Settings) {
    this.address = `${host}:${port}`;
    this.#settings = settings;
    this.#exchange = new Exchange(settings.clientId);
    const frames = new Frames((frame) => this.#take(frame));
    // one after another comes in the same place, and is copied from there into the answer that it is of
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const onread = {
      buffer: chunk,
      callback: (bytes: number) => {
        try {
          frames.add(chunk.subarray(0, bytes));
        } catch (error) {
          this.#fail(error as Error);
        }
        return true;
      },
    };
    this.#connection = new Connection({
      host,
      port,
      clientId: settings.clientId,
      logger: loggerOf(settings.log),
      ssl: settings.ssl,
      sasl: settings.sasl === undefined ? null : { ...settings.sasl },
      connectionTimeout: settings.connectTimeoutMs,
      requestTimeout: settings.requestTimeoutMs,
      enforceRequestTimeout: false,
      reauthenticationThreshold: logInEndsMs,
      socketFactory: ({ ssl, onConnect }) => {
        const servername = isIP(host) ? {} : { servername: host };
        const to = { host, port, onread };
        const socket =
          ssl === null
            ? connectTcp({ ...to, noDelay: true, keepAlive: true }, onConnect)
            : connectTls({ ...to, ...servername, ...ssl }, onConnect)
                .setNoDelay(true)
                .setKeepAlive(true);
        socket.once("close", () => this.#fail(new Error("closed by the broker")));
        this.#socket = socket;
        return socket;
      },
    });
  }

  static async open(address: Address, settings: Settings): Promise<BrokerConnection> {
    const opened = new BrokerConnection(address, settings);
    try {
      await opened.#connection.connect();
      const versions = await opened.request(apiVersions(), { timeoutMs: settings.connectTimeoutMs });
      opened.#versions = Object.fromEntries(versions.apiVersions.map(({ apiKey, ...range }) => [apiKey, range]));
      opened.#connection.setVersions(opened.#versions);
      opened.#connection.setSupportAuthenticationProtocol(true);
      opened.#loggingIn = true;
      await opened.#within(settings.connectTimeoutMs, "the log-in", () => opened.#connection.authenticate());
      opened.#loggingIn = false;
      return opened;
    } catch (error) {
      opened.close();
      throw error instanceof ConnectionLost ? error : new ConnectionLost(opened.address, error);
    }
  }

  /** False once it failed, was closed, or its log-in is about to run out. */
  get usable(): boolean {
    const { sasl } = this.#settings;
    return (
      !this.#failed && this.#connection.isConnected() && (sasl === undefined || this.#connection.isAuthenticated())
    );
  }

  /** Rejects with a `ConnectionLost` where no answer comes in time, and the connection is then of no further use. */
  async request<Answer>(api: Api<Answer>, options: { readonly timeoutMs?: number } = {}): Promise<Answer> {
    const call = api(this.#versions);
    const { timeoutMs = this.#settings.requestTimeoutMs } = options;
    return this.#within(timeoutMs, call.apiName, () => this.#exchange.ask(this.#socket as Socket, call));
  }

  close(): void {
    this.#fail(new Error("closed"));
  }

  #take(frame: Buffer): void {
    if (this.#loggingIn) this.#connection.processData(new ByteWriter(4 + frame.length).bytes(frame).written);
    else this.#exchange.answered(frame);
  }

  async #within<T>(timeoutMs: number, what: string, work: () => Promise<T>): Promise<T> {
    if (this.#failed) throw new ConnectionLost(this.address, new Error("closed"));
    const timer = setTimeout(() => this.#fail(new Error(`no answer to ${what} in ${timeoutMs} ms`)), timeoutMs);
    try {
      return await work();
    } catch (error) {
      throw error instanceof BrokerError || !(this.#failed || isConnectionError(error))
        ? error
        : new ConnectionLost(this.address, error);
    } finally {
      clearTimeout(timer);
    }
  }

  #fail(error: Error): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#connection.rejectRequests(error);
    this.#exchange.end(error);
    this.#connection.disconnect().catch(() => {});
    this.#socket?.destroy();
  }
}

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && /^KafkaJS(Connection|RequestTimeout)/.test(error.name);
}

function loggerOf(log: Settings["log"]): Logger {
  const at = (level: "debug" | "info" | "warn" | "error") => (message: string) => log?.(level, message);
  // a lost connection is an error only to whoever cannot do without it
  const logger = { debug: () => {}, info: at("debug"), warn: at("info"), error: at("info"), namespace: () => logger };
  return logger;
}
