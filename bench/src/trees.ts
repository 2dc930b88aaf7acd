import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { boostingDefaults, type LearnerName, type LearnerOptions, shareTable, Threads } from "@touchline/learning";
import { root } from "@touchline/local";
import { voteSettings, voteTable } from "@touchline/models";
import { logLoss } from "@touchline/scoring";
import { type LeagueTable, leagueTable } from "./league-table.ts";
import { buildPythonPeer } from "./python-peer.ts";

const run = promisify(execFile);
const peer = resolve(root, "bench/peers/trees");
/** Learnt from all seasons before, judged by this one. */
const judged = 2021;
const seeds = [1, 2, 3] as const;
const classes = 3;
const learners = ["boosting", "forest", "svm"] as const;

type Settings = { readonly [Name in LearnerName]: LearnerOptions[Name] };

/** Those of the vote, and the usual ones. Rounds are the same for both: early stopping would be another thing to differ by. */
const settings: Readonly<Record<"usual" | "vote", Settings>> = {
  usual: {
    boosting: { ...boostingDefaults, patience: null },
    forest: { trees: 100, depth: 12, leafRows: 20, tried: 7, bins: 64, seed: 1 },
    svm: { kernelFeatures: 256, gamma: 0.1, c: 1, passes: 5, calibrationShare: 0.15, seed: 1 },
  },
  vote: {
    boosting: { ...voteSettings.boosting, rounds: 156, patience: null },
    forest: voteSettings.forest,
    svm: voteSettings.svm,
  },
};

/**
 * Our trees and our machine beside LightGBM's and scikit-learn's: same matches, same settings, log-loss of the season that comes after, the mean of three
 * seeds. With `reference` it writes the small models and rows anew that our readers are held to, and measures nothing.
 */
export async function trees(reference: boolean, say: (text: string) => void): Promise<object> {
  const of = leagueTable([], "none", 2001, judged);
  const league = { ...of, table: shareTable(voteTable(of.table, "none")) };
  const fitted = league.seasons.findIndex((season) => season >= judged);
  say(`${league.table.rows} matches, ${league.table.names.length} columns`);
  const folder = await mkdtemp(join(tmpdir(), "touchline-trees-"));
  try {
    const python = await buildPythonPeer("trees-peer", join(peer, "requirements.txt"));
    await writeTask(folder, league, fitted);
    if (reference) {
      await run(python, [join(peer, "peer.py"), "reference", folder, join(peer, "generated")]);
      return { written: "bench/peers/trees/generated" };
    }
    const ours = await learnt(league, fitted, say);
    say("LightGBM and scikit-learn ...");
    const { stdout } = await run(python, [join(peer, "peer.py"), "compare", folder], { maxBuffer: 2 ** 24 });
    const { versions } = JSON.parse(stdout);
    const outcomes = league.labels.subarray(fitted);
    const rows = [];
    for (const name of ["usual", "vote"] as const) {
      for (const learner of learners) {
        const theirs = await Promise.all(
          seeds.map(async (seed) => lossOf(await numbersOf(join(folder, `${name}.${learner}.${seed}.f64`)), outcomes)),
        );
        const our = ours[`${name}.${learner}`] as readonly Float64Array[];
        rows.push({
          ...{ settings: name, learner, peer: learner === "boosting" ? "LightGBM" : "scikit-learn" },
          ours: round(mean(our.map((chances) => lossOf(chances, outcomes)))),
          peers: round(mean(theirs)),
        });
      }
    }
    return {
      learntFrom: fitted,
      judgedBy: outcomes.length,
      season: judged,
      seeds: seeds.length,
      versions,
      logLoss: rows,
      settings,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function learnt({ table, labels }: LeagueTable, fitted: number, say: (text: string) => void) {
  const threads = new Threads(1);
  const ours: Record<string, readonly Float64Array[]> = {};
  try {
    for (const name of ["usual", "vote"] as const) {
      for (const learner of learners) {
        say(`ours: ${name} ${learner} ...`);
        const chances: Float64Array[] = [];
        for (const seed of seeds) {
          const options = { ...settings[name][learner], seed };
          const lesson = { table, labels, classes, fitted };
          chances.push((await threads.run("judge", { lesson, learner, options })).chances);
        }
        ours[`${name}.${learner}`] = chances;
      }
    }
  } finally {
    await threads.close();
  }
  return ours;
}

async function writeTask(folder: string, { table, labels }: LeagueTable, fitted: number): Promise<void> {
  const columns = new Float64Array(table.rows * table.columns.length);
  table.columns.forEach((column, i) => {
    columns.set(column, i * table.rows);
  });
  await writeFile(join(folder, "columns.f64"), columns);
  await writeFile(join(folder, "labels.u8"), labels);
  const task = { rows: table.rows, fitted, names: table.names, settings, seeds };
  await writeFile(join(folder, "task.json"), JSON.stringify(task));
}

async function numbersOf(file: string): Promise<Float64Array> {
  const { buffer, byteOffset, length } = await readFile(file);
  return new Float64Array(buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer);
}

function lossOf(chances: Float64Array, outcomes: Uint8Array): number {
  return mean(Array.from(outcomes, (outcome, row) => logLoss([...chances.subarray(3 * row, 3 * row + 3)], outcome)));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number): number => Math.round(value * 1e5) / 1e5;
