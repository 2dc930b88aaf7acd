import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { StoreReadError } from "@touchline/platform";
import { circumstancesOf, type History, lastDayBefore, manifestHash, vectorOf } from "@touchline/prematch";
import { type AskedFixture, type FixtureProblem, type MeantFixture, meantFixture } from "./asked-fixture.ts";
import type { TeamDirectory } from "./team-directory.ts";
import type { TeamStatements } from "./team-statements.ts";

/** Work between two turns of others, ms: the stream is folded on the same thread. */
const sliceMs = 5;
/** Unknown names that are looked for by likeness, a request: each is a pass over all names. */
const likenessMax = 20;
const candidatesMax = 5;
/** The first moment that a date can tell, ms since the epoch. */
const timeMin = -8.64e15;

/** What answers need of history; `HistoryView` is one. */
export interface ReadableHistory {
  settled(signal: AbortSignal): Promise<void>;
  past(): History;
  isComplete(kickOff: number): boolean;
  readTo(): Readonly<Record<string, readonly number[]>>;
}

export interface FixtureVectorsOptions {
  readonly history: ReadableHistory;
  readonly statements: Pick<TeamStatements, "of" | "versionOf" | "readTo">;
  readonly teams: TeamDirectory;
  /** False while what stood in the log at the start is still being read: the answers would be of half a history. */
  readonly isCaughtUp: () => boolean;
  /** Ms since the epoch. */
  readonly now?: () => number;
}

/** `tag`: the one of an earlier answer to the same question, which then need not be given again where it still stands. */
export type VectorRequest = AskedFixture & { readonly tag?: string | undefined };

export interface FixtureVector {
  readonly fixture: MeantFixture;
  /** Ms since the epoch: what was known then is in it. */
  readonly asOf: number;
  /** False where results that count for it are not all known. */
  readonly complete: boolean;
  /** What the answer depends on, as it stands. */
  readonly tag: string;
  /** The vector as little-endian doubles in base64; null where the answer with the tag that was given still stands. */
  readonly values: string | null;
  /** Index among the answer's readings. */
  readonly reading: number;
}

export interface FixtureVectorsAnswer {
  readonly manifest: string;
  /** How far the topics had been read: more than one where more came while the answer was made. */
  readonly readings: readonly Readonly<Record<string, readonly number[]>>[];
  readonly fixtures: readonly (FixtureVector | FixtureProblem)[];
}

/** Vectors of matches that somebody asks about, many at a time. */
export class FixtureVectors {
  readonly #options: FixtureVectorsOptions;
  /** Versions are counted anew by each process. */
  readonly #process = randomUUID();

  constructor(options: FixtureVectorsOptions) {
    this.#options = options;
  }

  /** Answers in the order of the questions. In slices, so nothing else waits long. Throws a `StoreReadError`. */
  async answer(requests: readonly VectorRequest[], signal: AbortSignal): Promise<FixtureVectorsAnswer> {
    const { history, statements, teams, isCaughtUp, now = Date.now } = this.#options;
    if (!isCaughtUp()) {
      throw new StoreReadError("HISTORY_READING", "the results in the log are still being read: ask again in a moment");
    }
    const at = now();
    const like = rationed((text) => teams.like(text, candidatesMax));
    const fixtures: (FixtureVector | FixtureProblem)[] = new Array(requests.length);
    const readings: Readonly<Record<string, readonly number[]>>[] = [];
    let versionRead = -1;
    let sliceBegan = Number.NEGATIVE_INFINITY;
    let past: History | undefined;
    // by day: what has to be fitted for a day is fitted once
    const order = requests.map((_, i) => i).sort((a, b) => asOfOf(requests[a], at) - asOfOf(requests[b], at));
    for (const i of order) {
      if (past === undefined || performance.now() - sliceBegan > sliceMs) {
        await setImmediate();
        await history.settled(signal);
        past = history.past();
        sliceBegan = performance.now();
      }
      const { version } = past.changes;
      if (version !== versionRead) {
        readings.push({ ...history.readTo(), ...statements.readTo() });
        versionRead = version;
      }
      const request = requests[i] as VectorRequest;
      const meant = meantFixture(request, { history: past, teams, now: at, like });
      fixtures[i] =
        "code" in meant
          ? meant
          : this.#vectorOf(meant, request, past, Math.min(request.asOf ?? at, at), readings.length - 1);
    }
    return { manifest: manifestHash, readings, fixtures };
  }

  #vectorOf(
    fixture: MeantFixture,
    request: VectorRequest,
    past: History,
    askedAsOf: number,
    reading: number,
  ): FixtureVector {
    const { history, statements } = this.#options;
    const { home, away, kickOff } = fixture;
    // a match to come is asked about as of its kick-off, as when it is announced: so the answer is the same until more is known
    const countsTo = Math.min(request.asOf ?? kickOff, kickOff);
    const tag = [
      past.changes.version,
      this.#process,
      ...[home, away].map(({ id }) => statements.versionOf(id)),
      ...[home.id, away.id, fixture.competition, fixture.season, fixture.neutral],
    ].join("|");
    const answer = {
      fixture,
      asOf: Math.min(askedAsOf, kickOff),
      complete: history.isComplete(countsTo),
      tag,
      reading,
    };
    if (request.tag !== undefined && stands(request.tag, tag, past, countsTo)) return { ...answer, values: null };
    const said = [...statements.of(home.id), ...statements.of(away.id)];
    const { competition, season, neutral } = fixture;
    const values = vectorOf(past, {
      ...{ competition, season, kickOff, home: home.id, away: away.id, neutral, referee: null, asOf: countsTo },
      // nobody announced it at any moment: as of the last thing said
      known: circumstancesOf({ kickOff, providerTime: timeMin }, [], said, request.asOf),
    });
    return { ...answer, values: Buffer.from(values.buffer).toString("base64") };
  }
}

/** Whether an answer that was given under one tag is the one that would be given under the other. */
function stands(given: string, now: string, past: History, countsTo: number): boolean {
  const bar = given.indexOf("|");
  if (given.slice(bar) !== now.slice(now.indexOf("|"))) return false;
  return !past.changes.since(Number(given.slice(0, bar)), lastDayBefore(countsTo) + 1);
}

function asOfOf(request: VectorRequest | undefined, now: number): number {
  return Math.min(request?.asOf ?? now, request?.kickOff ?? now);
}

/** The same, once for each text; nothing more after so many. */
function rationed<T>(like: (text: string) => readonly T[]): (text: string) => readonly T[] {
  const asked = new Map<string, readonly T[]>();
  return (text) => {
    const known = asked.get(text);
    if (known !== undefined) return known;
    if (asked.size >= likenessMax) return [];
    const found = like(text);
    asked.set(text, found);
    return found;
  };
}
