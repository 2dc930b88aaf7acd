import type { AlertView } from "@touchline/client";
import { beforeEach, expect, it } from "vitest";
import { ShownAlerts } from "./shown-alerts.ts";

const alert = (id: string, state: AlertView["state"], matchId = "m") => ({ id, matchId, state }) as AlertView;
let alerts: ShownAlerts;
const shown = () => [...alerts.values()].map(({ id, state }) => [id, state]);

beforeEach(() => {
  alerts = new ShownAlerts();
  alerts.only({ matches: ["m"] });
});

it("stand as the stream tells them", () => {
  alerts.read(alert("1", "RAISED"));
  alerts.told(alert("2", "RAISED"));
  alerts.told(alert("1", "ENDED"));
  expect(shown()).toEqual([
    ["1", "ENDED"],
    ["2", "RAISED"],
  ]);
});

it("that have ended are not raised again by an older answer", () => {
  for (const state of ["ENDED", "WITHDRAWN"] as const) {
    alerts.told(alert("1", state));
    alerts.read(alert("1", "RAISED"));
    expect(shown()).toEqual([["1", state]]);
  }
});

it("end by an answer, where the stream did not tell it", () => {
  alerts.told(alert("1", "RAISED"));
  alerts.read(alert("1", "ENDED"));
  expect(shown()).toEqual([["1", "ENDED"]]);
});

it("are kept of what is followed by name alone, and go with it", () => {
  alerts.told(alert("1", "RAISED"));
  alerts.told(alert("2", "RAISED", "other"));
  alerts.read(alert("3", "RAISED", "other"));
  alerts.only({ matches: ["m"] });
  expect(shown()).toEqual([["1", "RAISED"]]);
  alerts.only({});
  expect(shown()).toEqual([]);
  alerts.told(alert("4", "RAISED"));
  expect(shown()).toEqual([]);
});
