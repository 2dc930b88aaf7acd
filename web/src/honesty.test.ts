import type { FeedView, MatchView } from "@touchline/client";
import { expect, it } from "vitest";
import { badge, replayBadge } from "./honesty.ts";

const match = {
  matchId: "wyscout:1",
  phase: "LIVE",
  suspended: false,
  cause: { correlationId: "wyscout/wyscout:1/2/1" },
} as MatchView;
const feed = (state: FeedView["state"], provider = "wyscout"): FeedView => ({
  provider,
  state,
  detail: null,
  lastMessageAt: null,
  since: Date.now(),
  behind: [],
});

it("says live only while connection, feed and match allow it", () => {
  expect(badge(match, "live", [feed("UP")]).trust).toBe("live");
  expect(badge(match, "reconnecting", [feed("UP")]).trust).toBe("reconnecting");
  expect(badge(match, "stale", [feed("UP")]).trust).toBe("stale");
  expect(badge(match, "live", [feed("DELAYED")]).trust).toBe("stale");
  expect(badge(match, "live", [feed("DOWN")]).trust).toBe("stale");
  expect(badge({ ...match, suspended: true }, "live", [feed("UP")]).trust).toBe("suspended");
});

it("says stale of a match whose feed ended before it did", () => {
  expect(badge(match, "live", [feed("FINISHED")])).toMatchObject({ trust: "stale", label: "Feed ended" });
  expect(badge({ ...match, phase: "FINISHED" }, "live", [feed("FINISHED")]).trust).toBe("over");
});

it("minds the match's own feed only", () => {
  expect(badge(match, "live", [feed("UP"), feed("DOWN", "history")]).trust).toBe("live");
});

it("gives the feed's own reason, and since when", () => {
  const since = new Date(2018, 4, 13, 15, 4, 5).getTime();
  const delayed = { ...feed("DELAYED"), detail: "the replay is behind its schedule", since };
  expect(badge(match, "live", [delayed]).detail).toBe(
    "The feed of this match is delayed since 15:04:05: the replay is behind its schedule.",
  );
});

it("says stale of a match that stands still though its feed goes on", () => {
  const behind = [{ matchId: "wyscout:1", since: Date.now() }];
  expect(badge(match, "live", [{ ...feed("UP"), behind }]).trust).toBe("stale");
  expect(badge({ ...match, matchId: "wyscout:2" }, "live", [{ ...feed("UP"), behind }]).trust).toBe("live");
});

it("does not say live of a match of whose feed nothing was ever heard", () => {
  expect(badge(match, "live", []).trust).toBe("stale");
});

it("says replay of a match that is shown as it was, and that it was suspended then", () => {
  expect(replayBadge({ suspended: false })).toMatchObject({ trust: "replay", label: "Replay" });
  expect(replayBadge({ suspended: true }).label).toBe("Replay: suspended");
});
