import { Socket } from "node:net";

/** Kafka's numbers of the requests that make a transaction. */
export const requests = { produce: 0, addPartitions: 24, endTransaction: 26 } as const;

interface Frame {
  /** Number of the request that is being written. */
  readonly request: number;
  /** Bytes of it that are still to come. */
  left: number;
}

/**
 * Tells of each request that this process sends to a broker, whichever client it has: when the first byte is about to be
 * written, and when the last one has gone to the system. A request is its size (4 bytes), its number (2 bytes), and more.
 */
export function watchRequests(told: (request: number, when: "before" | "after") => void): void {
  const frames = new WeakMap<Socket, Frame>();
  const write = Socket.prototype.write;
  const watched = function (this: Socket, ...args: Parameters<typeof write>): boolean {
    const [bytes] = args as unknown[];
    if (Buffer.isBuffer(bytes)) {
      for (let at = 0; at < bytes.length; ) {
        let frame = frames.get(this);
        if (frame === undefined || frame.left === 0) {
          frame = { request: bytes.readInt16BE(at + 4), left: bytes.readInt32BE(at) + 4 };
          frames.set(this, frame);
          told(frame.request, "before");
        }
        const taken = Math.min(frame.left, bytes.length - at);
        frame.left -= taken;
        at += taken;
        const { request, left } = frame;
        // a client that corks its socket lets go of it at the end of this turn, before this
        if (left === 0) process.nextTick(() => told(request, "after"));
      }
    }
    return write.apply(this, args);
  };
  Socket.prototype.write = watched as typeof write;
}
