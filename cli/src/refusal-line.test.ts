import type { DeadLetter } from "@touchline/schemas";
import { expect, test } from "vitest";
import { refusalLine } from "./refusal-line.ts";

const letter = (code: string): DeadLetter => ({
  code,
  message: "home.team is missing",
  stage: "ingest",
  topic: null,
  partition: null,
  offset: null,
  key: "m",
  payload: Buffer.alloc(0),
});

test("what was refused is said with its codes, a single one with its reason", () => {
  expect(refusalLine([])).toBeUndefined();
  expect(refusalLine([letter("TIMELINE_FIELD_MISSING")])).toBe(
    "1 record was refused: TIMELINE_FIELD_MISSING (home.team is missing); docs/reason-codes.md tells what to do.",
  );
  expect(refusalLine([letter("BAD_SCORE"), letter("SCORE_FELL"), letter("BAD_SCORE")])).toBe(
    "3 records were refused: 2 times BAD_SCORE, SCORE_FELL; docs/reason-codes.md tells what to do.",
  );
});
