import { placeOf } from "@touchline/prematch";
import type { Belief } from "../belief.ts";
import type { Projection } from "./projection.ts";

const places = {
  weather: placeOf("match.weather.factor"),
  homeLineUp: placeOf("match.lineUp.home"),
  awayLineUp: placeOf("match.lineUp.away"),
  homeNews: placeOf("home.news.factor"),
  awayNews: placeOf("away.news.factor"),
};

/** A distribution of scores as it is believed: its rates times the factors of who is to play, news and weather. `from`: where the vector begins. */
export function withFactors(
  { home, away, dependence }: Projection,
  values: ArrayLike<number>,
  from = 0,
): Omit<Belief, "variance"> {
  const at = (place: number) => values[from + place] as number;
  return {
    home: home * at(places.homeLineUp) * at(places.homeNews) * at(places.weather),
    away: away * at(places.awayLineUp) * at(places.awayNews) * at(places.weather),
    dependence,
  };
}
