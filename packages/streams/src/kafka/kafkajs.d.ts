// The parts of kafkajs 2.2.4 below its public interface that this folder stands on: one connection, and the requests.

declare module "kafkajs/src/network/connection.js" {
  import type { Socket } from "node:net";
  import type { ConnectionOptions } from "node:tls";

  export interface Logger {
    namespace(name: string): Logger;
    debug(message: string, extra?: object): void;
    info(message: string, extra?: object): void;
    warn(message: string, extra?: object): void;
    error(message: string, extra?: object): void;
  }

  export type ApiVersions = Readonly<Record<number, { readonly minVersion: number; readonly maxVersion: number }>>;

  export default class Connection {
    constructor(options: {
      host: string;
      port: number;
      clientId: string;
      logger: Logger;
      ssl: ConnectionOptions | null;
      sasl: object | null;
      connectionTimeout: number;
      requestTimeout: number;
      enforceRequestTimeout: boolean;
      reauthenticationThreshold: number;
      socketFactory: (to: {
        host: string;
        port: number;
        ssl: ConnectionOptions | null;
        onConnect: () => void;
      }) => Socket;
    });
    connect(): Promise<unknown>;
    disconnect(): Promise<unknown>;
    isConnected(): boolean;
    isAuthenticated(): boolean;
    authenticate(): Promise<void>;
    setVersions(versions: ApiVersions): void;
    setSupportAuthenticationProtocol(supported: boolean): void;
    /** Takes bytes as they came; only while it logs in. */
    processData(bytes: Buffer): void;
    rejectRequests(error: Error): void;
  }
}

declare module "kafkajs/src/protocol/requests/index.js" {
  import type { ApiVersions } from "kafkajs/src/network/connection.js";

  interface Call {
    readonly request: {
      readonly apiKey: number;
      readonly apiVersion: number;
      readonly apiName: string;
      encode(): Promise<{ readonly buffer: Buffer }>;
    };
    readonly response: { decode(answer: Buffer): Promise<unknown> };
  }
  interface Definition {
    readonly versions: readonly string[];
    protocol(options: { version: number }): (request: object) => Call;
  }
  const index: {
    readonly requests: Readonly<Record<string, Definition>>;
    /** Chooses the highest version that both sides know. */
    lookup(versions: ApiVersions): (apiKey: number, definition: Definition) => (request: object) => Call;
  };
  export default index;
}

declare module "kafkajs/src/protocol/requests/apiKeys.js" {
  const apiKeys: Readonly<Record<string, number>>;
  export default apiKeys;
}

declare module "kafkajs/src/producer/partitioners/default/murmur2.js" {
  /** The hash of the Java client's default partitioner, as a signed 32-bit number. */
  export default function murmur2(key: Buffer): number;
}
