import { type ConsumedRecord, consoleConsumer } from "@touchline/local";
import { OpenTransactions } from "@touchline/streams/kafka/testing";
import { Deliveries, everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { topicsOf } from "../tally.ts";

const writers = 6;

export const abortStorm: Scenario = {
  name: "abort-storm",
  about: "deliveries come in overlapping transactions, most of them aborted; readers start in the middle of those",
  runs: { long: 1_000, short: 150 },
  async play(stage, { runs, isShort }) {
    stage.launch();
    stage.launch();
    await stage.settled();
    const { aborted } = await storm(stage, runs);
    const topic = topicsOf(stage.scenario).deliveries.name;
    const { brokers } = stage.cluster;
    const [committed, all] = await Promise.all([
      consoleConsumer({ brokers, topic }),
      consoleConsumer({ brokers, topic, isolation: "read_uncommitted" }),
    ]);
    const kept = new Set(committed.map(placeOf));
    const places = stage.random
      .shuffled(all.filter((record) => !kept.has(placeOf(record))))
      .slice(0, isShort ? 60 : 400);
    const ends = await stage.client.offsets(topic);
    for (const { partition, offset } of places) {
      const found = await readFrom(stage, partition, offset, ends[partition]?.high ?? 0n);
      const wanted = committed
        .filter((record) => record.partition === partition && record.offset >= offset)
        .map(contentOf);
      compare(stage, `a reader from ${partition}/${offset}`, found, wanted);
    }
    const share = `${all.length - committed.length} of ${all.length} deliveries`;
    stage.say(`${aborted} of ${runs} transactions aborted with ${share}; ${places.length} readers started at those`);
  },
};

/** Writers that take turns at random: each has a transaction open most of the time. */
async function storm(stage: Stage, transactions: number): Promise<{ aborted: number }> {
  const { random, load, scenario, cluster } = stage;
  const deliveries = new Deliveries(everyday, random);
  const opened = await Promise.all(
    Array.from({ length: writers }, async (_, i) => ({
      transactions: await OpenTransactions.open(cluster.brokers, `${scenario}-${i}`, 60_000),
      open: [] as string[],
    })),
  );
  let aborted = 0;
  for (let ended = 0; ended < transactions; ) {
    const writer = random.one(opened);
    const written = Array.from({ length: random.between(1, 3) }, () => load.numbered(deliveries.next()));
    for (const { id, record } of written) {
      await writer.transactions.send([record]);
      writer.open.push(id);
    }
    if (random.chance(0.5)) continue;
    const result = random.chance(0.6) ? "abort" : "commit";
    await writer.transactions.end(result);
    if (result === "commit") for (const id of writer.open) load.acknowledged.add(id);
    else aborted++;
    writer.open = [];
    ended++;
  }
  for (const { transactions, open } of opened) {
    if (open.length > 0) await transactions.end("abort");
    transactions.close();
  }
  return { aborted };
}

/** What our reader hands out from there to the end. */
async function readFrom(stage: Stage, partition: number, start: bigint, end: bigint): Promise<string[]> {
  const found: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const topic = topicsOf(stage.scenario).deliveries.name;
  const late = setTimeout(
    () => reject(new Error(`a reader from ${partition}/${start} did not come to ${end}`)),
    30_000,
  );
  const reader = await stage.client.reader({
    from: [{ topic, partition, start }],
    isolation: "read_committed",
    onBatches: (batches) => {
      for (const { records, nextOffset } of batches) {
        found.push(...records.map(contentOf));
        if (nextOffset >= end) resolve();
      }
    },
    onFailure: reject,
  });
  await promise.finally(() => clearTimeout(late));
  await reader.close();
  return found;
}

function compare(stage: Stage, who: string, found: readonly string[], wanted: readonly string[]): void {
  const given = new Set(found);
  const due = new Set(wanted);
  for (const each of wanted) if (!given.has(each)) stage.lost.push(`${who} missed ${each}`);
  for (const each of given) if (!due.has(each)) stage.duplicated.push(`${who} was given ${each}, which was aborted`);
  if (found.length > given.size) stage.duplicated.push(`${who} was given something twice`);
  const inOrder = found.every((each, i) => each === wanted[i]);
  if (!inOrder && given.size === due.size) stage.problems.push(`${who} was given another order`);
}

const placeOf = ({ partition, offset }: ConsumedRecord) => `${partition}/${offset}`;
const contentOf = ({ offset, key, value }: { offset: bigint; key: Buffer | null; value: Buffer | null }) =>
  `${offset} ${key} ${value}`;
