import {
  type Answers,
  foldMemberForm,
  type Kind,
  kindOf,
  type MemberForm,
  noForm,
  type PreMatchModel,
} from "@touchline/models";
import { resultChances, scoringChances } from "@touchline/odds";
import { vectorOf } from "@touchline/prematch";
import { closingPrices } from "@touchline/results";
import type { Result } from "@touchline/schemas";
import { fixtureBefore } from "../features/fixture-before.ts";
import type { MatchChances, Predicted } from "./predicted.ts";
import type { TestedMatches } from "./tested-matches.ts";

/**
 * Goes through the matches in the order of time. Each is predicted from a history that ends a day before it, by the rule of all
 * features: its own result, counts and prices are not in it. Of its row a model knows what `fixtureBefore` lets it see. How the
 * members of the ensemble did counts from the next day on.
 */
export function walk({ history, rows }: TestedMatches, model: PreMatchModel): Predicted[] {
  const forms = new Map<Kind, MemberForm>();
  let day = "";
  let played: Played[] = [];
  return rows.map((row): Predicted => {
    const { result, odds } = row;
    const today = result.matchId.slice(0, 10);
    if (today !== day) for (const match of played) learn(forms, model, match);
    if (today !== day) played = [];
    day = today;
    const values = vectorOf(history, fixtureBefore(row, model.artefact.odds));
    const kind = kindOf(result.competition);
    const form = forms.get(kind) ?? noForm;
    const { home, away, dependence, variance } = model.belief(result.competition, values, form);
    played.push({ kind, answers: model.opinion(result.competition, values, form).answers, result });
    const closing = closingPrices(odds.filter((quote) => quote.closing));
    const average = closingPrices(odds.filter((quote) => !quote.closing && quote.book === "average"));
    const chances = chancesOf(home, away, dependence);
    return { ...identityOf(result), rates: { home, away }, variance, chances, score: result.score, closing, average };
  });
}

interface Played {
  readonly kind: Kind;
  readonly answers: Answers;
  readonly result: Result;
}

function learn(forms: Map<Kind, MemberForm>, model: PreMatchModel, { kind, answers, result }: Played): void {
  const { home, away } = result.score;
  const outcome = home === away ? 1 : home > away ? 0 : 2;
  const { weights } = model.artefact.kinds[kind].blend.pool;
  forms.set(kind, foldMemberForm(forms.get(kind) ?? noForm, weights, answers, outcome));
}

/** All three markets from one distribution of scores. */
function chancesOf(homeRate: number, awayRate: number, dependence: number): MatchChances {
  const { home, draw, away } = resultChances(homeRate, awayRate, dependence);
  return { result: [home, draw, away], ...scoringChances(homeRate, awayRate, dependence) };
}

function identityOf({ matchId, competition, season, home, away }: Result) {
  const names = { home: home.name, away: away.name };
  return { id: matchId, competition, season: seasonOf(season, matchId), ...names };
}

/** By the year that the file says first; by the day where it says none, for a season begins in July. */
function seasonOf(season: string, id: string): number {
  const year = /^(?:19|20)\d\d\b/.exec(season)?.[0];
  if (year !== undefined) return Number(year);
  return Number(id.slice(0, 4)) - (id.slice(5, 7) < "07" ? 1 : 0);
}
