import { setTimeout as sleep } from "node:timers/promises";
import { consoleConsumer } from "@touchline/local";
import { everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";
import { topicsOf } from "../tally.ts";
import type { Step } from "../trap.ts";

const moments: readonly Step[] = ["written", "records sent", "begun"];

export const openTransaction: Scenario = {
  name: "open-transaction-at-take-over",
  about: "kill -9 of a process with a transaction open, whose tasks others then take over",
  runs: { long: 5, short: 1 },
  async play(stage, { runs }) {
    stage.load.start(300, everyday);
    stage.launch();
    for (let run = 0; run < runs; run++) {
      const step = moments[run % moments.length] as Step;
      const owner = stage.launch({ trap: { step, signal: "SIGKILL" } });
      await stage.settled();
      await sleep(stage.random.between(100, 500));
      const { tasks } = owner;
      owner.armTrap();
      await stage.until(() => !owner.isAlive, `the process to die with its transaction ${step}`);
      const ms = await stage.recovered(owner.sprungAt ?? Date.now(), tasks);
      stage.say(`${run + 1} of ${runs}, killed ${step}: the others went on after ${ms} ms`);
      await stage.settled();
    }
    await stage.load.stop();
    const topic = topicsOf(stage.scenario).tallied.name;
    const { brokers } = stage.cluster;
    const [committed, all] = await Promise.all([
      consoleConsumer({ brokers, topic }),
      consoleConsumer({ brokers, topic, isolation: "read_uncommitted" }),
    ]);
    stage.say(`${all.length - committed.length} outputs of open transactions were written and aborted`);
    if (all.length - committed.length < runs) stage.problems.push("not every process died with its transaction open");
  },
};
