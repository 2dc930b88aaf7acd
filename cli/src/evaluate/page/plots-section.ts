import { type Forecaster, ofModel } from "../forecasts.ts";
import { judged, selectiveOf } from "../judged.ts";
import { bothScore, type Market, overUnder, result } from "../markets.ts";
import type { Predicted } from "../predicted.ts";
import { selectiveCurve } from "./curve.ts";
import { reliabilityDiagram } from "./reliability.ts";

const surestShares = Array.from({ length: 50 }, (_, i) => (i + 1) / 50);

const key =
  '<p class="key quiet"><span></span>the model <span class="of-close" style="margin-left:1.2rem"></span>the closing odds (power)</p>';

export function reliabilitySection(matches: readonly Predicted[], name: string, close: Forecaster): string {
  const markets: readonly (readonly [string, Market, number])[] = [
    ["Home win", result, 0],
    ["Draw", result, 1],
    ["Away win", result, 2],
    ["Three goals or more", overUnder, 0],
    ["Both sides score", bothScore, 0],
  ];
  const diagrams = markets.map(([title, market, place]) =>
    reliabilityDiagram({
      title,
      place,
      model: judged(matches, ofModel, market),
      close: judged(matches, close, market),
    }),
  );
  return `<p>How often a thing happened (upwards, %) when it was said to be so likely (across, %), ${name}; on the dashed line said and done agree. Whiskers are 95 % intervals of the frequency, bars the number of matches. Chances are grouped by tens of percents; groups of fewer than 10 matches are not drawn. “By chance” is the error that forecasts have which are exactly right.</p>
${key}<div class="plots">${diagrams.join("\n")}</div>`;
}

export function surestSection(matches: readonly Predicted[], name: string, close: Forecaster): string {
  const curve = (title: string, market: Market, target: number) => {
    const points = (forecaster: Forecaster) =>
      selectiveOf(judged(matches, forecaster, market), surestShares, target).points;
    return selectiveCurve(title, { model: points(ofModel), close: points(close), target });
  };
  return `<p>Accuracy when only the surest share of the matches is called, ${name}; the dashed line is the accuracy to reach.</p>
${key}<div class="pair">${curve("Home, draw or away", result, 0.65)}${curve("Over or under 2.5 goals", overUnder, 0.7)}</div>`;
}
