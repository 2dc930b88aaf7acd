import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Replay } from "./replay.svelte.ts";

const view = { matchId: "m", sequence: 1, period: 1, second: 0, cause: { type: "CLOCK" } };
let answer: PromiseWithResolvers<Response>;

beforeEach(() => {
  answer = Promise.withResolvers();
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => answer.promise);
  // plain members do, where nothing is drawn
  vi.stubGlobal("$state", { raw: (value: unknown) => value });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("plays once it is read", async () => {
  const replay = new Replay("m");
  const started = replay.start();
  answer.resolve(Response.json({ matchId: "m", image: view, deltas: [{ sequence: 2, set: { second: 600 } }] }));
  await started;
  expect([replay.state, replay.isPlaying, replay.views.length]).toEqual(["on", true, 2]);
  replay.end();
  expect([replay.state, replay.isPlaying, vi.getTimerCount()]).toEqual(["off", false, 0]);
});

it("that is left while it is read does not begin", async () => {
  const replay = new Replay("m");
  const started = replay.start();
  replay.end();
  answer.resolve(Response.json({ matchId: "m", image: view, deltas: [] }));
  await started;
  expect([replay.state, replay.isPlaying, vi.getTimerCount()]).toEqual(["off", false, 0]);
});

it("that cannot be read says so, unless it was left", async () => {
  const [stayed, left] = [new Replay("m"), new Replay("m")];
  const started = [stayed.start(), left.start()];
  left.end();
  answer.reject(new TypeError("no connection"));
  await Promise.all(started);
  expect([stayed.state, left.state]).toEqual(["failed", "off"]);
});
