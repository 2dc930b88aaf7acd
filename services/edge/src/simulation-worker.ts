import { parentPort } from "node:worker_threads";
import { type OpenSeason, type SimulationOptions, simulate } from "@touchline/league";

/** A season to be played out, by a number that the answer bears too. */
export interface SimulationTask {
  readonly id: number;
  readonly season: OpenSeason;
  readonly options: SimulationOptions;
}

parentPort?.on("message", ({ id, season, options }: SimulationTask) => {
  parentPort?.postMessage({ id, forecast: simulate(season, options) });
});
