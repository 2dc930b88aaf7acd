import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type PredictionRequest, predict } from "@touchline/client";
import { type LocalService, root, startPlatform, startService } from "@touchline/local";
import { readAliases, readResults, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import { type Distribution, distribution } from "./percentile.ts";

const run = promisify(execFile);
const dayMs = 86_400_000;
const itemsMax = 500;

export interface RequestsReport {
  /** Milliseconds of a request at a client that sends one after the other. */
  readonly ms: {
    /** 500 matches that nobody asked about before. */
    readonly batchMade: Distribution;
    /** 500 matches whose predictions are kept and still stand. */
    readonly batchKept: Distribution;
    readonly singleMade: Distribution;
    readonly singleKept: Distribution;
  };
  /** How long a turn of the event loop kept others waiting, ms, in the process that folds the stream and in the edge: at rest, and while batches are made. */
  readonly eventLoopMs: Readonly<Record<"features" | "edge", { readonly rest: Lag; readonly batchMade: Lag }>>;
  readonly results: number;
  readonly budget: { readonly batchP99Ms: number };
}

interface Lag {
  readonly p99: number;
  readonly max: number;
}

/** Asks an edge for predictions over the shipped history, one request after the other on 127.0.0.1. */
export async function requests(say: (text: string) => void, rounds = 60): Promise<RequestsReport> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-requests-"));
  const platform = await startPlatform({ folder });
  const services: LocalService[] = [];
  const start = async (name: string, more: Record<string, string>) => {
    const environment = { ...platform.environment, HTTP_PORT: "0", ...more };
    const service = await startService({ name, folder: join(folder, name), environment });
    services.push(service);
    return service;
  };
  try {
    const features = await start("features", { STORES_HTTP: "true" });
    const edge = await start("edge", { FEATURES_URLS: features.address });
    say("bringing in the shipped results");
    const args = [join(root, "cli/src/main.ts"), "backfill", "--json"];
    const { stdout } = await run(process.execPath, args, { env: { ...process.env, ...platform.environment } });
    const { published } = JSON.parse(stdout) as { published: { results: number } };
    const batches = batchesOf(rounds + 1);
    const asked = (items: readonly PredictionRequest[]) => timed(edge.address, items);
    // history is worked ahead of the first question, and code is warm
    await settled(features);
    for (let i = 0; i < 5; i++) await asked(batches[rounds]?.slice(0, 50) ?? []);

    const rest = await lagOver([features, edge], () => new Promise((resolve) => setTimeout(resolve, 3_000)));
    say("500 at a time, made");
    const made: number[] = [];
    const busy = await lagOver([features, edge], async () => {
      for (const batch of batches.slice(0, rounds)) made.push(await asked(batch));
    });
    say("the same again, kept");
    const kept: number[] = [];
    for (let i = 0; i < rounds; i++) kept.push(await asked(batches[rounds - 1 - (i % 10)] ?? []));
    say("one at a time");
    const [singleMade, singleKept]: number[][] = [[], []];
    for (const item of (batches[rounds] ?? []).slice(100, 100 + 4 * rounds)) {
      singleMade?.push(await asked([item]));
      singleKept?.push(await asked([item]));
    }
    return {
      ms: {
        batchMade: distribution(made),
        batchKept: distribution(kept),
        singleMade: distribution(singleMade ?? []),
        singleKept: distribution(singleKept ?? []),
      },
      eventLoopMs: {
        features: { rest: rest[0] as Lag, batchMade: busy[0] as Lag },
        edge: { rest: rest[1] as Lag, batchMade: busy[1] as Lag },
      },
      results: published.results,
      budget: { batchP99Ms: 500 },
    };
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds until the whole answer is read; throws where an item has none. */
async function timed(edge: string, items: readonly PredictionRequest[]): Promise<number> {
  const began = performance.now();
  const { predictions } = await predict(edge, items);
  const ms = performance.now() - began;
  const refused = predictions.find(({ error }) => error !== null)?.error;
  if (refused) throw new Error(`${refused.code}: ${refused.message}`);
  return ms;
}

/** Matches of the last season's clubs by their names, each batch on days of its own in the two weeks to come: half of a hundred clubs of five leagues. */
function batchesOf(count: number): readonly (readonly PredictionRequest[])[] {
  const teams = readTeams();
  const clubs = new Map<string, Set<string>>();
  for (const { name, bytes } of readResultsFiles(shippedFiles.results[0])) {
    for (const { result } of readResults(bytes, name, teams).rows) {
      if (result.season !== "2023/24") continue;
      const league = clubs.get(result.competition) ?? new Set();
      clubs.set(result.competition, league.add(result.home.id));
    }
  }
  const names = new Map(readAliases().map(({ teamId, displayName }) => [teamId, displayName]));
  const pairs = [...clubs.values()].flatMap((league) =>
    [...league].flatMap((home) => [...league].filter((away) => away !== home).map((away) => [home, away] as const)),
  );
  const tomorrow = Math.floor(Date.now() / dayMs + 1) * dayMs;
  return Array.from({ length: count }, (_, batch) =>
    Array.from({ length: itemsMax }, (_, i): PredictionRequest => {
      const [home, away] = pairs[(i * 3 + batch) % pairs.length] as readonly [string, string];
      // a minute apart is another kick-off: nothing is kept of it
      return {
        home: names.get(home) ?? home,
        away: names.get(away) ?? away,
        date: tomorrow + (i % 14) * dayMs + batch * 60_000,
      };
    }),
  );
}

/** Waits until the service has made what first look-ups would wait for: its processor is then idle. */
async function settled({ address }: LocalService): Promise<void> {
  for (let idle = 0, before = await cpu(address); idle < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const now = await cpu(address);
    idle = now - before < 0.1 ? idle + 1 : 0;
    before = now;
  }
}

const cpu = async (address: string) => metric(await metricsOf(address), "process_cpu_seconds_total");

/** The event loop's delays of some processes while something is done. Their metrics begin anew with each look. */
async function lagOver(services: readonly LocalService[], work: () => Promise<unknown>): Promise<Lag[]> {
  await Promise.all(services.map(({ address }) => metricsOf(address)));
  await work();
  return Promise.all(
    services.map(async ({ address }) => {
      const text = await metricsOf(address);
      const ms = (name: string) => Math.round(metric(text, name) * 1e5) / 100;
      return { p99: ms("nodejs_eventloop_lag_p99_seconds"), max: ms("nodejs_eventloop_lag_max_seconds") };
    }),
  );
}

const metricsOf = async (address: string) => (await fetch(`${address}/metrics`)).text();

function metric(text: string, name: string): number {
  return Number(new RegExp(`^${name}\\S* (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
}
