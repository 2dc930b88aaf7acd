import { setTimeout as sleep } from "node:timers/promises";
import { everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";
import { sessionTimeoutMs } from "../stage.ts";
import type { Step } from "../trap.ts";

/** Where a commit stands when its owner freezes: what is left of it goes on when the tasks have long been another's. */
const moments: readonly (Step | "any moment")[] = ["written", "begun", "any moment", "folded", "records sent"];

export const frozenPastSession: Scenario = {
  name: "frozen-past-session",
  about: "SIGSTOP of a process, within a commit and otherwise, until others have its tasks, then SIGCONT",
  runs: { long: 5, short: 2 },
  async play(stage, { runs }) {
    stage.load.start(300, everyday);
    stage.launch();
    for (let run = 0; run < runs; run++) {
      const moment = moments[run % moments.length] as Step | "any moment";
      const step = moment === "any moment" ? "folded" : moment;
      const owner = stage.launch({ trap: { step, signal: "SIGSTOP" } });
      await stage.settled();
      await sleep(stage.random.between(100, 500));
      const { tasks } = owner;
      if (moment === "any moment") owner.freeze();
      else owner.armTrap();
      if (moment !== "any moment")
        await stage.until(() => owner.sprungAt !== undefined, `the process to freeze ${moment}`);
      const faultAt = owner.sprungAt ?? Date.now();
      const ms = await stage.recovered(faultAt, tasks);
      await sleep(Math.max(0, faultAt + sessionTimeoutMs + 1_000 - Date.now()));
      owner.thaw();
      stage.say(`${run + 1} of ${runs}, frozen ${moment}: the others went on after ${ms} ms`);
      // it finds its place taken, and takes part again
      await stage.settled();
      await owner.stop();
      await stage.settled();
    }
  },
};
