import { expect, test, vi } from "vitest";
import { showLag } from "./lag.ts";
import { ManualClock } from "./testing/manual-clock.ts";
import { MemoryClient } from "./testing/memory-client.ts";
import { MemoryLog } from "./testing/memory-log.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("lag is told of the tasks that are here when the answer comes, and of none that went meanwhile", async () => {
  const log = new MemoryLog();
  log.createTopic("words", 2);
  for (const partition of [0, 1]) log.append([{ topic: "words", partition, key: null, value: null }]);
  let release = (): void => {};
  class Slow extends MemoryClient {
    override async offsets(topic: string) {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return super.offsets(topic);
    }
  }
  const at = (partition: number) => ({ topic: "words", partition, offset: 0n });
  let positions = [at(0), at(1)];
  const clock = new ManualClock();
  const lag = vi.fn();
  const ended = new AbortController();
  const options = { client: new Slow(log), clock, observer: { lag }, signal: ended.signal };
  const showing = showLag(() => positions, options);
  const round = async () => {
    clock.advance(1_000);
    await turn();
  };
  await round();
  positions = [at(1)];
  release();
  await turn();
  expect(lag.mock.calls).toEqual([["words", 1, 1]]);
  await round();
  ended.abort();
  release();
  await showing;
  expect(lag).toHaveBeenCalledOnce();
});
