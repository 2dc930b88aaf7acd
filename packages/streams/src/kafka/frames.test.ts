import { expect, it } from "vitest";
import { Frames } from "./frames.ts";

const framed = (...texts: string[]) =>
  Buffer.concat(texts.flatMap((text) => [Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]));

it("gives the same frames wherever what comes is cut", () => {
  const texts = ["first", "", "third", "x"];
  const bytes = framed(...texts);
  for (let size = 1; size <= bytes.length; size++) {
    const taken: string[] = [];
    const frames = new Frames((frame) => taken.push(frame.toString()));
    for (let at = 0; at < bytes.length; at += size) frames.add(bytes.subarray(at, at + size));
    expect(taken).toEqual(texts);
  }
});

it("keeps a frame when the chunk that brought it is written over", () => {
  const taken: Buffer[] = [];
  const frames = new Frames((frame) => taken.push(frame));
  const chunk = framed("one", "two");
  frames.add(chunk);
  chunk.fill(0);
  expect(taken.map(String)).toEqual(["one", "two"]);
});

it("refuses a length that cannot be one", () => {
  const frames = new Frames(() => expect.unreachable());
  expect(() => frames.add(Buffer.from([0xff, 0xff, 0xff, 0xff]))).toThrow(RangeError);
});
