import { apiFootballInjuries, apiFootballLineUps } from "./api-football.ts";
import type { Form } from "./form.ts";
import { fpl } from "./fpl.ts";
import { openMeteo } from "./open-meteo.ts";

/** Providers' own forms that can be made statements of, by name. */
export const forms: Readonly<Record<string, Form>> = {
  "open-meteo": openMeteo,
  fpl,
  "api-football-injuries": apiFootballInjuries,
  "api-football-line-ups": apiFootballLineUps,
};
