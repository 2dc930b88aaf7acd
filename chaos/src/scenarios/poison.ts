import { everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";

export const poison: Scenario = {
  name: "poison",
  about: "1 % of the records are of no use, in four ways: each one a dead letter, nothing stalls",
  runs: { long: 1, short: 1 },
  async play(stage, { isShort }) {
    stage.launch();
    stage.launch();
    await stage.settled();
    await stage.load.send(isShort ? 3_000 : 20_000, 1_000, { ...everyday, poison: 0.01 });
    await stage.load.stop();
    for (const { partition, sentAt } of stage.load.poisoned) {
      // nothing may come behind the very last ones
      const next = stage.sight.firstAfter(partition, sentAt);
      if (next !== undefined) stage.recoveriesMs.push(next.seenAt - sentAt);
    }
  },
};
