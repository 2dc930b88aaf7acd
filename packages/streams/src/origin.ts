import type { Headers, Origin } from "./topic.ts";

/** Header of each output: where the record stands that led to it. Outputs of a punctuation have none. */
export const originHeader = "origin";

/** `match.events 3@1234` */
export function placeOf({ topic, partition, offset }: Origin): string {
  return `${topic} ${partition}@${offset}`;
}

/** Where the record stands that led to the one with these headers; undefined where they do not tell. */
export function originOf(headers: Headers): Origin | undefined {
  const [, topic, partition, offset] = /^(\S+) (\d+)@(\d+)$/.exec(headers[originHeader] ?? "") ?? [];
  if (topic === undefined || partition === undefined || offset === undefined) return undefined;
  return { topic, partition: Number(partition), offset: BigInt(offset) };
}
