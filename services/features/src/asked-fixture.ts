import { slugOf } from "@touchline/football";
import { dayOf, type History, lastDayBefore } from "@touchline/prematch";
import type { Team } from "@touchline/schemas";
import type { TeamDirectory } from "./team-directory.ts";

/** A match that somebody asks about, whether or not anybody has announced it. Times are ms since the epoch. */
export interface AskedFixture {
  /** Id or any name. */
  readonly home: string;
  readonly away: string;
  /** Id or name; where both sides play if it is left out. */
  readonly competition?: string | undefined;
  /** The one of the date if it is left out. */
  readonly season?: string | undefined;
  readonly kickOff: number;
  readonly neutral?: boolean | undefined;
  /** Only what was known then counts; by kick-off if it is left out. */
  readonly asOf?: number | undefined;
}

/** The match that is meant. */
export interface MeantFixture {
  readonly competition: string;
  readonly season: string;
  readonly kickOff: number;
  readonly home: Team;
  readonly away: Team;
  readonly neutral: boolean;
}

/** Why no match is meant, and what to do. */
export interface FixtureProblem {
  readonly code:
    | "TEAM_UNKNOWN"
    | "TEAM_AMBIGUOUS"
    | "COMPETITION_UNKNOWN"
    | "COMPETITION_UNCLEAR"
    | "FIXTURE_IMPOSSIBLE"
    | "DATE_OUT_OF_RANGE";
  readonly message: string;
  /** Teams or competitions that may be meant, the likeliest first. */
  readonly candidates: readonly string[];
}

export interface Knowledge {
  readonly history: History;
  readonly teams: TeamDirectory;
  /** Ms since the epoch. */
  readonly now: number;
  /** Teams whose names are like this one; nobody where that has been asked often enough. */
  readonly like: (text: string) => readonly Team[];
}

/** How far ahead a match may be asked about: the season to come. */
export const aheadDaysMax = 400;
/** A season that was played so few days ago goes on, though the usual month of its end has passed. */
const pauseDays = 21;
const dayMs = 86_400_000;
const friendlies = "INT-Friendly";

/** Which match is meant: names become teams, what is left out is found. Never by likeness. */
export function meantFixture(asked: AskedFixture, knowledge: Knowledge): MeantFixture | FixtureProblem {
  const { history, now } = knowledge;
  const { kickOff } = asked;
  const [ofHome, ofAway] = [knowledge.teams.find(asked.home), knowledge.teams.find(asked.away)];
  const home = teamNamed(asked.home, "home", ofSameKind(ofHome, ofAway), knowledge);
  if ("code" in home) return home;
  const away = teamNamed(asked.away, "away", ofSameKind(ofAway, ofHome), knowledge);
  if ("code" in away) return away;
  if (home.id === away.id) return problem("FIXTURE_IMPOSSIBLE", `${home.name} cannot play itself: name two teams`);
  if (isNation(home) !== isNation(away)) {
    return problem("FIXTURE_IMPOSSIBLE", `${home.name} and ${away.name}: a club and a nation do not meet`);
  }
  const first = history.played(0, 1)[0]?.day ?? dayOf(now);
  if (dayOf(kickOff) <= first || kickOff > now + aheadDaysMax * dayMs) {
    const range = `${dateOf((first + 1) * dayMs)} to ${dateOf(now + aheadDaysMax * dayMs)}`;
    return problem("DATE_OUT_OF_RANGE", `${dateOf(kickOff)}: ask about a day from ${range}`);
  }
  const place = history.placeAt(Math.min(asked.asOf ?? kickOff, kickOff));
  const competition =
    asked.competition === undefined
      ? competitionOfBoth(home, away, place, history)
      : competitionNamed(asked.competition, history);
  if (typeof competition !== "string") return competition;
  const season = asked.season ?? seasonOf(competition, place, kickOff, history);
  return { competition, season, kickOff, home, away, neutral: asked.neutral ?? false };
}

