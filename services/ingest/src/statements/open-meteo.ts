import { type Refusal, refusal } from "@touchline/football";
import { answerIn, type Converted, type Form, type FormContext } from "./form.ts";
import type { FiledRecord } from "./statement-line.ts";

const provider = "open-meteo";
/** Forecasts for an hour so near to kick-off say something of the match, ms. */
const nearMs = 2 * 3_600_000;

/** What a unit has to be multiplied by, after what has to be taken off; Open-Meteo's names of units. */
const units: Readonly<Record<string, readonly [scale: number, less?: number]>> = {
  "°C": [1],
  "°F": [5 / 9, 32],
  "m/s": [1],
  "km/h": [1 / 3.6],
  mph: [0.44704],
  "mp/h": [0.44704],
  kn: [1_852 / 3_600],
  mm: [1],
  inch: [25.4],
};
const variables = {
  temperature: "temperature_2m",
  windSpeed: "wind_speed_10m",
  precipitation: "precipitation",
} as const;

/**
 * Open-Meteo's forecast (open-meteo.com/en/docs): its hours near kick-off, and the weather of now where kick-off is near. The answer does
 * not say when it was issued: the moment at which it was given stands for that. Daily values say nothing of an hour.
 */
export const openMeteo: Form = {
  about: "Open-Meteo's forecast (JSON), with hourly or current temperature_2m, wind_speed_10m and precipitation",
  needsMatch: true,
  read(text, context) {
    const answer = answerIn(text);
    const { match } = context;
    if (answer?.error) return none(refusal("STATEMENT_INVALID", `Open-Meteo answers: ${answer.reason}`));
    const offset = answer?.utc_offset_seconds;
    if (match === undefined || !Number.isFinite(offset)) {
      return none(refusal("STATEMENT_INVALID", "it is no forecast of Open-Meteo: utc_offset_seconds is missing"));
    }
    const hours: readonly unknown[] = Array.isArray(answer.hourly?.time) ? answer.hourly.time : [];
    const told = [
      ...hours.map((time, i) => valuesAt(time, (name) => answer.hourly[name]?.[i], answer.hourly_units, offset)),
      ...(answer.current
        ? [valuesAt(answer.current.time, (name) => answer.current[name], answer.current_units, offset)]
        : []),
    ];
    const near = told.filter((each) => each !== undefined && Math.abs(each.validAt - match.kickOff) <= nearMs);
    // of two for one moment the forecast for the hour comes first
    const byMoment = new Map(near.toReversed().map((each) => [each?.validAt, each]));
    const records = [...byMoment.values()].flatMap((each) => (each === undefined ? [] : [weatherOf(each, context)]));
    if (records.length > 0) return { records: records.sort(byValidAt), refused: [] };
    return none(
      refusal(
        "STATEMENT_INVALID",
        `it tells nothing of an hour within 2 h of ${new Date(match.kickOff).toISOString()}`,
      ),
    );
  },
};

interface Told {
  readonly validAt: number;
  readonly temperature: number | null;
  readonly windSpeed: number | null;
  readonly precipitation: number | null;
}

function valuesAt(
  time: unknown,
  valueNamed: (name: string) => unknown,
  unitsOf: Readonly<Record<string, unknown>> | undefined,
  offsetSeconds: number,
): Told | undefined {
  // local time of the place without an offset, or seconds since 1970 where timeformat=unixtime was asked for
  const validAt = typeof time === "number" ? time * 1_000 : Date.parse(`${time}Z`) - offsetSeconds * 1_000;
  if (!Number.isFinite(validAt)) return undefined;
  const read = (name: string): number | null => {
    const value = valueNamed(name);
    const [scale, less = 0] = units[String(unitsOf?.[name])] ?? [];
    return typeof value === "number" && scale !== undefined ? (value - less) * scale : null;
  };
  return {
    validAt,
    temperature: read(variables.temperature),
    windSpeed: read(variables.windSpeed),
    precipitation: read(variables.precipitation),
  };
}

function weatherOf(told: Told, { match, at }: FormContext): FiledRecord {
  return {
    schema: "Weather",
    value: { provider, matchId: match?.matchId ?? "", ...told, issuedAt: at, providerTime: at },
  };
}

function byValidAt(a: FiledRecord, b: FiledRecord): number {
  return a.schema === "Weather" && b.schema === "Weather" ? a.value.validAt - b.value.validAt : 0;
}

const none = (why: Refusal): Converted => ({ records: [], refused: [{ ...why, where: "the answer" }] });
