import { expect, test } from "vitest";
import { pitchEvent } from "./pitch-events.ts";
import { foldEvent, type MatchWindows, type PitchEvent, rollingForm } from "./streams-fold.ts";

const event = (sequence: number, changes: Partial<PitchEvent>): PitchEvent => ({ ...pitchEvent(sequence), ...changes });
const shot = (sequence: number, second: number, side: number, x: number) =>
  event(sequence, { match: "m", kind: 0, second, side, x, xg: 100_000 });

const foldAll = (events: readonly PitchEvent[]) =>
  events.reduce<MatchWindows | undefined>((windows, each) => foldEvent(windows, each), undefined) as MatchWindows;

test("windows count the last events of both sides, and sum a side's own", () => {
  const shots = Array.from({ length: 20 }, (_, i) => shot(i, 1, i % 2, 100 + i));
  const { home, away, events } = rollingForm(foldAll(shots));
  expect(events).toBe(20);
  expect(home.lastEvents8).toEqual({ events: 4, shots: 4, xg: 400_000, meanX: 115 });
  expect(away.lastEvents16.events).toBe(8);
});

test("the window by time leaves out what is 300 s old", () => {
  const { home } = rollingForm(foldAll([shot(0, 0, 0, 1), shot(1, 1, 0, 2), shot(2, 300, 0, 3)]));
  expect(home.lastMinutes5).toEqual({ events: 2, shots: 2, xg: 200_000, meanX: 2 });
});

test("a side without events has sums of nothing", () => {
  const { away } = rollingForm(foldAll([shot(0, 0, 0, 1)]));
  expect(away.lastEvents8).toEqual({ events: 0, shots: 0, xg: 0, meanX: 0 });
});

test("records have the sizes that the comparison is about", () => {
  const states = new Map<string, MatchWindows>();
  for (let n = 0; n < 100_000; n++) {
    const each = pitchEvent(n);
    states.set(each.match, foldEvent(states.get(each.match), each));
  }
  const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
  const last = pitchEvent(99_999);
  const state = states.get(last.match) as MatchWindows;
  expect(states.size).toBe(1_000);
  for (const [size, about] of [
    [bytes(last), 300],
    [bytes(state), 2_000],
    [bytes(rollingForm(state)), 440],
  ] as const) {
    expect(Math.abs(size - about) / about).toBeLessThan(0.1);
  }
});
