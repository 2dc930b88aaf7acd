import type { Letter } from "@touchline/streams/dead-letters";
import { expect, test } from "vitest";
import { letterFilter } from "./letter-filter.ts";

const letter: Letter = {
  at: { topic: "match.events.dead-letters", partition: 3, offset: 17n },
  refusedAt: Date.parse("2026-11-21T15:00:00Z"),
  code: "UNKNOWN_TEAM",
  message: "",
  stage: "features",
  origin: undefined,
  key: null,
  payload: Buffer.alloc(0),
  headers: {},
  note: undefined,
};
const none = { code: undefined, stage: undefined, from: undefined, to: undefined, letter: undefined };

test.each([
  [{}, true],
  [{ code: "UNKNOWN_TEAM" }, true],
  [{ code: "BAD_SCORE, UNKNOWN_TEAM" }, true],
  [{ code: "BAD_SCORE" }, false],
  [{ stage: "predictor" }, false],
  [{ from: "2026-11-21T15:00Z" }, true],
  [{ from: "2026-11-21T15:00:00.001Z" }, false],
  [{ to: "2026-11-21T15:00Z" }, false],
  [{ letter: "3@17" }, true],
  [{ letter: "3@18" }, false],
  [{ code: "UNKNOWN_TEAM", stage: "predictor" }, false],
])("%o: %s", (options, wanted) => {
  expect(letterFilter({ ...none, ...options })(letter)).toBe(wanted);
});

test.each([
  [{ from: "yesterday" }, "--from yesterday: expected a time"],
  [{ letter: "17" }, "--letter 17: expected partition and offset"],
])("%o is refused with what is expected", (options, message) => {
  expect(() => letterFilter({ ...none, ...options })).toThrow(message);
});
