import { parseTimeline } from "@touchline/football";
import { readTeams, shippedFiles } from "@touchline/results";
import { describe, expect, it } from "vitest";
import type { ProviderRecord } from "../provider.ts";
import { providerContract, RecordingSink } from "../provider-contract.ts";
import { byAppeal, matchesOf, readTimelineFile } from "../timeline-file.ts";
import type { Pace } from "./pace.ts";
import { Replay, type ReplayOptions } from "./replay.ts";
import { scheduleOf } from "./replay-schedule.ts";

const teams = readTeams();
const lines = readTimelineFile(shippedFiles.timelines);
const some = matchesOf(lines, ["wyscout:2500090", "wyscout:2058015"]);

/** Time that passes only by waiting. */
class ManualPace implements Pace {
  #now = 0;
  readonly #ticks = new Set<{ readonly every: number; readonly tick: () => void }>();
  now(): number {
    return this.#now;
  }
  pass(ms: number): void {
    const before = this.#now;
    this.#now += ms;
    for (const { every, tick } of this.#ticks) {
      for (let n = Math.floor(before / every); n < Math.floor(this.#now / every); n++) tick();
    }
  }
  async wait(ms: number): Promise<void> {
    this.pass(ms);
  }
  every(ms: number, tick: () => void): () => void {
    const entry = { every: ms, tick };
    this.#ticks.add(entry);
    return () => void this.#ticks.delete(entry);
  }
}

const replay = (options: Partial<ReplayOptions> = {}) =>
  new Replay({ matches: some.slice(0, 1), teams, speed: 60, pace: new ManualPace(), ...options });

describe("a replay without waiting", () => providerContract(() => replay({ matches: some, speed: "max" })));
describe("a replay at 60 times real speed", () => providerContract(() => replay({ matches: some })));

describe("a replay", () => {
  it("plays a minute of the match in a second at 60 times real speed, and cuts breaks short", async () => {
    const pace = new ManualPace();
    const at = new Map<string, number>();
    const sink = new (class extends RecordingSink {
      override async publish(record: ProviderRecord) {
        if (record.schema === "MatchEvent") at.set(record.value.eventId, pace.now());
        return super.publish(record);
      }
    })();
    await replay({ pace }).run(sink, sink.stop.signal);
    const seconds = (id: string): number => Math.round(at.get(id) ?? Number.NaN) / 1000;
    expect(seconds("clock/1/60") - seconds("period-start/1/0")).toBeCloseTo(1);
    expect(seconds("clock/1/2700") - seconds("period-start/1/0")).toBeCloseTo(45);
    expect(seconds("period-start/2/0") - seconds("period-end/1/2786.1")).toBeCloseTo(3);
    expect(seconds("period-start/1/0")).toBeCloseTo(2);
  });

  it("at real speed has breaks as long as they were", () => {
    const timeline = parseTimeline(some[0]?.text ?? "", teams);
    const due = (speed: number, id: string): number =>
      scheduleOf(timeline, speed)[
        timeline.entries.findIndex(({ value }) => "eventId" in value && value.eventId === id)
      ] ?? 0;
    expect(due(1, "period-start/2/0") - due(1, "period-end/1/2786.1")).toBeCloseTo(15 * 60_000);
    expect(due(2, "period-start/2/0") - due(2, "period-end/1/2786.1")).toBe(3_000);
  });

  it("passes what is in the log already without waiting, and goes on at its pace from there", async () => {
    const pace = new ManualPace();
    const sink = new (class extends RecordingSink {
      override async publish(record: ProviderRecord) {
        await super.publish(record);
        return this.records.length <= 100 ? "duplicate" : "accepted";
      }
    })();
    await replay({ pace }).run(sink, sink.stop.signal);
    const whole = scheduleOf(parseTimeline(some[0]?.text ?? "", teams), 60);
    expect(pace.now()).toBeCloseTo((whole.at(-1) ?? 0) - (whole[100] ?? 0));
  });

  it("starts its matches one after another where it is told to, all together otherwise", async () => {
    const startsAt = async (staggerMs: number): Promise<number[]> => {
      const starts: number[] = [];
      const waits: number[] = [];
      const pace: Pace = { now: () => 0, wait: async (ms) => void waits.push(ms), every: () => () => {} };
      const sink = new RecordingSink(1);
      await replay({ matches: some, staggerMs, pace }).run(sink, sink.stop.signal);
      starts.push(...waits.filter((ms) => ms === staggerMs));
      return starts;
    };
    expect(await startsAt(7_000)).toEqual([7_000]);
    expect(await startsAt(0)).toEqual([]);
  });

  it("says that it is delayed while it is behind its schedule, and up again when it has caught up", async () => {
    const pace = new ManualPace();
    const sink = new (class extends RecordingSink {
      override async publish(record: ProviderRecord) {
        if (this.records.length === 30) pace.pass(5_000);
        return super.publish(record);
      }
    })();
    await replay({ pace }).run(sink, sink.stop.signal);
    const states = sink.statements.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]);
    expect(states).toEqual(["UP", "DELAYED", "UP", "FINISHED"]);
  });

  it("says every 2 s that it lives, and how far it has told its match", async () => {
    const pace = new ManualPace();
    const sink = new RecordingSink();
    await replay({ pace }).run(sink, sink.stop.signal);
    const seconds = pace.now() / 1000;
    expect(sink.statements.length).toBeGreaterThan(seconds / 2 - 2);
    const told = sink.statements.map(({ matches = [] }) => matches[0]?.toldTo ?? 0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(sink.statements.at(-1)?.matches).toEqual([
      {
        matchId: some[0]?.id,
        toldTo: Math.max(...sink.records.map(({ value }) => ("providerTime" in value ? value.providerTime : 0))),
      },
    ]);
  });

  it("says nothing of a feed where there is no match to play, and counts those that there are", async () => {
    const none = new RecordingSink();
    await replay({ matches: [] }).run(none, none.stop.signal);
    expect(none.statements).toEqual([]);
    const one = new RecordingSink();
    await replay({ speed: "max" }).run(one, one.stop.signal);
    expect(one.statements.at(-1)?.detail).toBe("1 match has been replayed");
  });

  it("tells of no message where every line was refused", async () => {
    const sink = new RecordingSink();
    const broken = { id: "wyscout:1", provider: "wyscout", text: "{", appeal: 0, competition: "" };
    await replay({ matches: [broken], speed: "max" }).run(sink, sink.stop.signal);
    expect(sink.statements.at(-1)?.lastMessageAt).toBeNull();
  });

  it("refuses a line that cannot be read and plays the others", async () => {
    const sink = new RecordingSink();
    const broken = { id: "wyscout:1", provider: "wyscout", text: '{"id":"wyscout:1"', appeal: 0, competition: "" };
    await replay({ matches: [broken, ...some], speed: "max" }).run(sink, sink.stop.signal);
    expect(sink.unreadable).toEqual(["TIMELINE_NOT_JSON"]);
    expect([...sink.byMatch().keys()].sort()).toEqual(some.map(({ id }) => id).sort());
  });
});

describe("matches to show", () => {
  it("score within the first quarter of an hour, and are of different competitions", () => {
    const chosen = byAppeal(lines).slice(0, 6);
    expect(new Set(chosen.map(({ competition }) => competition)).size).toBe(6);
    for (const { text } of chosen) {
      const events = parseTimeline(text, teams).entries.map(({ value }) => value);
      expect(
        events.some(
          (event) =>
            "score" in event &&
            event.score &&
            event.period === 1 &&
            event.second < 900 &&
            event.score.home + event.score.away > 0,
        ),
      ).toBe(true);
    }
  });

  it("are found by id, and a wrong id is answered with the ids that there are", () => {
    expect(() => matchesOf(lines, ["wyscout:1"])).toThrow(expect.objectContaining({ code: "MATCH_NOT_FOUND" }));
  });
});
