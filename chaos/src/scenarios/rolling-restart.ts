import { everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";

export const rollingRestart: Scenario = {
  name: "rolling-restart",
  about: "every broker stopped in good order and started again, one after another, under load",
  runs: { long: 2, short: 1 },
  async play(stage, { runs }) {
    stage.load.start(300, everyday);
    stage.launch();
    stage.launch();
    await stage.settled();
    for (let run = 0; run < runs; run++) {
      for (const node of stage.cluster.nodes) {
        const faultAt = Date.now();
        const recovery = stage.recovered(faultAt);
        // its failure is met below, after the broker is back
        recovery.catch(() => {});
        await node.stop();
        await node.start();
        await stage.cluster.inSync();
        stage.say(`round ${run + 1} of ${runs}, broker ${node.id} restarted: recovered in ${await recovery} ms`);
      }
    }
    await stage.settled();
  },
};
