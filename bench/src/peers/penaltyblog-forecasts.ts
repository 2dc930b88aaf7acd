import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Forecast } from "@touchline/cli/evaluate";
import { root } from "@touchline/local";
import type { Played } from "@touchline/prematch";
import { parse } from "csv-parse/sync";
import { buildPythonPeer } from "../python-peer.ts";

const run = promisify(execFile);
const folder = resolve(root, "bench/peers/penaltyblog");

/** First and second divisions of the countries of the five large leagues: together, so that teams that go up are known. */
const countries: Readonly<Record<string, string>> = {
  "ENG-Premier League": "ENG",
  E1: "ENG",
  "ESP-La Liga": "ESP",
  SP2: "ESP",
  "GER-Bundesliga": "GER",
  D2: "GER",
  "ITA-Serie A": "ITA",
  I2: "ITA",
  "FRA-Ligue 1": "FRA",
  F2: "FRA",
};

type Forecasts = ReadonlyMap<string, Forecast>;

/**
 * What penaltyblog's models say of the matches asked for, by the match's id; `peers/penaltyblog/forecast.py` tells how each is fitted.
 * Rejects where there is no Python that fits, or its packages cannot be installed.
 */
export async function penaltyblogForecasts(
  played: readonly Played[],
  asked: ReadonlySet<string>,
): Promise<Readonly<Record<"dixon-coles" | "pi-ratings", Forecasts>>> {
  const python = await buildPythonPeer("penaltyblog", join(folder, "requirements.txt"));
  const scratch = await mkdtemp(join(tmpdir(), "touchline-peers-"));
  try {
    const file = join(scratch, "matches.csv");
    await writeFile(file, linesOf(played, asked));
    const { stdout } = await run(python, [join(folder, "forecast.py"), file], { maxBuffer: 256 * 2 ** 20 });
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    return { "dixon-coles": forecastsOf(rows, "dixon-coles"), "pi-ratings": forecastsOf(rows, "pi-ratings") };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function linesOf(played: readonly Played[], asked: ReadonlySet<string>): string {
  const lines = played.flatMap(({ id, day, competition, home, away, homeGoals, awayGoals }) => {
    const country = countries[competition];
    if (country === undefined) return [];
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    return [[id, date, country, home, away, homeGoals, awayGoals, asked.has(id) ? 1 : 0].join(",")];
  });
  return `id,day,country,home,away,homeGoals,awayGoals,asked\n${lines.join("\n")}\n`;
}

function forecastsOf(rows: readonly Record<string, string>[], wanted: string): Forecasts {
  const number = (text: string | undefined) => (text === undefined || text === "" ? null : Number(text));
  return new Map(
    rows
      .filter(({ peer }) => peer === wanted)
      .map(({ id = "", home, draw, away, over, both }) => [
        id,
        { result: [Number(home), Number(draw), Number(away)], over: number(over), bothScore: number(both) },
      ]),
  );
}
