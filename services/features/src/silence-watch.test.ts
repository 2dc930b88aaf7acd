import type { MatchEntry } from "@touchline/football";
import { type Features, fixedSerdes, type MatchEvent } from "@touchline/schemas";
import { testDriver } from "@touchline/streams/testing";
import { matchEvents, matchFeatures } from "@touchline/topics";
import { describe, expect, it } from "vitest";
import { matchAsOf } from "./match-as-of.ts";
import { realMatch, TestHistory } from "./real-match.fixture.ts";
import { SilenceWatch } from "./silence-watch.ts";
import { featuresTopology } from "./topology.ts";

const { matchId, entries } = realMatch("2500090");
const afterMs = 90_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const event = (type: MatchEvent["type"], from = 0): number =>
  entries.findIndex(({ schema, value }, i) => i >= from && schema === "MatchEvent" && value.type === type);
/** Ten minutes into the match, the last of them a tick of the clock. */
const begun = entries.slice(0, event("CLOCK", event("PERIOD_START") + 12) + 1);
const next = entries.slice(begun.length, event("CLOCK", begun.length) + 1);

/** Where the clock stands after it. */
const secondOf = (told: readonly MatchEntry[]): number => (told[told.length - 1] as { value: MatchEvent }).value.second;

async function playing(...told: readonly MatchEntry[]) {
  const driver = await testDriver(featuresTopology({ history: new TestHistory() }), { openSerde: fixedSerdes() });
  /** `writing`: called just before it writes. */
  const watchOf = (of: typeof driver, writing = () => {}) =>
    new SilenceWatch({
      client: {
        offsets: (topic) => of.client.offsets(topic),
        async producer() {
          const { send, close } = await of.client.producer();
          producers.opened++;
          return {
            close() {
              producers.closed++;
              return close();
            },
            async send(records) {
              writing();
              await send(records);
            },
          };
        },
      },
      ...{ openSerde: fixedSerdes(), reader: () => of.app.stores, afterMs },
      onSilence: (silence) => silences.push(silence),
      onFailure: (error) => {
        throw error;
      },
      now: () => driver.clock.now(),
    });
  const silences: MatchEvent[] = [];
  const producers = { opened: 0, closed: 0 };
  const tell = async (...more: readonly MatchEntry[]) => {
    for (const entry of more) driver.append(matchEvents, matchId, entry);
    await driver.settle();
  };
  const pass = async (ms: number, by = watch) => {
    await by.look();
    driver.clock.advance(ms);
    await by.look();
    await driver.settle();
  };
  const watch = watchOf(driver);
  await tell(...told);
  const features = () =>
    driver.records(matchFeatures).flatMap(({ schema, value }) => (schema === "Features" ? [value] : [])) as Features[];
  return {
    driver,
    tell,
    pass,
    silences,
    features,
    last: () => features().at(-1) as Features,
    watch,
    watchOf,
    producers,
  };
}

