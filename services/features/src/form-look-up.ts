import type { TeamForm } from "@touchline/schemas";

/** What the fold asks of history. Times are kick-offs, ms since the epoch. */
export interface FormLookUp {
  /** Waits until history is complete up to a kick-off, or for as long as is worth waiting; undefined where there is nothing to wait for. */
  ready(kickOff: number, signal: AbortSignal): Promise<void> | undefined;
  /** True once every result before a kick-off is known. */
  isComplete(kickOff: number): boolean;
  /** A team's windows before a kick-off, from the results known now. */
  formAsOf(teamId: string, kickOff: number): TeamForm;
}

/** Both sides' form as it was read for a fixture; kept with the match, so that recovery does not read it again. */
export interface MatchForm {
  /** Kick-off that it was read for, ms since the epoch. */
  readonly kickOff: number;
  readonly home: TeamForm;
  readonly away: TeamForm;
  /** False where history had not reached the kick-off. */
  readonly complete: boolean;
}

/** The fixture that a form is read for. */
interface Pairing {
  readonly kickOff: number;
  readonly home: { readonly id: string };
  readonly away: { readonly id: string };
}

export function readForm(history: FormLookUp, { kickOff, home, away }: Pairing): MatchForm {
  return {
    kickOff,
    home: history.formAsOf(home.id, kickOff),
    away: history.formAsOf(away.id, kickOff),
    complete: history.isComplete(kickOff),
  };
}

/** False where the fixture has come to name other teams or another kick-off since the form was read. */
export function isFormOf(form: MatchForm, { kickOff, home, away }: Pairing): boolean {
  return form.kickOff === kickOff && form.home.teamId === home.id && form.away.teamId === away.id;
}
