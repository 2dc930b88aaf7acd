import type { Weather } from "@touchline/schemas";
import { refuseNameless } from "./identity-rules.ts";
import { isTime } from "./match-ranges.ts";
import { type Refusal, refusal } from "./reason-codes.ts";

/** More than was ever measured where football is played: degrees Celsius, metres a second, millimetres an hour. */
const ranges = {
  temperature: [-60, 60],
  windSpeed: [0, 110],
  precipitation: [0, 400],
} as const;
/** Clocks of a provider may differ by this much, ms. */
const clockToleranceMs = 3_600_000;

/** Why a forecast or observation cannot be used; null where it can. */
export function refuseWeather(weather: Weather): Refusal | null {
  const { provider, matchId, validAt, issuedAt, providerTime } = weather;
  const nameless = refuseNameless({ provider, matchId });
  if (nameless !== null) return nameless;
  if (![validAt, issuedAt, providerTime].every(isTime) || issuedAt > providerTime + clockToleranceMs) {
    return refusal("TIME_INVALID", `valid at ${validAt}, issued at ${issuedAt}, told at ${providerTime}`);
  }
  const told = (Object.keys(ranges) as (keyof typeof ranges)[]).filter((name) => weather[name] !== null);
  if (told.length === 0) return refusal("WEATHER_EMPTY", "temperature, wind and precipitation are unknown");
  for (const name of told) {
    const [least, most] = ranges[name];
    const value = weather[name] as number;
    if (!(value >= least && value <= most)) return refusal("BAD_WEATHER", `${name} of ${value}`);
  }
  return null;
}
