import { describe, expect, test } from "vitest";
import { ViewWatermark } from "./view-watermark.ts";

const never = new AbortController().signal;

/** A view that has read as far as it is told. */
function open(waitMs = 5_000) {
  let positions: readonly bigint[] = [0n, 0n];
  let wake = (): void => {};
  const view = {
    positions: () => positions,
    reached: (_: readonly bigint[], over?: AbortSignal) =>
      new Promise<void>((resolve) => {
        wake = resolve;
        over?.addEventListener("abort", () => resolve(), { once: true });
      }),
  };
  const cutShort: number[] = [];
  const watermark = new ViewWatermark(view, { waitMs, onCutShort: (at) => void cutShort.push(at) });
  const read = (...to: bigint[]) => {
    positions = to;
    wake();
  };
  return { watermark, read, cutShort };
}

const isWaiting = async (look: Promise<void> | undefined) =>
  (await Promise.race([look, new Promise((resolve) => setTimeout(resolve, 10, "waiting"))])) === "waiting";

describe("a look-up in a view as of a time", () => {
  test("waits for the word that the topic is complete beyond that time, then until that has been read", async () => {
    const { watermark, read } = open();
    const look = watermark.ready(100, never);
    watermark.tell({ completeTo: 100, positions: [1n, 1n] });
    expect(await isWaiting(look)).toBe(true);
    watermark.tell({ completeTo: 101, positions: [3n, 2n] });
    read(3n, 1n);
    expect(await isWaiting(look)).toBe(true);
    read(3n, 2n);
    await look;
    expect([watermark.isComplete(100), watermark.isComplete(101)]).toEqual([true, false]);
    expect(watermark.ready(100, never)).toBeUndefined();
  });

  test("is cut short after a while, which is told; the next waits only for a new word", async () => {
    const { watermark, cutShort } = open(5);
    await watermark.ready(100, never);
    expect(cutShort).toEqual([100]);
    expect(watermark.isComplete(100)).toBe(false);
    expect(watermark.ready(200, never)).toBeUndefined();
    watermark.tell(undefined);
    expect(watermark.ready(200, never)).toBeInstanceOf(Promise);
  });

  test("ends with the application, which is not being cut short", async () => {
    const { watermark, cutShort } = open();
    const stop = new AbortController();
    const look = watermark.ready(100, stop.signal);
    stop.abort();
    await look;
    expect(cutShort).toEqual([]);
  });

  test("stays complete when a later word reaches further, though the view has yet to read what that is about", () => {
    const { watermark, read } = open();
    watermark.tell({ completeTo: 101, positions: [1n, 0n] });
    read(1n, 0n);
    watermark.tell({ completeTo: 201, positions: [9n, 9n] });
    watermark.tell({ completeTo: 301, positions: [19n, 19n] });
    expect([watermark.isComplete(100), watermark.isComplete(101)]).toEqual([true, false]);
    expect(watermark.ready(100, never)).toBeUndefined();
    read(9n, 9n);
    expect([watermark.isComplete(200), watermark.isComplete(201)]).toEqual([true, false]);
  });

  test("waits for as much as the first word takes that reaches far enough, and for no more", async () => {
    const { watermark, read } = open();
    watermark.tell({ completeTo: 101, positions: [2n, 0n] });
    watermark.tell({ completeTo: 201, positions: [9n, 9n] });
    const look = watermark.ready(100, never);
    read(1n, 0n);
    expect(await isWaiting(look)).toBe(true);
    read(2n, 0n);
    await look;
    expect(watermark.isComplete(100)).toBe(true);
  });

  test("waits anew for a word that reaches no further than those before, for it is in their place", () => {
    const { watermark, read } = open();
    watermark.tell({ completeTo: 101, positions: [1n, 0n] });
    read(1n, 0n);
    watermark.tell({ completeTo: 101, positions: [2n, 0n] });
    expect(watermark.isComplete(100)).toBe(false);
    read(2n, 0n);
    expect(watermark.isComplete(100)).toBe(true);
    watermark.tell({ completeTo: 51, positions: [3n, 0n] });
    expect([watermark.isComplete(50), watermark.isComplete(100)]).toEqual([false, false]);
  });

  test("does not count on a word that was taken back", async () => {
    const { watermark, read } = open();
    watermark.tell({ completeTo: 101, positions: [1n, 0n] });
    read(1n, 0n);
    watermark.tell(undefined);
    expect(watermark.isComplete(100)).toBe(false);
  });
});
