import type { Socket } from "node:net";
import fastifyWebsocket from "@fastify/websocket";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { frameBytesMax, parseClientMessage } from "./client-message.ts";
import { EdgeError } from "./errors.ts";
import type { Hub } from "./hub.ts";
import type { EdgeMetrics } from "./metrics.ts";
import type { Subscriber, Wire } from "./subscriber.ts";

/** What is used of the library's socket, which comes without types. */
interface WebSocketLike {
  readonly bufferedAmount: number;
  send(data: Buffer, options: { binary: boolean }): void;
  close(code: number, reason: string): void;
  terminate(): void;
  on(event: "message", listener: (data: Buffer) => void): void;
  on(event: "close" | "error", listener: () => void): void;
}

export interface StreamOptions {
  readonly hub: Hub;
  readonly metrics: EdgeMetrics;
}

/** The live half of the edge: /stream, to be registered under /v1. */
export async function stream(http: FastifyInstance, { hub, metrics }: StreamOptions): Promise<void> {
  await http.register(fastifyWebsocket, { options: { maxPayload: frameBytesMax, perMessageDeflate: false } });
  const take = (webSocket: WebSocketLike, request: FastifyRequest) => {
    const socket = request.raw.socket;
    socket.setNoDelay(true);
    // The library has closed the connection already; an error without a listener would end the process.
    webSocket.on("error", () => {});
    const subscriber = hub.connect(wire(webSocket, socket));
    if (subscriber === undefined) return;
    socket.on("drain", () => subscriber.drain());
    webSocket.on("close", () => hub.disconnect(subscriber));
    webSocket.on("message", (data) => listen(hub, metrics, subscriber, data));
  };
  const refuse = (_: FastifyRequest, reply: FastifyReply) => {
    reply.headers({ connection: "upgrade", upgrade: "websocket" });
    throw new EdgeError(
      "UPGRADE_REQUIRED",
      "The stream is a WebSocket: connect with ws:// or wss:// in place of http.",
    );
  };
  http.route({ method: "GET", url: "/stream", schema: { hide: true }, handler: refuse, wsHandler: take });
}

function listen(hub: Hub, metrics: EdgeMetrics, subscriber: Subscriber, data: Buffer): void {
  try {
    subscriber.heard();
    hub.answer(subscriber, parseClientMessage(data));
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    metrics.refused(error.code);
    if (error.code === "TOO_MANY_MESSAGES") subscriber.refuse(error);
    else subscriber.tell({ type: "error", ...error.body });
  }
}

function wire(webSocket: WebSocketLike, socket: Socket): Wire {
  return {
    get bufferedAmount() {
      return webSocket.bufferedAmount;
    },
    send: (frame) => webSocket.send(frame, { binary: false }),
    cork: () => socket.cork(),
    uncork: () => socket.uncork(),
    close: (code, reason) => webSocket.close(code, reason),
    terminate: () => webSocket.terminate(),
  };
}
