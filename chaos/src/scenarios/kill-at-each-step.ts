import { setTimeout as sleep } from "node:timers/promises";
import { everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";
import { steps } from "../trap.ts";

/** Once a round the process ends at a moment of no one's choosing instead. */
const cycle = [...steps, "any moment"] as const;

export const killAtEachStep: Scenario = {
  name: "kill-at-each-step",
  about: "kill -9 of a processor at each step of the commit, under load",
  runs: { long: 50, short: 9 },
  async play(stage, { runs }) {
    stage.load.start(200, everyday);
    stage.launch({ instance: "bystander" });
    let victim = stage.launch({ instance: "victim", trap: { step: steps[0], signal: "SIGKILL" } });
    await stage.settled();
    for (let run = 0; run < runs; run++) {
      const step = cycle[run % cycle.length] as (typeof cycle)[number];
      await sleep(stage.random.between(100, 400));
      const { tasks } = victim;
      if (step === "any moment") await victim.kill();
      else victim.armTrap();
      await stage.until(() => !victim.isAlive, `the process to die ${step}`);
      const faultAt = victim.sprungAt ?? Date.now();
      const next = cycle[(run + 1) % cycle.length];
      // the name is left empty now and then, until the other has everything
      if (run % 7 === 6) await stage.settled();
      victim = stage.launch({
        instance: "victim",
        trap: { step: next === "any moment" || next === undefined ? steps[0] : next, signal: "SIGKILL" },
      });
      const ms = await stage.recovered(faultAt, tasks);
      stage.say(`${run + 1} of ${runs}, killed ${step}: recovered in ${ms} ms`);
      await stage.settled();
    }
  },
};
