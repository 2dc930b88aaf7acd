import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply } from "fastify";

/** Sends bytes in the best encoding that the request accepts. Compresses on a thread of the pool. */
export async function compressed(reply: FastifyReply, bytes: Buffer, accepted = ""): Promise<Buffer> {
  reply.header("vary", "accept-encoding");
  const encoding = (["br", "gzip"] as const).find((each) => accepts(accepted, each));
  if (encoding === undefined) return bytes;
  reply.header("content-encoding", encoding);
  return encodings[encoding](bytes);
}

const brotli = promisify(brotliCompress);

const encodings = {
  // 5 takes a tenth of the time of 11 for a fifth more bytes
  br: (bytes: Buffer) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify<Buffer, Buffer>(gzip),
};

/** True of a name in the list that is not refused by `q=0`. */
function accepts(list: string, name: string): boolean {
  return list.split(",").some((each) => {
    const [encoding = "", ...parameters] = each.split(";").map((part) => part.trim().toLowerCase());
    return encoding === name && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
