import { expect, test } from "vitest";
import { lastComplaint } from "./service.ts";

test("the reason of a service's end is the last error in its log", () => {
  const log = [
    '{"level":"error","msg":"an old one"}',
    '{"level":"fatal","msg":"the service cannot go on","err":{"type":"Error","message":"fenced by another owner"}}',
    '{"level":"info","msg":"stopped","exitCode":1}',
    '{"level":"info","msg":"cut sho',
  ].join("\n");
  expect(lastComplaint(log)).toBe("the service cannot go on: fenced by another owner");
});

test("plain text from before the log was open counts where there is no error in the log", () => {
  const text = "edge: CONFIG_INVALID: a variable is wrong\n  HTTP_PORT: expected number\n";
  expect(lastComplaint(text)).toBe("edge: CONFIG_INVALID: a variable is wrong HTTP_PORT: expected number");
});

test("a log without errors gives no reason", () => {
  expect(lastComplaint('{"level":"info","msg":"started"}\n')).toBeUndefined();
});
