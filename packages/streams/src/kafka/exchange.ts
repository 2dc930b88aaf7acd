import type { Socket } from "node:net";
import { ByteWriter } from "./byte-writer.ts";
import type { Call } from "./protocol.ts";

/** Requests on one socket and their answers, which a number tells apart. */
export class Exchange {
  readonly #clientId: string;
  readonly #waiting = new Map<number, PromiseWithResolvers<Buffer>>();
  #number = 0;
  #ended: Error | undefined;

  constructor(clientId: string) {
    this.#clientId = clientId;
  }

  /** Rejects where the exchange is ended before the answer has come. */
  async ask<Answer>(socket: Socket, call: Call<Answer>): Promise<Answer> {
    const body = [await call.encode()].flat();
    if (this.#ended !== undefined) throw this.#ended;
    const size = body.reduce((sum, { length }) => sum + length, 0);
    const number = this.#number++;
    // header version 1; a prefix tells the length of what follows
    const head = new ByteWriter(64).int32(0).int16(call.apiKey).int16(call.apiVersion).int32(number);
    const { written } = head.string(this.#clientId);
    written.writeInt32BE(written.length - 4 + size);
    const answer = Promise.withResolvers<Buffer>();
    this.#waiting.set(number, answer);
    if (socket.writableCorked === 0) {
      // what is asked in one go leaves in one go
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    for (const piece of [written, ...body]) socket.write(piece);
    return call.decode(await answer.promise);
  }

  /** Throws a RangeError where the frame is no answer to anything. */
  answered(frame: Buffer): void {
    const number = frame.readInt32BE();
    const waiting = this.#waiting.get(number);
    if (waiting === undefined) throw new RangeError(`an answer came to request ${number}, which was not asked`);
    this.#waiting.delete(number);
    waiting.resolve(frame.subarray(4));
  }

  end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
