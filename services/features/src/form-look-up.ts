import type { MatchEntry, MatchState } from "@touchline/football";
import type { PreMatchFixture } from "@touchline/prematch";
import type { TeamForm } from "@touchline/schemas";

/** What the fold asks of history. Times are kick-offs, ms since the epoch. */
export interface FormLookUp {
  /** Waits until all results that count for a kick-off are known, or for as long as is worth waiting; undefined where there is nothing to wait for. */
  ready(kickOff: number, signal: AbortSignal): Promise<void> | undefined;
  /** True once every result that counts for a kick-off is known. */
  isComplete(kickOff: number): boolean;
  /** A team's windows before a kick-off, from the results known now. */
  formAsOf(teamId: string, kickOff: number): TeamForm;
  /** All features of a fixture before its kick-off, from the results known now; in the manifest's order. */
  vectorOf(fixture: PreMatchFixture): Float64Array;
  /** What look-ups are answered from now: by topic, offset to read next of each partition. */
  readTo(): Readonly<Record<string, readonly number[]>>;
}

/** Both sides' form as it was read for a match; kept with it, so that recovery does not read it again. */
export interface MatchForm {
  /** Kick-off that it was read for, ms since the epoch. */
  readonly kickOff: number;
  readonly home: TeamForm;
  readonly away: TeamForm;
  /** False where history had not reached the kick-off. */
  readonly complete: boolean;
  /** True once it was read with the match at hand: it stays then. Before, it is a forecast's, for a fixture may come weeks ahead. */
  readonly atHand: boolean;
}

/** The fixture that a form is read for. */
interface Pairing {
  readonly kickOff: number;
  readonly home: { readonly id: string };
  readonly away: { readonly id: string };
}

export function readForm(history: FormLookUp, { kickOff, home, away }: Pairing, atHand: boolean): MatchForm {
  return {
    kickOff,
    home: history.formAsOf(home.id, kickOff),
    away: history.formAsOf(away.id, kickOff),
    complete: history.isComplete(kickOff),
    atHand,
  };
}

/** True once a team is announced, or play has begun: no result that could count is still to be played. */
export function isAtHand({ period, home, away }: MatchState): boolean {
  return period > 0 || home.counts.lineUpKnown || away.counts.lineUpKnown;
}

/**
 * The moment that a look-up with this record is as of, ms since the epoch; undefined where the record asks for none.
 * That is the provider's clock: a fixture that is told weeks ahead must not wait for results of matches still to be played.
 */
export function lookUpTime(entry: MatchEntry): number | undefined {
  switch (entry.schema) {
    case "Fixture":
      return Math.min(entry.value.providerTime, entry.value.kickOff);
    case "LineUp":
      return entry.value.providerTime;
    case "MatchEvent": {
      const { type, period, providerTime } = entry.value;
      return type === "PERIOD_START" && period === 1 ? providerTime : undefined;
    }
  }
}

/** False where the fixture has come to name other teams or another kick-off since the form was read. */
export function isFormOf(form: MatchForm, { kickOff, home, away }: Pairing): boolean {
  return form.kickOff === kickOff && form.home.teamId === home.id && form.away.teamId === away.id;
}
