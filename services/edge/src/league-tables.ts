import {
  LeagueError,
  type LeagueForecast,
  openSeason,
  relegationOf,
  rulesOf,
  type TeamForecast,
} from "@touchline/league";
import type { Team } from "@touchline/schemas";
import { EdgeError } from "./errors.ts";
import type { FeaturesService, SeasonSoFar } from "./features-service.ts";
import { doublesOf } from "./fixture-prediction.ts";
import { type ChoosableModel, chosenModel } from "./model-choice.ts";
import { partMax } from "./requested-predictions.ts";
import type { Simulator } from "./simulator.ts";
import { Turns } from "./turns.ts";

const seasonsPlayedOut = 10_000;
const seed = 1;
/** Tables that are made at a time, and kept. */
const atOnceMax = 4;
const keptMax = 50;

/** A league's table as it stands, and how it may end. */
export interface LeagueTable extends Pick<LeagueForecast, "seasons" | "seed" | "left" | "expectedDraws"> {
  readonly competition: string;
  readonly season: string;
  /** Matches before its day count, ms since the epoch. */
  readonly asOf: number;
  readonly modelId: string;
  readonly modelHash: string;
  readonly teams: readonly (Omit<TeamForecast, "team"> & { readonly team: Team })[];
}

export interface LeagueTablesOptions {
  readonly features: Pick<FeaturesService, "season" | "vectors">;
  readonly models: () => readonly ChoosableModel[];
  readonly simulator: Pick<Simulator, "simulate">;
}

/** Leagues' tables with the rest of the season played out; each is kept for as long as nothing new is known. */
export class LeagueTables {
  readonly #options: LeagueTablesOptions;
  readonly #kept = new Map<string, Promise<LeagueTable>>();
  #underWay = 0;

  constructor(options: LeagueTablesOptions) {
    this.#options = options;
  }

  /** Rejects with an `EdgeError`. */
  async of(competition: string, query: Readonly<Record<string, string>>): Promise<LeagueTable> {
    const soFar = await this.#options.features.season(competition, query);
    const model = chosenModel({}, this.#options.models());
    const key = JSON.stringify([soFar.competition, soFar.season, soFar.at, soFar.version, model.hash]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    if (this.#underWay >= atOnceMax) {
      throw new EdgeError("TOO_MANY_LOOK_UPS", `${atOnceMax} league tables are being made: ask again in a moment.`);
    }
    this.#underWay++;
    const table = this.#made(soFar).finally(() => this.#underWay--);
    this.#kept.set(key, table);
    if (this.#kept.size > keptMax) this.#kept.delete(this.#kept.keys().next().value as string);
    // what failed is tried again
    table.catch(() => this.#kept.delete(key));
    return table;
  }

  async #made(soFar: SeasonSoFar): Promise<LeagueTable> {
    const { competition, season, at, teams } = soFar;
    const { rules, open } = opened(soFar);
    const model = chosenModel({}, this.#options.models());
    const expected: { home: number; away: number; dependence: number }[] = [];
    for (let from = 0; from < open.left.length; from += partMax) {
      const part = open.left.slice(from, from + partMax);
      const questions = part.map((pair) => ({ ...pair, competition, season: season ?? undefined, kickOff: at }));
      const { fixtures } = await this.#options.features.vectors(questions);
      const turns = new Turns();
      for (const vector of fixtures) {
        await turns.next();
        if ("code" in vector) throw new EdgeError(vector.code, vector.message);
        const values = doublesOf(Buffer.from(vector.values as string, "base64"));
        const { home, away, dependence } = model.beliefBefore(competition, values);
        expected.push({ home, away, dependence });
      }
    }
    const relegation = relegationOf(rules, season ?? "");
    const options = { expected, uncertainty: teams, rules, relegation, seasons: seasonsPlayedOut, seed };
    const forecast = await this.#options.simulator.simulate(open, options);
    const named = new Map(teams.map(({ id, name }) => [id, { id, name }]));
    return {
      ...{ competition, season: season ?? "", asOf: at, modelId: model.id, modelHash: model.hash },
      ...forecast,
      teams: forecast.teams.map((each) => ({ ...each, team: named.get(each.team) as Team })),
    };
  }
}

/** The rules of the league and what is left of the season. Throws an `EdgeError` with the code of a `LeagueError`. */
function opened({ competition, season, teams, played }: SeasonSoFar) {
  const idOf = (place: number) => (teams[place] as Team).id;
  try {
    const rules = rulesOf(competition);
    if (teams.length === 0) {
      throw new LeagueError(
        "SEASON_UNKNOWN",
        `${competition}: no result of ${season ?? "a season that had begun"} is known.`,
      );
    }
    const matches = played.map(([home, away, homeGoals, awayGoals]) => ({
      home: idOf(home),
      away: idOf(away),
      homeGoals,
      awayGoals,
    }));
    return {
      rules,
      open: openSeason(
        teams.map(({ id }) => id),
        matches,
      ),
    };
  } catch (error) {
    if (error instanceof LeagueError) throw new EdgeError(error.code, error.message);
    throw error;
  }
}
