import type { Weather } from "@touchline/schemas";

export const weatherOptions = {
  /** Part of the bound that the harshest weather takes, -1 to 1. 0 until forecasts of played matches have shown one. */
  weight: 0,
  /** Most that goals of both sides move. */
  bound: 0.05,
  /** Forecasts are of use that were issued so long before kick-off, */
  issuedWithinMs: 7 * 86_400_000,
  /** and that speak of an hour so near to it. */
  validWithinMs: 2 * 3_600_000,
} as const;

/** What the weather does to a match. */
export interface WeatherEffect {
  /** True where there is no forecast of use; the factor is 1 then. */
  readonly missing: boolean;
  /** On goals of both sides. */
  readonly factor: number;
  /** 0 where wind, rain and temperature are mild or unknown, to 1. */
  readonly harshness: number;
  /** What it was taken from. */
  readonly source: Weather | null;
}

const unknownWeather: WeatherEffect = { missing: true, factor: 1, harshness: 0, source: null };

/** The latest forecast that was issued, and told, by a moment decides; of two of one moment the one for the hour nearer to kick-off. */
export function weatherEffect(
  forecasts: readonly Weather[],
  at: number,
  kickOff: number,
  weight: number = weatherOptions.weight,
): WeatherEffect {
  const { issuedWithinMs, validWithinMs, bound } = weatherOptions;
  let source: Weather | null = null;
  for (const forecast of forecasts) {
    const { issuedAt, validAt, providerTime } = forecast;
    // a feed may pass a forecast on long after it was issued: before that nobody here knew it
    if (issuedAt > at || providerTime > at) continue;
    if (issuedAt < kickOff - issuedWithinMs || Math.abs(validAt - kickOff) > validWithinMs) continue;
    if (source === null || isBetter(forecast, source, kickOff)) source = forecast;
  }
  if (source === null) return unknownWeather;
  const harshness = harshnessOf(source);
  const share = Math.max(-1, Math.min(1, weight)) * harshness;
  return { missing: false, factor: 1 + bound * share, harshness, source };
}

function isBetter(a: Weather, b: Weather, kickOff: number): boolean {
  if (a.issuedAt !== b.issuedAt) return a.issuedAt > b.issuedAt;
  const nearer = Math.abs(a.validAt - kickOff) - Math.abs(b.validAt - kickOff);
  if (nearer !== 0) return nearer < 0;
  if (a.provider !== b.provider) return a.provider < b.provider;
  if (a.validAt !== b.validAt) return a.validAt < b.validAt;
  // a provider contradicts itself: what it told later counts, or else the worse, whichever came first
  return a.providerTime !== b.providerTime ? a.providerTime > b.providerTime : harshnessOf(a) > harshnessOf(b);
}

/** The worst of wind from 6 to 16 m/s, rain up to 5 mm/h, cold from 2 down to -8 and heat from 28 up to 38 degrees. */
function harshnessOf({ windSpeed, precipitation, temperature }: Weather): number {
  const shares = [
    windSpeed === null ? 0 : (windSpeed - 6) / 10,
    precipitation === null ? 0 : precipitation / 5,
    temperature === null ? 0 : (2 - temperature) / 10,
    temperature === null ? 0 : (temperature - 28) / 10,
  ];
  return Math.min(1, Math.max(0, ...shares.filter((share) => !Number.isNaN(share))));
}
