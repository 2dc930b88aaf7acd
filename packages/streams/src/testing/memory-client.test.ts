import { readingContract } from "../log-client.contract.ts";
import { MemoryClient } from "./memory-client.ts";
import { MemoryLog, type MemoryTransaction } from "./memory-log.ts";

readingContract("memory", async () => {
  const log = new MemoryLog();
  return {
    client: new MemoryClient(log),
    create: async (topic, partitions) => log.createTopic(topic, partitions),
    send: async (records) => log.append(records),
    async transactions(id) {
      const epoch = log.fence(id);
      let transaction: MemoryTransaction | undefined;
      return {
        async write(topic, partition, ...values) {
          transaction ??= log.begin(id, epoch);
          const records = values.map((value) => ({
            topic,
            partition,
            key: Buffer.alloc(4),
            value: Buffer.from(value),
          }));
          log.append(records, transaction);
        },
        async end(result) {
          if (transaction !== undefined) log[result](transaction);
          transaction = undefined;
        },
      };
    },
  };
});
