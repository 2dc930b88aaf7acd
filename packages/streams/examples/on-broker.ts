import { type LogClient, openView, runTopology, type Topic } from "@touchline/streams";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import { openJsonSerde as openSerde } from "@touchline/streams/testing";
import { type Example, linesOf, type Told } from "./example.ts";

/** After so long without what an example is to tell, what it told is taken as all. */
const patienceMs = 20_000;

/** Plays an example on a broker, on topics made anew; gives what its outputs hold then. */
export async function runOnBroker(example: Example, brokers: readonly string[]): Promise<string[]> {
  const { topology, input, output, tells } = example;
  const client = await openKafkaClient({ brokers, clientId: topology.application });
  try {
    await makeTopics(client, example);
    await produce(client, input);
    const app = await runTopology(topology, { client, openSerde });
    const told = await read(client, output, tells.length);
    await app.stop();
    return linesOf(told);
  } finally {
    await client.close();
  }
}

async function makeTopics({ admin }: KafkaClient, { topology, output }: Example): Promise<void> {
  const { changelog, sources, sinks } = topology;
  const topics = [changelog, ...output, ...sinks, ...sources.flatMap(({ topic, deadLetters }) => [topic, deadLetters])];
  const partitions = new Map(topics.map((topic) => [topic.name, topic.partitions]));
  const former = (await admin.topics()).filter(({ name }) => partitions.has(name));
  await admin.deleteTopics(former.map(({ name }) => name));
  await admin.create(
    [...partitions].map(([name, partitions]) => {
      return { name, partitions, ...(name === changelog.name && { config: { "cleanup.policy": "compact" } }) };
    }),
  );
}

async function produce(client: LogClient, input: Example["input"]): Promise<void> {
  const producer = await client.producer();
  for (const { topic, key, value, timestamp } of input) {
    const bytes = Buffer.from(key);
    const encoded = value && (await openSerde(topic)).encode(value as never);
    const partition = client.partitionFor(bytes, topic.partitions);
    await producer.send([{ topic: topic.name, partition, key: bytes, value: encoded, timestamp }]);
  }
  await producer.close();
}

/** Reads the topics until they hold so many records, and a little longer, lest there are more. */
async function read(client: LogClient, topics: readonly Topic[], count: number): Promise<Told[]> {
  const told: Told[] = [];
  const enough = Promise.withResolvers<void>();
  const views = topics.map((topic) =>
    openView(topic, {
      client,
      openSerde,
      onFailure: enough.reject,
      apply: (record) => {
        told.push(record);
        if (told.length >= count) enough.resolve();
      },
    }),
  );
  const timer = setTimeout(enough.resolve, patienceMs);
  await enough.promise;
  clearTimeout(timer);
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (const view of await Promise.all(views)) await view.close();
  return told;
}
