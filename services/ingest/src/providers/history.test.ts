import { resultKeyOf } from "@touchline/football";
import { readDataFile, readResults, readTeams, shippedFiles } from "@touchline/results";
import type { Result } from "@touchline/schemas";
import { describe, expect, it } from "vitest";
import type { Outcome, ProviderRecord } from "../provider.ts";
import { providerContract, RecordingSink } from "../provider-contract.ts";
import { endOfTime, History, type HistoryLog, type HistoryStatementInLog } from "./history.ts";

const teams = readTeams();
const teamAliases = readDataFile(shippedFiles.teamAliases);
const shipped = shippedFiles.results.map((name) => ({ name, bytes: readDataFile(name) }));
/** The first 60 of the internationals: Scotland v England 1872 to 1885. */
const early = {
  name: "early.csv",
  bytes: Buffer.from((shipped[1]?.bytes.toString() ?? "").split("\n").slice(0, 61).join("\n")),
};

const resultsOf = ({ name, bytes }: typeof early): Result[] =>
  readResults(bytes, name, teams).rows.map(({ result }) => result);

/** A log that holds what was published into it. */
class LogOfResults extends RecordingSink implements HistoryLog {
  said: HistoryStatementInLog | undefined;
  readonly held = new Map<string, Result>();
  #offset = 0;

  override async publish(record: ProviderRecord): Promise<Outcome> {
    await super.publish(record);
    if (record.schema === "Result") this.held.set(resultKeyOf(record.value), record.value);
    this.#offset++;
    return "accepted";
  }
  override health(said: Parameters<RecordingSink["health"]>[0], headers: Readonly<Record<string, string>> = {}): void {
    super.health(said);
    this.said = { completeTo: null, positions: null, ...said, dataHash: headers["data-hash"] };
  }
  async statement() {
    return this.said;
  }
  async results() {
    return this.held;
  }
  async ends() {
    return [this.#offset];
  }
}

const run = async (log: LogOfResults, files = [early], limit?: number): Promise<number> => {
  const before = log.records.length;
  const stop = new AbortController();
  const sink = Object.assign(Object.create(log) as LogOfResults, {
    publish: async (record: ProviderRecord) => {
      if (log.records.length - before + 1 === limit) stop.abort();
      return log.publish(record);
    },
    health: (...said: Parameters<LogOfResults["health"]>) => log.health(...said),
  });
  await new History({ files, teams, teamAliases, log }).run(sink, stop.signal);
  return log.records.length - before;
};

describe("history", () =>
  providerContract(() => new History({ files: [early], teams, teamAliases, log: new LogOfResults() })));

describe("history", () => {
  it("is published in the order of kick-offs and then declared complete, with the positions that hold it", async () => {
    const log = new LogOfResults();
    expect(await run(log)).toBe(60);
    const kickOffs = log.records.map((record) => (record.value as Result).kickOff);
    expect(kickOffs).toEqual([...kickOffs].sort((a, b) => a - b));
    expect(log.statements.map(({ state, completeTo }) => [state, completeTo ?? null])).toEqual([
      ["RECOVERING", null],
      ["FINISHED", endOfTime],
    ]);
    expect(log.said?.positions).toEqual([60]);
    expect(log.statements.at(-1)?.detail).toMatch(/^60 results to 18/);
  });

  it("is left alone while the log has these very files complete", async () => {
    const log = new LogOfResults();
    await run(log);
    expect(await run(log)).toBe(0);
    expect(log.statements).toHaveLength(2);
  });

  it("goes on where it was interrupted", async () => {
    const log = new LogOfResults();
    const first = await run(log, [early], 25);
    expect(log.said?.completeTo).toBeNull();
    expect(first + (await run(log))).toBe(60);
    expect(log.said?.completeTo).toBe(endOfTime);
  });

  it("publishes only what changed when a file changes, in the next revision", async () => {
    const log = new LogOfResults();
    await run(log);
    const corrected = {
      name: "early.csv",
      bytes: Buffer.from(early.bytes.toString().replace("Scotland,England,0,0", "Scotland,England,1,0")),
    };
    expect(await run(log, [corrected])).toBe(1);
    expect(log.records.at(-1)?.value).toMatchObject({
      matchId: "1872-11-30/nation:england/nation:scotland",
      revision: 2,
    });
  });

  it("has a word of its own beside what another provider told of the same match", async () => {
    const log = new LogOfResults();
    const [first] = resultsOf(early) as [Result];
    const live = { ...first, provider: "wyscout", kickOff: first.kickOff + 3_600_000 };
    log.held.set(resultKeyOf(live), live);
    expect(await run(log)).toBe(60);
    expect(log.held.get(resultKeyOf(live))).toEqual(live);
  });

  it("begins again where the topic has lost what the log says is complete", async () => {
    const log = new LogOfResults();
    await run(log);
    const emptied = new LogOfResults();
    emptied.said = log.said;
    expect(await run(emptied)).toBe(60);
  });

  it("without files is complete at once, so that nobody waits, and takes nothing back from a fuller one", async () => {
    const log = new LogOfResults();
    expect(await run(log, [])).toBe(0);
    expect(log.said).toMatchObject({ completeTo: endOfTime, positions: [0] });
    await run(log);
    const statements = log.statements.length;
    await run(log, []);
    expect(log.statements).toHaveLength(statements);
  });
});
