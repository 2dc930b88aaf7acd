import { everyday } from "../deliveries.ts";
import type { Scenario } from "../scenario.ts";

export const disorder: Scenario = {
  name: "disorder",
  about:
    "clocks 5 min wrong to both sides, 10 % repeats, 10 % corrections, all shuffled, and a process killed in the middle",
  runs: { long: 1, short: 1 },
  async play(stage, { isShort }) {
    stage.launch({ instance: "one" });
    const victim = stage.launch({ instance: "two" });
    await stage.settled();
    const mix = { ...everyday, repeats: 0.1, corrections: 0.1, skewMs: 5 * 60_000, shuffled: 500 };
    const half = isShort ? 1_500 : 10_000;
    await stage.load.send(half, 1_000, mix);
    const { tasks } = victim;
    const faultAt = Date.now();
    await victim.kill();
    stage.launch({ instance: "two" });
    await stage.load.send(half, 1_000, mix);
    await stage.recovered(faultAt, tasks);
  },
};
