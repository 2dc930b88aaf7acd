import { type DeadLetter, fixedSerdes } from "@touchline/schemas";
import type { ReaderOptions } from "@touchline/streams";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import { deadLettersOf, matchEvents, matchFeatures, matchPredictions } from "@touchline/topics";
import { afterEach, expect, test } from "vitest";
import { MatchLog } from "./match-log.ts";

const match = "test:match";
const key = Buffer.from(match);
const refused: DeadLetter = {
  code: "TIMELINE_FIELD_MISSING",
  message: "date is missing",
  stage: "ingest",
  topic: null,
  partition: null,
  offset: null,
  key: match,
  payload: Buffer.alloc(0),
};

const opened: MatchLog[] = [];
afterEach(() => Promise.all(opened.splice(0).map((log) => log.close())));

/** Its readers can be made to fail, as where a broker refuses them. */
class FailingClient extends MemoryClient {
  fail: (error: Error) => void = () => {};
  override reader(options: ReaderOptions) {
    this.fail = options.onFailure;
    return super.reader(options);
  }
}

async function open() {
  const memory = new MemoryLog();
  for (const topic of [matchEvents, matchFeatures, matchPredictions]) {
    memory.createTopic(topic.name, topic.partitions);
    memory.createTopic(deadLettersOf(topic).name, topic.partitions);
  }
  const client = new FailingClient(memory);
  const log = await MatchLog.open(match, client, fixedSerdes());
  opened.push(log);
  return { memory, client, log };
}

test("a match of which ingest refused everything is settled, with nothing folded", async () => {
  const { memory, log } = await open();
  await log.ingestedRead();
  expect(log.settled).toBe(false);
  const letters = deadLettersOf(matchEvents);
  const value = (await fixedSerdes()(letters)).encode({ schema: "DeadLetter", value: refused });
  memory.append([
    { topic: letters.name, partition: 0, key, value, headers: { "correlation-id": `test/${match}/unreadable/1` } },
  ]);
  await log.ingestedRead();
  expect([log.settled, log.features, log.deadLetters.map(({ code }) => code)]).toEqual([
    true,
    0,
    ["TIMELINE_FIELD_MISSING"],
  ]);
});

test("a record that cannot be read is passed over and remembered", async () => {
  const { memory, log } = await open();
  memory.append([{ topic: matchEvents.name, partition: 0, key, value: Buffer.from("garbage") }]);
  await log.ingestedRead();
  expect([log.events, log.unreadable.map(({ topic }) => topic)]).toEqual([0, [matchEvents.name]]);
});

test("a log that cannot be read on ends the wait of whoever waits for it", async () => {
  const { client, log } = await open();
  client.fail(new Error("not allowed to read"));
  await expect(log.failed).rejects.toThrow("not allowed to read");
});
