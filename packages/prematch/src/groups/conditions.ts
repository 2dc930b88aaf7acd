import { newsEffect, newsOptions } from "../conditions/news.ts";
import { weatherEffect, weatherOptions } from "../conditions/weather.ts";
import type { Feature, FeatureGroup } from "../feature.ts";

const sides = ["home", "away"] as const;
const since = 2;
const weather = ["match.weather"];
const news = ["team.news"];

const newsHours = newsOptions.livesMs / 3_600_000;
const tone = (side: string) =>
  `tones of the ${side} side's news by words of the headline (-0.5, 0 or 0.5 each), each fading to nothing in ${newsHours} h, summed, at most 1 either way`;

function sideFeatures(side: "home" | "away"): Feature[] {
  return [
    {
      name: `${side}.news.missing`,
      formula: `1 where nothing was said of the ${side} side in the last ${newsHours} h, else 0`,
      unit: "0 or 1",
      range: [0, 1],
      inputs: news,
      since,
    },
    {
      name: `${side}.news.tone`,
      formula: `${tone(side)}; 0 without news`,
      unit: "tone",
      range: [-1, 1],
      inputs: news,
      since,
    },
    {
      name: `${side}.news.factor`,
      formula: `factor on the ${side} side's goals: 1 + ${newsOptions.bound} x ${newsOptions.weight} x ${side}.news.tone`,
      unit: "factor",
      range: [1 - newsOptions.bound, 1 + newsOptions.bound],
      inputs: news,
      since,
    },
  ];
}

/** Weather and news, bounded and expiring. Their factors stay 1 until data have earned them a weight; what they are made of is told beside them. */
export const conditions: FeatureGroup = {
  name: "conditions",
  about:
    "Weather for the hour of kick-off and news of the last three days, whose factors on goals have weight 0 so far.",
  features: [
    {
      name: "match.weather.missing",
      formula: "1 where no forecast of the last week for within 2 h of kick-off is known, else 0",
      unit: "0 or 1",
      range: [0, 1],
      inputs: weather,
      since,
    },
    {
      name: "match.weather.harshness",
      formula:
        "greatest of (wind - 6) / 10 with m/s, rain / 5 with mm/h, (2 - t) / 10 and (t - 28) / 10 with degrees Celsius, between 0 and 1; 0 without a forecast",
      unit: "share",
      range: [0, 1],
      inputs: weather,
      since,
    },
    {
      name: "match.weather.factor",
      formula: `factor on both sides' goals: 1 + ${weatherOptions.bound} x ${weatherOptions.weight} x match.weather.harshness`,
      unit: "factor",
      range: [1 - weatherOptions.bound, 1 + weatherOptions.bound],
      inputs: weather,
      since,
    },
    ...sides.flatMap(sideFeatures),
  ],
  write({ fixture }, out, at) {
    const { known, kickOff } = fixture;
    if (known === undefined) {
      out.set(nothingKnown, at);
      return;
    }
    const moment = Math.min(known.at, kickOff);
    let to = at;
    const { missing, harshness, factor } = weatherEffect(known.weather, moment, kickOff);
    out[to++] = missing ? 1 : 0;
    out[to++] = harshness;
    out[to++] = factor;
    for (const side of sides) {
      const effect = newsEffect(known.news, fixture[side], moment);
      out[to++] = effect.missing ? 1 : 0;
      out[to++] = effect.tone;
      out[to++] = effect.factor;
    }
  },
};

const nothingKnown = Float64Array.of(1, 0, 1, 1, 0, 1, 1, 0, 1);