/** The season of a competition that a kick-off belongs to, named as its seasons before a place are. */
export function seasonOf(competition: string, place: number, kickOff: number, history: History): string {
  const date = new Date(kickOff);
  const year = date.getUTCFullYear();
  const last = history.competition(competition)?.lastMatch(place);
  if (last !== undefined && lastDayBefore(kickOff) - last.day <= pauseDays && dayOf(kickOff) >= last.day) {
    // between two seasons of the usual kind there are more days
    return last.season;
  }
  if (competition.startsWith("INT-") || /^\d{4}$/.test(last?.season ?? "")) return String(year);
  const begins = date.getUTCMonth() >= 6 ? year : year - 1;
  return `${begins}/${String((begins + 1) % 100).padStart(2, "0")}`;
}

/** Monaco is a club and a nation: where the other side is one of the two for certain, so is this. */
function ofSameKind(found: readonly Team[], others: readonly Team[]): readonly Team[] {
  const same = found.filter((team) => others.some((other) => isNation(other) === isNation(team)));
  return same.length > 0 ? same : found;
}

function teamNamed(text: string, side: string, found: readonly Team[], { like }: Knowledge): Team | FixtureProblem {
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) {
    const message = `"${text}" (${side}) is the name of several teams: say which by its id`;
    return problem("TEAM_AMBIGUOUS", message, found.map(shown));
  }
  const candidates = like(text).map(shown);
  const hint = candidates.length > 0 ? "take one of the candidates, or search" : "search";
  return problem("TEAM_UNKNOWN", `"${text}" (${side}): no team is called so; ${hint} in /v1/teams`, candidates);
}

/** The competition with this id or name; a name without its country does where it is the only one. */
export function competitionNamed(text: string, history: History): string | FixtureProblem {
  if (history.competition(text) !== undefined) return text;
  const wanted = slugOf(text);
  const all = history.competitions().map(calledAs);
  const called = all.filter(({ slug, withoutCountry }) => slug === wanted || withoutCountry === wanted);
  if (called.length === 1) return (called[0] as { id: string }).id;
  const near = called.length > 1 ? called : all.filter(({ slug }) => slug.includes(wanted));
  const message = `"${text}": no competition is called so; say which by its id`;
  return problem("COMPETITION_UNKNOWN", message, near.map(({ id }) => id).slice(0, 10));
}

interface Called {
  readonly id: string;
  readonly slug: string;
  readonly withoutCountry: string;
}

/** Names of competitions, each made once: hundreds of matches may be asked about that name theirs. */
const names = new Map<string, Called>();

function calledAs(id: string): Called {
  let called = names.get(id);
  if (called === undefined) {
    const slug = slugOf(id);
    called = { id, slug, withoutCountry: slug.replace(/^[a-z]{3}-/, "") };
    names.set(id, called);
  }
  return called;
}

/** Nations are taken to play a friendly: what else they play, nobody can know from where they played last. */
function competitionOfBoth(home: Team, away: Team, place: number, history: History): string | FixtureProblem {
  if (isNation(home)) return friendlies;
  const [ofHome, ofAway] = [home, away].map(({ id }) => {
    const matches = history.team(id)?.matches;
    const count = matches?.countBefore(place) ?? 0;
    return count === 0 ? undefined : matches?.match(count - 1).competition;
  });
  if (ofHome !== undefined && ofHome === ofAway) return ofHome;
  const plays = ({ name }: Team, where: string | undefined) => `${name} ${where ? `plays in ${where}` : "is new"}`;
  const message = `${plays(home, ofHome)}, ${plays(away, ofAway)}: name the competition of the match`;
  return problem(
    "COMPETITION_UNCLEAR",
    message,
    [ofHome, ofAway].filter((id) => id !== undefined),
  );
}

const isNation = ({ id }: Team): boolean => id.startsWith("nation:");
const shown = ({ id }: Team): string => id;
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function problem(code: FixtureProblem["code"], message: string, candidates: readonly string[] = []): FixtureProblem {
  return { code, message: `${message}.`, candidates };
}
