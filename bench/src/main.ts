import { mkdir, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "@touchline/local";
import { backfill } from "./backfill.ts";
import { featureGroups } from "./feature-groups.ts";
import { latency } from "./latency.ts";
import { league } from "./league.ts";
import { lineUps } from "./line-ups.ts";
import { peers } from "./peers/peers.ts";
import { predict } from "./predict/predict.ts";
import { requests } from "./requests.ts";
import { rescore } from "./rescore.ts";
import { streams } from "./streams.ts";
import { train } from "./train.ts";
import { trees } from "./trees.ts";
import { voteSearch } from "./vote-search.ts";

const benchmarks = [
  ...(["latency", "streams", "backfill", "feature-groups", "line-ups", "requests", "peers"] as const),
  ...(["rescore", "league", "trees", "vote-search", "predict", "train"] as const),
] as const;

const usage = `Usage: npm run --silent bench -- NAME [options]

Measures, where it takes a broker against a real one that is started for it; figures on standard output, progress on standard error.

  latency             provider event appended to Kafka -> frame at a WebSocket client, beside plain kafkajs
    --rate 200        events a second over all matches
    --matches 50      live matches
    --seconds 30      length of the measured part

  streams             the same exactly-once fold in our runtime, in Kafka Streams on Java and in Quix Streams on Python, in
                      turn; needs a JDK and Maven, and Linux; about a quarter of an hour
    --records 200000  input records of the backlog for events a second
    --seconds 15      length of each part at 500 events a second for latencies
    --restore 1000000 changelog records to restore; 0 leaves that out
    --failovers 2     how often a process is killed beside another, with and without a standby copy; 0 leaves that out
    --rounds 2        how often throughput and latency are measured
    --profile         also tell where our runtime's time goes
    --quick           the same in four minutes, for a look: smaller numbers of all that is not given

  backfill            past results through Kafka into the history that the features service reads, and its restart
    --history FILE... files of results; those that are shipped if none is given

  feature-groups      what each group of features is worth: log-loss of a multinomial model without it, walk-forward, in minutes

  line-ups            what announced elevens add to the prices of the shipped matches, each from what was known before it

  requests            500 predictions in a request, made and kept, and what that does to those who follow matches

  rescore             CPU of a re-score in play with all markets, intervals and causes; then the predictor on a broker with 1,000 live
                      matches and a burst of 5,000 events in a second: latency, and memory of its process; about a minute
    --cpu-only        leaves out what takes a broker
    --profile         also tell where the predictor's time goes in the burst

  peers               our pre-match models beside penaltyblog's, FiveThirtyEight's forecasts and the closing odds, on the same matches of
                      the five large leagues; needs Python; some minutes
    --history FILE... files of results before, repeated or one after the other
    --test FILE       file of the matches to predict, with their odds
    --spi FILE        FiveThirtyEight's forecasts, linked to football-data.co.uk's names
    --weights FILE    our model without odds, and again with past ones; those that are shipped if left out

  trees               our trees and support vector machine beside LightGBM's and scikit-learn's: log-loss with the same settings; in minutes
    --reference       writes bench/peers/trees/generated anew in place of that: small models of theirs and what they say

  predict             what a prediction before a match costs: one at a time as the ensemble is written down and compiled, in batches,
                      with quantised members; and how far their answers are apart

  train               seconds and peak memory of \`npm run train\` on the shipped results
    --odds none       or past, or match

  vote-search         settings of the trees and the machine that vote before a match, searched season by season; an hour
    --odds none       or past: with odds of past matches, where files of --history have them
    --journal FILE    writes each trial, and goes on where an earlier search ended

  league              shipped seasons played out from half-way, against how they ended; ten thousand seasons timed

  --json              print one line of JSON
  --save              also write bench/results/<name>.json
  --help              print this
`;

const full = { records: "200000", seconds: "15", restore: "1000000", failovers: "2", rounds: "2" };
const quick = { records: "40000", seconds: "3", restore: "50000", failovers: "1", rounds: "1" };

process.exitCode = await bench(process.argv.slice(2));

/** Runs the benchmark that the arguments name; resolves with the exit code. */
async function bench(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rate: { type: "string", default: "200" },
      matches: { type: "string", default: "50" },
      seconds: { type: "string" },
      records: { type: "string" },
      restore: { type: "string" },
      failovers: { type: "string" },
      rounds: { type: "string" },
      history: { type: "string", multiple: true, default: [] },
      test: { type: "string" },
      spi: { type: "string" },
      weights: { type: "string", multiple: true, default: [] },
      odds: { type: "string", default: "none" },
      journal: { type: "string" },
      reference: { type: "boolean", default: false },
      profile: { type: "boolean", default: false },
      "cpu-only": { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      save: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const [name, ...more] = positionals;
  if (values.help || !isBenchmark(name)) {
    (values.help ? process.stdout : process.stderr).write(usage);
    return values.help ? 0 : 64;
  }
  if (name === "peers" && values.test === undefined) {
    process.stderr.write("peers: say what to predict with --test FILE\n");
    return 64;
  }
  const { profile } = values;
  const history = [...values.history, ...more];
  const usual = { ...(values.quick ? quick : full), ...(name === "latency" && { seconds: "30" }) };
  const rate = wholeNumber("rate", values.rate);
  const matches = wholeNumber("matches", values.matches);
  const seconds = wholeNumber("seconds", values.seconds ?? usual.seconds);
  const records = wholeNumber("records", values.records ?? usual.records);
  const restore = wholeNumber("restore", values.restore ?? usual.restore, 0);
  const failovers = wholeNumber("failovers", values.failovers ?? usual.failovers, 0);
  const rounds = wholeNumber("rounds", values.rounds ?? usual.rounds);
  const sizes = [rate, matches, seconds, records, restore, failovers, rounds];
  if (sizes.some(Number.isNaN)) return 64;
  const odds = values.odds === "past" ? "past" : "none";
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const run = {
    latency: () => latency({ rate, matches, seconds }, say),
    streams: () => streams({ records, seconds, restore, rounds, failovers, profile }, say),
    backfill: () => backfill(history, say),
    predict: () => predict(say),
    train: () => train(values.odds, say),
    trees: () => trees(values.reference, say),
    "vote-search": () => voteSearch({ history, odds, journal: values.journal ?? null }, say),
    "feature-groups": () => featureGroups(say),
    rescore: () => rescore({ cpuOnly: values["cpu-only"], profile }, say),
    "line-ups": () => lineUps(say),
    requests: () => requests(say),
    league: () => league(say),
    peers: () => peers({ history, test: values.test ?? "", spi: values.spi, weights: values.weights }, say),
  };
  const report = await run[name]();
  if (values.save) await save(name, args, report);
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

function isBenchmark(name: string | undefined): name is (typeof benchmarks)[number] {
  return benchmarks.some((benchmark) => benchmark === name);
}

/** NaN, and a line that says so, where it is none. */
function wholeNumber(option: string, text: string, least = 1): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  process.stderr.write(`--${option} takes a whole number from ${least} up\n`);
  return Number.NaN;
}

async function save(name: string, args: readonly string[], report: object): Promise<void> {
  // files by their names alone: where they lie is a matter of the machine
  const named = args.filter((arg) => arg !== "--save").map((arg) => (arg.startsWith("-") ? arg : basename(arg)));
  const command = `npm run --silent bench -- ${named.join(" ")}`;
  const machine = `${cpus().length} cores, ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const folder = resolve(root, "bench/results");
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, `${name}.json`), `${JSON.stringify({ command, machine, report }, null, 2)}\n`);
}
