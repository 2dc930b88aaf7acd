import { Gate } from "@touchline/football";
import { fixedSerdes } from "@touchline/schemas";
import type { Schemas, Serde, Topic } from "@touchline/streams";
import {
  feedHealth,
  marketOdds,
  matchEvents,
  matchLineUps,
  matchResults,
  matchWeather,
  teamAvailability,
  teamNews,
} from "@touchline/topics";
import { expect, it } from "vitest";
import { anyTeam } from "./any-team.ts";
import type { HealthStatement, Outcome, Provider, ProviderRecord, Sink } from "./provider.ts";

/** Keeps what a provider says; `limit` aborts the run after so many records. */
export class RecordingSink implements Sink {
  readonly records: ProviderRecord[] = [];
  readonly statements: HealthStatement[] = [];
  readonly unreadable: string[] = [];
  readonly stop = new AbortController();
  readonly #limit: number;

  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  async publish(record: ProviderRecord): Promise<Outcome> {
    this.records.push(record);
    if (this.records.length >= this.#limit) this.stop.abort();
    return "accepted";
  }

  async refuse({ code }: { readonly code: string }) {
    this.unreadable.push(code);
  }

  async flushed() {}

  health(said: HealthStatement) {
    this.statements.push(said);
  }

  /** What was said of each match, in its order. */
  byMatch(): Map<string, ProviderRecord[]> {
    return Map.groupBy(this.records, ({ value }) => ("matchId" in value ? value.matchId : value.teamId));
  }
}

/**
 * What every provider owes, as tests: call it with a way to make one. It should have more than 20 records to say, and
 * none that is wrong.
 */
export function providerContract(open: () => Provider): void {
  const run = async (limit?: number): Promise<RecordingSink> => {
    const sink = new RecordingSink(limit);
    await open().run(sink, sink.stop.signal);
    return sink;
  };

  it("says the same of each match in the same order, run after run", async () => {
    const [first, second] = [await run(), await run()];
    expect(first.records.length).toBeGreaterThan(20);
    expect(second.byMatch()).toEqual(first.byMatch());
  });

  it("says what the topics can carry and the gate accepts, with nothing odd about it", async () => {
    const openSerde = fixedSerdes();
    const topics = [matchEvents, matchResults, matchLineUps, marketOdds, matchWeather, teamAvailability, teamNews];
    const serdes = new Map<string, Serde<Schemas>>();
    for (const topic of topics) {
      for (const schema of Object.keys(topic.schemas)) serdes.set(schema, await openSerde(topic as Topic));
    }
    const gate = new Gate({ teams: anyTeam });
    for (const record of (await run()).records) {
      const serde = serdes.get(record.schema) as Serde<Schemas>;
      expect(serde.decode(serde.encode(record))).toEqual(record);
      if (record.schema === "LinedUp") continue;
      expect(gate.admit(record, null)).toEqual({ outcome: "accepted", suspicions: [] });
    }
  });

  it("ends soon after it is told to stop", async () => {
    const sink = await run(10);
    expect(sink.records.length).toBeLessThan(20);
  });

  it("has a name, and tells its health in the end", async () => {
    const serde = await fixedSerdes()(feedHealth);
    const { name: provider } = open();
    const last = (await run()).statements.at(-1);
    expect(provider).toMatch(/^[a-z0-9-]+$/);
    expect(last?.state).toBe("FINISHED");
    const nothing = { lastMessageAt: null, completeTo: null, positions: null, lineUpPositions: null, matches: [] };
    const value = { provider, ...nothing, detail: null, state: "UNKNOWN" as const, providerTime: 0, ...last };
    expect(serde.decode(serde.encode({ schema: "FeedHealth", value })).value).toEqual(value);
  });
}
