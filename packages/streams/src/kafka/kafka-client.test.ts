import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openKafkaClient } from "./kafka-client.ts";
import { nextSequence } from "./sequenced-produce.ts";

describe("partition of a key", () => {
  // hashes of Kafka's own UtilsTest.testMurmur2
  it.each([
    ["21", -973932308],
    ["foobar", -790332482],
    ["a-little-bit-long-string", -985981536],
    ["a-little-bit-longer-string", -1486304829],
    ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
  ])("agrees with the Java client for %s", async (key, hash) => {
    const client = await openKafkaClient({ brokers: ["127.0.0.1:1"], clientId: "test" });
    for (const partitions of [1, 6, 50]) {
      expect(client.partitionFor(Buffer.from(key), partitions)).toBe((hash & 0x7fffffff) % partitions);
    }
    await client.close();
  });
});

describe("sequence numbers", () => {
  it("go on from 0 after 2^31 - 1", () => {
    expect(nextSequence(0, 5)).toBe(5);
    expect(nextSequence(2 ** 31 - 1, 1)).toBe(0);
    expect(nextSequence(2 ** 31 - 3, 10)).toBe(7);
  });
});

describe("a broker that cannot be reached", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  it("is named, with what to do, when it refuses the connection", async () => {
    const client = await openKafkaClient({ brokers: ["127.0.0.1:1"], clientId: "test" });
    await expect(client.admin.reachable()).rejects.toMatchObject({
      code: "BROKER_UNREACHABLE",
      retriable: true,
      message: expect.stringMatching(/cannot reach Kafka at 127\.0\.0\.1:1: .*ECONNREFUSED.*npm start.*KAFKA_BROKERS/),
    });
    await client.close();
  });

  it("is given up after a while when it takes the connection and never answers", async () => {
    const silent = createServer(() => {});
    server = silent;
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const client = await openKafkaClient({ brokers: [`127.0.0.1:${port}`], clientId: "test", connectTimeoutMs: 200 });
    await expect(client.admin.reachable()).rejects.toMatchObject({ code: "BROKER_UNREACHABLE" });
    await client.close();
  });

  it("is refused when it is not written as host:port", async () => {
    await expect(openKafkaClient({ brokers: ["kafka"], clientId: "test" })).rejects.toThrow('"kafka" is not host:port');
  });
});
