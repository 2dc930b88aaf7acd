import { setTimeout as sleep } from "node:timers/promises";
import type { ClusterNode } from "@touchline/local";
import { everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";

export const leaderKilled: Scenario = {
  name: "leader-killed",
  about: "SIGKILL of a broker that leads partitions and coordinates, under load",
  runs: { long: 5, short: 1 },
  async play(stage, { runs }) {
    stage.load.start(300, everyday);
    stage.launch();
    stage.launch();
    await stage.settled();
    const { nodes } = stage.cluster;
    for (let run = 0; run < runs; run++) {
      await sleep(stage.random.between(500, 1_500));
      // each leads a share of every topic
      const node = nodes[run % nodes.length] as ClusterNode;
      const faultAt = Date.now();
      await node.kill();
      const ms = await stage.recovered(faultAt);
      stage.say(`${run + 1} of ${runs}, broker ${node.id} killed: recovered in ${ms} ms`);
      await node.start();
      await stage.cluster.inSync();
      await stage.settled();
    }
  },
};
