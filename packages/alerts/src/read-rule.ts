import { type ComparedMarket, comparedMarkets, type Rule, type Scope } from "./rule.ts";
import { RuleError } from "./rule-error.ts";

/** Swings are looked for within so many minutes at most: what a match keeps of its chances reaches no further back. */
export const withinMinutesMax = 15;
/** Competitions, teams and matches that a rule may name, each. */
const namesMax = 100;
const nameLengthMax = 200;
/** Bytes of all of them: a change of the rules is kept for ever. */
const scopeBytesMax = 4_096;

/**
 * A rule as somebody stated it, checked and with what was left out: half the threshold where `endsBelow` is, every match where `scope` is.
 * Throws a `RuleError` RULE_INVALID that says what is wrong with it.
 */
export function readRule(said: unknown): Rule {
  const given = new Members("the rule", said);
  const id = given.text("id");
  if (!/^[a-z0-9][a-z0-9-]{0,49}$/.test(id)) {
    throw invalid(`id is "${id.slice(0, 60)}": expected up to 50 small letters, digits and dashes`);
  }
  const kind = given.text("kind");
  const rule = ruleOf(kind, { id, scope: readScope(given.take("scope")) }, given);
  given.expectNoMore();
  return rule;
}

function ruleOf(kind: string, common: { readonly id: string; readonly scope: Scope }, given: Members): Rule {
  switch (kind) {
    case "SWING": {
      const atLeast = given.number("atLeast", { above: 0, to: 1 });
      const endsBelow = given.number("endsBelow", { from: 0, below: atLeast }, atLeast / 2);
      const withinMinutes = given.number("withinMinutes", { above: 0, to: withinMinutesMax });
      return { ...common, kind, atLeast, withinMinutes, endsBelow };
    }
    case "FAVOURITE_BEHIND": {
      const favouriteAtLeast = given.number("favouriteAtLeast", { above: 0, below: 1 }, 0.5);
      return { ...common, kind, favouriteAtLeast, fromMinute: given.number("fromMinute", { from: 0, to: 120 }, 0) };
    }
    case "RED_CARD":
      return { ...common, kind };
    case "VALUE": {
      const edgeAtLeast = given.number("edgeAtLeast", { above: 0, to: 1 });
      return {
        ...common,
        kind,
        edgeAtLeast,
        endsBelow: given.number("endsBelow", { from: 0, below: edgeAtLeast }, edgeAtLeast / 2),
        markets: readMarkets(given.take("markets")),
        maxOddsAgeSeconds: given.number("maxOddsAgeSeconds", { from: 1, to: 3_600 }, 60),
        quietSeconds: given.number("quietSeconds", { from: 0, to: 600 }, 60),
        byLowEnd: given.flag("byLowEnd"),
      };
    }
    default:
      throw invalid(`kind is "${kind.slice(0, 60)}": expected SWING, FAVOURITE_BEHIND, RED_CARD or VALUE`);
  }
}

function readScope(said: unknown): Scope {
  const given = new Members("scope", said ?? {});
  const scope = {
    competitions: given.names("competitions"),
    teams: given.names("teams"),
    matches: given.names("matches"),
  };
  given.expectNoMore();
  if (Buffer.byteLength(Object.values(scope).flat().join("")) > scopeBytesMax) {
    throw invalid(`scope: expected names of up to ${scopeBytesMax} bytes in all`);
  }
  return scope;
}

function readMarkets(said: unknown): readonly ComparedMarket[] {
  if (said === undefined) return comparedMarkets;
  const all: readonly unknown[] = comparedMarkets;
  if (Array.isArray(said) && said.length > 0 && said.every((market) => all.includes(market))) {
    return comparedMarkets.filter((market) => said.includes(market));
  }
  throw invalid(`markets: expected a list of ${comparedMarkets.join(", ")}`);
}

/** A name is shown in terminals, where control characters are commands. */
export function isPlain(name: string): boolean {
  return name !== "" && !/\p{Cc}/u.test(name);
}

interface Bounds {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
  readonly below?: number;
}

/** The members of an object; each is taken once, and none may be left. */
class Members {
  readonly #what: string;
  readonly #left: Map<string, unknown>;

  constructor(what: string, said: unknown) {
    if (typeof said !== "object" || said === null || Array.isArray(said)) throw invalid(`${what}: expected an object`);
    this.#what = what;
    this.#left = new Map(Object.entries(said).filter(([, value]) => value !== undefined));
  }

  take(name: string): unknown {
    const value = this.#left.get(name);
    this.#left.delete(name);
    return value;
  }

  text(name: string): string {
    const value = this.take(name);
    if (typeof value === "string") return value;
    throw invalid(`${name}: expected a text`);
  }

  number(name: string, bounds: Bounds, otherwise?: number): number {
    const { from = -Infinity, above = -Infinity, to = Infinity, below = Infinity } = bounds;
    const value = this.take(name) ?? otherwise;
    if (typeof value === "number" && value >= from && value > above && value <= to && value < below) return value;
    const words = Object.entries(bounds).map(([word, bound]) => `${word} ${bound}`);
    throw invalid(`${name}: expected a number ${words.join(", ")}`);
  }

  flag(name: string): boolean {
    const value = this.take(name) ?? false;
    if (typeof value === "boolean") return value;
    throw invalid(`${name}: expected true or false`);
  }

  names(name: string): readonly string[] {
    const value = this.take(name) ?? [];
    const isName = (each: unknown) => typeof each === "string" && isPlain(each) && each.length <= nameLengthMax;
    if (Array.isArray(value) && value.length <= namesMax && value.every(isName)) return value;
    throw invalid(`${name}: expected a list of up to ${namesMax} names, without control characters`);
  }

  expectNoMore(): void {
    const [name] = this.#left.keys();
    if (name !== undefined) throw invalid(`${name.slice(0, 60)}: ${this.#what} has no such member`);
  }
}

const invalid = (message: string): RuleError => new RuleError("RULE_INVALID", message);