describe("a match that is played and of which nothing is told", () => {
  it("is suspended where its clock stands, by an entry of its log that says why, until its clock ticks again", async () => {
    const { pass, silences, last, tell, driver } = await playing(...begun);
    const before = last();
    expect(before.suspended).toBe(false);
    await pass(afterMs - 1);
    expect(silences).toEqual([]);
    await pass(20_000);
    expect(silences).toHaveLength(1);
    const silent = last();
    const asOf = before.asOf + afterMs;
    expect(silent).toEqual({ ...before, suspended: true, revision: before.revision + 1, cause: silent.cause, asOf });
    expect(silent.cause).toMatchObject({
      ...{ record: "EVENT", provider: "touchline", type: "SILENCE", id: `silence/${before.revision}` },
      ...{ period: before.period, second: before.second },
    });
    expect(driver.records(matchEvents).at(-1)?.headers["correlation-id"]).toBe(
      `touchline/${matchId}/silence/${before.revision}/1`,
    );
    await tell(...next);
    expect(last()).toMatchObject({ suspended: false, cause: { type: "CLOCK" } });
    expect(driver.deadLetters(matchEvents)).toEqual([]);
  });

  it("is told once, however long it lasts; and again when it falls silent anew", async () => {
    const { pass, silences, tell } = await playing(...begun);
    for (let minute = 0; minute < 10; minute++) await pass(minuteMs);
    expect(silences).toHaveLength(1);
    await tell(...next);
    await pass(2 * minuteMs);
    expect(silences.map(({ second }) => second)).toEqual([begun, next].map(secondOf));
  });

  it("was not known to be silent before it was", async () => {
    const { driver, pass, last } = await playing(...begun);
    const { asOf } = last();
    await pass(2 * minuteMs);
    const told = driver.records(matchEvents).map(({ schema, value }) => ({ schema, value }) as MatchEntry);
    const stoppedAt = [0, afterMs - 1, afterMs].map((after) => matchAsOf(told, [], asOf + after).stopped);
    expect(stoppedAt).toEqual([false, false, true]);
    expect(matchAsOf(told, [], asOf + hourMs).toldAt).toBe(asOf);
  });

  it("is told again where its clock ticked while its silence was written", async () => {
    const { driver, pass, watchOf, silences, last, tell } = await playing(...begun);
    const tick = () => {
      for (const entry of next) driver.append(matchEvents, matchId, entry);
    };
    await pass(2 * minuteMs, watchOf(driver, tick));
    await tell();
    expect(last()).toMatchObject({ suspended: false, cause: { type: "SILENCE" } });
    await pass(2 * minuteMs);
    expect(silences).toHaveLength(2);
    expect(last()).toMatchObject({ suspended: true, second: secondOf(next), cause: { type: "SILENCE" } });
  });

  it("is told by another producer where one failed, which is closed", async () => {
    const { driver, pass, watchOf, silences, producers } = await playing(...begun);
    let failing = true;
    const watch = watchOf(driver, () => {
      if (failing) throw new Error("no broker");
    });
    await expect(pass(2 * minuteMs, watch)).rejects.toThrow("no broker");
    expect(producers).toEqual({ opened: 1, closed: 1 });
    failing = false;
    await watch.look();
    expect(silences).toHaveLength(1);
    expect(producers).toEqual({ opened: 2, closed: 1 });
  });

  it("is told once by two processes that both find it so", async () => {
    const { driver, pass, watch, watchOf, features } = await playing(...begun);
    const count = features().length;
    const both = [watch, watchOf(driver)];
    for (const one of both) await one.look();
    driver.clock.advance(2 * minuteMs);
    await Promise.all(both.map((one) => one.look()));
    await driver.settle();
    const [first, second] = driver.records(matchEvents).slice(begun.length);
    expect(first?.value).toMatchObject({ type: "SILENCE" });
    expect(second?.value).toEqual(first?.value);
    expect(features()).toHaveLength(count + 1);
    expect(driver.deadLetters(matchEvents)).toEqual([]);
    await pass(minuteMs);
    expect(features()).toHaveLength(count + 1);
  });

  it("is found silent also where its log ends with a transaction that was aborted", async () => {
    const { driver, pass, silences } = await playing(...begun);
    const [record] = driver.bytes(matchEvents.name);
    const transaction = driver.log.begin("another", driver.log.fence("another"));
    driver.log.append([{ topic: matchEvents.name, ...(record as NonNullable<typeof record>) }], transaction);
    driver.log.abort(transaction);
    await pass(2 * minuteMs);
    expect(silences).toHaveLength(1);
  });

  it("is found silent also where others in its partition are told of all the time", async () => {
    const { driver, tell, watch, silences } = await playing(...begun);
    const [record] = driver.bytes(matchEvents.name);
    await watch.look();
    driver.clock.advance(2 * minuteMs);
    for (let look = 0; look < 3; look++) {
      const { partition, key } = record as NonNullable<typeof record>;
      driver.appendBytes({ topic: matchEvents.name, partition, key, value: Buffer.from("no event") });
      await watch.look();
      await tell();
    }
    expect(silences).toHaveLength(1);
  });

  it("is found silent by the process that restores it too, once that has watched it for as long", async () => {
    const { driver, watchOf, silences, last, pass } = await playing(...begun);
    driver.clock.advance(2 * minuteMs);
    await driver.restart();
    const restored = watchOf(driver);
    await pass(afterMs, restored);
    expect(silences).toEqual([]);
    await pass(20_000, restored);
    expect(silences).toHaveLength(1);
    expect(last()).toMatchObject({ suspended: true, cause: { type: "SILENCE" } });
  });
});

describe("nothing is silent", () => {
  it("while its clock ticks each minute, at any speed of a replay", async () => {
    for (const speed of [1, 60]) {
      const { pass, silences, tell } = await playing(...begun);
      for (const entry of entries.slice(begun.length, event("PERIOD_END"))) {
        await tell(entry);
        if ((entry.value as MatchEvent).type === "CLOCK") await pass(minuteMs / speed);
      }
      expect(silences).toEqual([]);
    }
  });

  it("while its clock ticks each minute, whatever the clock of its producer says", async () => {
    for (const skewMs of [-hourMs, -80_000, -50_000, 50_000, hourMs]) {
      const { driver, pass, silences } = await playing(...begun);
      for (const entry of entries.slice(begun.length, event("PERIOD_END"))) {
        driver.append(matchEvents, matchId, entry, {}, driver.clock.now() + skewMs);
        await driver.settle();
        if ((entry.value as MatchEvent).type === "CLOCK") await pass(minuteMs);
      }
      expect(silences).toEqual([]);
    }
  });

  it("before kick-off, in the break, or once it is over", async () => {
    const halfTime = event("PERIOD_END") + 1;
    for (const told of [entries.slice(0, event("PERIOD_START")), entries.slice(0, halfTime), entries]) {
      const { pass, silences } = await playing(...told);
      await pass(hourMs);
      expect(silences).toEqual([]);
    }
  });

  it("of what stands in the log and is not folded yet", async () => {
    const { driver, watch, silences, tell } = await playing(...begun);
    await watch.look();
    driver.clock.advance(2 * minuteMs);
    for (const entry of next) driver.append(matchEvents, matchId, entry);
    await watch.look();
    expect(silences).toEqual([]);
    await tell();
    await watch.look();
    expect(silences).toEqual([]);
  });

  it("in an old log that ends in the middle of a match", async () => {
    const { driver, pass, silences } = await playing(...begun);
    driver.clock.advance(24 * hourMs);
    await pass(hourMs);
    expect(silences).toEqual([]);
  });
});
