import { expect, test } from "vitest";
import { groupOf } from "./streams-profile.ts";

test.each([
  ["(garbage collector)", "", "garbage collection"],
  ["sums", "file:///clone/bench/src/streams-fold.ts", "the fold itself"],
  ["decodeJson", "file:///clone/bench/src/streams-topology.ts", "JSON of input and output"],
  ["", "file:///clone/packages/streams/src/task.ts", "JSON of the changelog"],
  ["#emit", "file:///clone/packages/streams/src/task.ts", "tasks and session"],
  ["crc32c", "file:///clone/packages/streams/src/kafka/crc32c.ts", "checksum"],
  ["multiply", "file:///clone/node_modules/kafkajs/src/utils/long.js", "partition of a key"],
  ["writeBuffer", "", "sockets"],
  ["compile", "node:internal/modules/cjs/loader", "all else"],
])("%s of '%s' is %s", (functionName, url, group) => {
  expect(groupOf(functionName, url)).toBe(group);
});
