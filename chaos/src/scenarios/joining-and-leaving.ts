import { setTimeout as sleep } from "node:timers/promises";
import { everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";
import { partitions } from "../tally.ts";

export const joiningAndLeaving: Scenario = {
  name: "joining-and-leaving",
  about: "processes of the application join and leave, one to four of them, under load",
  runs: { long: 20, short: 5 },
  async play(stage, { runs }) {
    stage.load.start(300, everyday);
    stage.launch();
    await stage.settled();
    for (let run = 0; run < runs; run++) {
      const { alive, random } = stage;
      const joins = alive.length === 1 || (alive.length < partitions && random.chance(0.5));
      const faultAt = Date.now();
      if (joins) stage.launch();
      else await random.one(alive).stop();
      // now and then the next change comes into this one
      if (random.chance(0.25)) await sleep(random.between(0, 500));
      else await stage.settled();
      const ms = await stage.recovered(faultAt);
      stage.say(`${run + 1} of ${runs}, one ${joins ? "joined" : "left"}, ${stage.alive.length} run: ${ms} ms`);
    }
    await stage.settled();
  },
};
