import { expect, test } from "vitest";
import { progressOf } from "./backfill.ts";

const line = (entry: object) => `${JSON.stringify({ level: "info", service: "ingest", ...entry })}\n`;

test("the last word of ingest's log on history counts", () => {
  const log = line({ msg: "history", done: 5_000, total: 9_000 }) + line({ msg: "history", done: 8_000, total: 9_000 });
  expect(progressOf(log)).toEqual({ done: 8_000, total: 9_000, isOver: false });
});

test("history is over when its provider has nothing more to say, whatever the replay does", () => {
  const over = line({ msg: "nothing more to say", provider: "history" });
  expect(progressOf(line({ msg: "nothing more to say", provider: "replay" })).isOver).toBe(false);
  expect(progressOf(over + line({ msg: "refused" })).isOver).toBe(true);
});

test("a line that is still being written is left for later", () => {
  expect(progressOf('{"msg":"history","done":5000,"tot')).toEqual({ done: 0, total: 0, isOver: false });
});
