import fc from "fast-check";
import murmur2 from "kafkajs/src/producer/partitioners/default/murmur2.js";
import { expect, test } from "vitest";
import { partitionOf } from "./partition-of.ts";

test("a key has the partition that kafkajs's and so the Java client's partitioner gives it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 1, max: 100 }), (bytes, partitions) => {
      const key = Buffer.from(bytes);
      expect(partitionOf(key, partitions)).toBe((murmur2(key) & 0x7fffffff) % partitions);
    }),
    { numRuns: 1_000 },
  );
});

// org.apache.kafka.common.utils.UtilsTest.testMurmur2
test.each([
  ["21", -973932308],
  ["foobar", -790332482],
  ["a-little-bit-long-string", -985981536],
])("%s hashes as in Kafka's own test", (key, hash) => {
  expect(partitionOf(Buffer.from(key), 0x7fffffff)).toBe((hash & 0x7fffffff) % 0x7fffffff);
});
