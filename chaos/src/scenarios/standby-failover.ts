import { setTimeout as sleep } from "node:timers/promises";
import { everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";
import { sessionTimeoutMs } from "../stage.ts";

/** What a failover may take, ms. */
const withinMs = sessionTimeoutMs + 2_000;

export const standbyFailover: Scenario = {
  name: "standby-failover",
  about: "kill -9 of a process whose tasks others keep copies of: they are back within the session timeout and 2 s",
  runs: { long: 5, short: 1 },
  async play(stage, { runs, isShort }) {
    stage.launch({ standbys: 1 });
    stage.launch({ standbys: 1 });
    await stage.settled();
    // a state that is worth a copy
    await stage.load.send(isShort ? 5_000 : 40_000, 2_000, everyday);
    stage.load.start(300, everyday);
    for (let run = 0; run < runs; run++) {
      const owner = stage.random.one(stage.alive);
      const isWarm = () => {
        const others = stage.alive.filter((each) => each !== owner);
        return owner.tasks.every((task) =>
          others.some(({ copies }) => (copies.get(task) ?? Number.POSITIVE_INFINITY) < 100),
        );
      };
      await stage.until(isWarm, "a warm copy of each task");
      await sleep(stage.random.between(500, 1_000));
      const { tasks } = owner;
      const faultAt = Date.now();
      await owner.kill();
      const ms = await stage.recovered(faultAt, tasks);
      stage.say(`${run + 1} of ${runs}, an owner of ${tasks.length} tasks killed: its copies went on after ${ms} ms`);
      if (ms > withinMs) stage.problems.push(`a failover took ${ms} ms, more than ${withinMs}`);
      stage.launch({ standbys: 1 });
      await stage.settled();
    }
  },
};
