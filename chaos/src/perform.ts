import type { LocalCluster } from "@touchline/local";
import { gather } from "./evidence.ts";
import { Random } from "./random.ts";
import type { Scenario, Size } from "./scenario.ts";
import { Stage, type Surroundings } from "./stage.ts";
import { judge, type Verdict } from "./verdict.ts";

/** A scenario's line of the report. */
export interface Report {
  readonly name: string;
  readonly runs: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly stateEqual: boolean;
  /** From the fault to the next committed output of the affected partitions; null where there was no fault. */
  readonly recoveryMsP50: number | null;
  readonly recoveryMsMax: number | null;
  readonly deliveries: number;
  readonly deadLetters: Verdict["deadLetters"];
  readonly seconds: number;
  /** Whatever else went wrong, and what exactly differs. */
  readonly problems: readonly string[];
}

/** Plays a scenario on topics of its own, ends it, and has Kafka's own consumer say what came of it. */
export async function perform(
  scenario: Scenario,
  size: Size,
  seed: number,
  surroundings: Surroundings,
): Promise<Report> {
  try {
    return await performed(scenario, size, seed, surroundings);
  } catch (error) {
    const { differences, ...verdict } = unjudged;
    const problems = [`not played: ${error instanceof Error ? error.message : error}`];
    return { name: scenario.name, runs: 0, ...verdict, recoveryMsP50: null, recoveryMsMax: null, seconds: 0, problems };
  }
}

async function performed(scenario: Scenario, size: Size, seed: number, surroundings: Surroundings): Promise<Report> {
  const { name } = scenario;
  const began = performance.now();
  const stage = await Stage.open(name, surroundings, new Random(seed));
  const problems = stage.problems;
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    await work().catch((error) => problems.push(`${what}: ${error instanceof Error ? error.message : error}`));
  };
  await attempt("playing", () => scenario.play(stage, size));
  await attempt("finishing", () => stage.finish());
  await stage.close();
  await attempt("mending the cluster", () => mend(surroundings.cluster));
  let verdict = unjudged;
  await attempt("judging", async () => {
    verdict = await judged(surroundings.cluster, stage);
  });
  const recoveries = stage.recoveriesMs.toSorted((a, b) => a - b);
  return {
    name,
    runs: size.runs,
    lost: verdict.lost + stage.lost.length,
    duplicated: verdict.duplicated + stage.duplicated.length,
    reordered: verdict.reordered,
    stateEqual: verdict.stateEqual,
    recoveryMsP50: recoveries[Math.floor((recoveries.length - 1) / 2)] ?? null,
    recoveryMsMax: recoveries.at(-1) ?? null,
    deliveries: verdict.deliveries,
    deadLetters: verdict.deadLetters,
    seconds: Math.round((performance.now() - began) / 1_000),
    problems: [...problems, ...stage.lost.slice(0, 3), ...stage.duplicated.slice(0, 3), ...verdict.differences],
  };
}

const unjudged: Verdict = {
  ...{ deliveries: 0, lost: 0, duplicated: 0, reordered: 0, deadLetters: { expected: 0, seen: 0 } },
  ...{ stateEqual: false, differences: [] },
};

/** What is not as it should be is looked at a second time, with more patience: a consumer that was idle may have been early. */
async function judged({ brokers }: LocalCluster, { scenario, load }: Stage): Promise<Verdict> {
  const once = judge(scenario, await gather(brokers, scenario, 2_500), load.acknowledged);
  if (once.differences.length === 0) return once;
  return judge(scenario, await gather(brokers, scenario, 10_000), load.acknowledged);
}

/** Brings back what a scenario that failed has left behind. */
async function mend({ nodes, inSync }: LocalCluster): Promise<void> {
  const down = nodes.filter(({ isUp }) => !isUp);
  await Promise.all(down.map((node) => node.start()));
  if (down.length > 0) await inSync();
}

export function isGood({ lost, duplicated, reordered, stateEqual, problems }: Report): boolean {
  return lost === 0 && duplicated === 0 && reordered === 0 && stateEqual && problems.length === 0;
}
