import { afterAll, describe, expect, it } from "vitest";
import type { KafkaClient, KafkaClientOptions } from "./kafka/index.ts";
import { read } from "./kafka/reading.fixture.ts";
import { out } from "./log-client.contract.ts";
import type { ReadingClient } from "./log-client.ts";

/** A real broker, and a client that writes and makes topics. */
export interface Broker {
  readonly brokers: string;
  readonly writer: KafkaClient;
}

/** One that a test may take away, and bring back at the same address. */
export interface MortalBroker extends Broker {
  /** SIGKILL, and a start. */
  killAndStart(): Promise<void>;
  /** Does the work while the broker stands still (SIGSTOP). */
  frozen(work: () => Promise<void>): Promise<void>;
}

export type Opening = (options: KafkaClientOptions) => Promise<ReadingClient>;

/** What an implementation for brokers does while there is none. After a kill a broker has forgotten which records were deleted. */
export function outageContract(name: string, broker: () => MortalBroker, opening: Opening): void {
  describe(`reading through an outage, ${name}`, () => {
    const opened: ReadingClient[] = [];

    async function open(brokers: string, options: Partial<KafkaClientOptions> = {}): Promise<ReadingClient> {
      const client = await opening({ brokers: [brokers], clientId: "test", ...options });
      opened.push(client);
      return client;
    }

    afterAll(async () => {
      await Promise.all(opened.map((each) => each.close()));
    });

    const at = (topic: string, start: bigint | "earliest") => ({ from: [{ topic, partition: 0, start }] });

    it("fails with READER_STALLED where the broker falls silent, and not before its time", async () => {
      const times = { connectTimeoutMs: 300, requestTimeoutMs: 300, recoverForMs: 1_500 };
      const reading = await read(await open(broker().brokers, times), at("short", "earliest"));
      await reading.until(() => reading.records().length === 1);
      await broker().frozen(async () => {
        const stopped = performance.now();
        await expect(reading.until(() => false)).rejects.toMatchObject({ code: "READER_STALLED" });
        expect(performance.now() - stopped).toBeGreaterThan(1_500);
      });
    });

    it("goes on where the broker was silent for a while, or was killed and came back", async () => {
      const [{ high } = { high: 0n }] = await broker().writer.offsets("restart");
      const patient = await open(broker().brokers, { connectTimeoutMs: 300, requestTimeoutMs: 300 });
      const reading = await read(patient, at("restart", high));
      const idle = await read(await open(broker().brokers), at("restart", high));
      await broker().frozen(() => new Promise((resolve) => setTimeout(resolve, 1_500)));
      const producer = await broker().writer.producer();
      await producer.send([out("restart", 0, "thawed")]);
      await reading.until(() => reading.records().length === 1, 30_000);
      await broker().killAndStart();
      await producer.send([out("restart", 0, "back")]);
      for (const each of [reading, idle]) {
        await each.until(() => each.records().length === 2, 30_000);
        expect(each.values()).toEqual(["thawed", "back"]);
        await each.close();
      }
      await producer.close();
    });
  });
}
