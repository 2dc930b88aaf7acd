import { Joined } from "./group.fixture.ts";
import { openKafkaClient } from "./index.ts";

// A member in a process of its own, so that it can be killed and frozen. Commits a record and a position when told to.
const [, , brokers = "", group = "", topic = ""] = process.argv;
const client = await openKafkaClient({ brokers: [brokers], clientId: "member" });
const writer = await client.transactionalWriter({ transactionalId: `${group}-member` });
const joined = await Joined.join(client, { group, topic, partitions: 2 });
await joined.until(({ events }) => events.includes("assigned"));
process.send?.({ assigned: joined.share });
// as of now: whatever it hears later, it goes on committing under this
const held = joined.held(1n, "member");

process.on("message", (value: string) => {
  const records = held.positions.map(({ partition }) => ({ topic, partition, key: null, value: Buffer.from(value) }));
  writer.commit(records, held).then(
    () => process.send?.({ committed: value }),
    (error) => process.send?.({ refused: error.code, message: error.message }),
  );
});
