import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { codes, StreamsError } from "./error.ts";

const page = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");

test.each(Object.entries(codes))(
  "%s is documented, with whether it is retriable, its cause and what to do",
  (code, { retriable }) => {
    const row = page.split("\n").find((line) => line.startsWith(`| \`${code}\` |`));
    const [, , retried, cause, remedy] = row?.split("|").map((cell) => cell.trim()) ?? [];
    expect(retried).toBe(retriable ? "yes" : "no");
    expect(cause).toMatch(/\.$/);
    expect(remedy).toMatch(/\.$/);
  },
);

test("an error carries its code, whether to try again, and its cause", () => {
  const cause = new Error("reset by peer");
  const error = new StreamsError("COMMIT_FAILED", "not known whether it was committed", { cause });
  expect(error).toMatchObject({ code: "COMMIT_FAILED", retriable: true, cause });
});
