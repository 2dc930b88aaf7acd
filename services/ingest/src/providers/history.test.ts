import { resultKeyOf } from "@touchline/football";
import { readDataFile, readResults, readTeams, shippedFiles } from "@touchline/results";
import type { LinedUp, Result } from "@touchline/schemas";
import { describe, expect, it } from "vitest";
import { pastLineUps } from "../past-line-ups.ts";
import type { Outcome, ProviderRecord } from "../provider.ts";
import { providerContract, RecordingSink } from "../provider-contract.ts";
import { QuotesInLog } from "../quotes-in-log.ts";
import { readTimelineFile } from "../timeline-file.ts";
import { endOfTime, History, type HistoryLog, type LineUpsFile } from "./history.ts";
import { filesHeader, type HistoryStatement, readFiles } from "./history-statement.ts";

const teams = readTeams();
const teamAliases = readDataFile(shippedFiles.teamAliases);
const shipped = shippedFiles.results.map((name) => ({ name, bytes: readDataFile(name) }));
/** The first 60 of the internationals: Scotland v England 1872 to 1885. */
const early = {
  name: "early.csv",
  bytes: Buffer.from((shipped[1]?.bytes.toString() ?? "").split("\n").slice(0, 61).join("\n")),
};

const leeds = "E0,08/05/2021,12:30,Leeds,Tottenham,3,1,2.8,3.5,2.4,1.6,2.3";
const clubs = (lines: readonly string[]) => ({
  name: "2021/E0.csv",
  bytes: Buffer.from(
    ["Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,B365H,B365D,B365A,AvgC>2.5,AvgC<2.5", ...lines].join("\n"),
  ),
});

const resultsOf = ({ name, bytes }: typeof early): Result[] =>
  readResults(bytes, name, teams).rows.map(({ result }) => result);

/** A log that holds what was published into it. */
class LogOfResults extends RecordingSink implements HistoryLog {
  said: HistoryStatement | undefined;
  readonly held = new Map<string, Result>();
  readonly heldLineUps = new Map<string, LinedUp>();
  readonly quoted = new QuotesInLog();
  #offset = 0;

  override async publish(record: ProviderRecord): Promise<Outcome> {
    await super.publish(record);
    if (record.schema === "Odds") this.quoted.add(record.value);
    if (record.schema === "LinedUp") this.heldLineUps.set(record.value.matchId, record.value);
    if (record.schema !== "Result") return "accepted";
    this.held.set(resultKeyOf(record.value), record.value);
    this.#offset++;
    return "accepted";
  }
  override health(said: Parameters<RecordingSink["health"]>[0], headers: Readonly<Record<string, string>> = {}): void {
    super.health(said);
    this.said = {
      completeTo: null,
      positions: null,
      lineUpPositions: null,
      ...said,
      files: readFiles(headers[filesHeader]),
    };
  }
  async statement() {
    return this.said;
  }
  async results() {
    return this.held;
  }
  async quotes() {
    return this.quoted;
  }
  async lineUps() {
    return this.heldLineUps;
  }
  async ends() {
    return { results: [this.#offset], lineUps: [this.heldLineUps.size] };
  }
}

/** Recorded matches, the first of the shipped ones. */
const recorded = (count = 8): LineUpsFile => {
  const lines = readTimelineFile(shippedFiles.timelines).slice(0, count);
  const bytes = Buffer.from(lines.map(({ text }) => text).join("\n"));
  return { name: "recorded.jsonl", bytes, read: () => pastLineUps(lines, teams) };
};

const run = async (log: LogOfResults, files = [early], limit?: number, lineUps?: LineUpsFile): Promise<number> => {
  const before = log.records.length;
  const stop = new AbortController();
  const sink = Object.assign(Object.create(log) as LogOfResults, {
    publish: async (record: ProviderRecord) => {
      if (log.records.length - before + 1 === limit) stop.abort();
      return log.publish(record);
    },
    health: (...said: Parameters<LogOfResults["health"]>) => log.health(...said),
  });
  await new History({ files, teams, teamAliases, log, ...(lineUps && { lineUps }) }).run(sink, stop.signal);
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

  it("goes back to a file as it was after a changed one was interrupted", async () => {
    const log = new LogOfResults();
    const [first, second] = [leeds, leeds.replace("08/05/2021", "15/05/2021")];
    const before = clubs([first, second]);
    await run(log, [before]);
    await run(log, [clubs([first.replace("3,1", "2,1"), second.replace("3,1", "2,1")])], 1);
    const scores = () => [...log.held.values()].map(({ score }) => `${score.home}-${score.away}`);
    expect(scores()).toEqual(["2-1", "3-1"]);
    await run(log, [before]);
    expect(scores()).toEqual(["3-1", "3-1"]);
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

  it("of a file that grew reads that file alone, and publishes what is new in it", async () => {
    const log = new LogOfResults();
    await run(log, [early, clubs([leeds])]);
    const read: unknown[] = [];
    const grown = clubs([leeds, "E0,12/05/2021,20:15,Chelsea,Arsenal,0,1,1.9,3.5,4.2,,"]);
    const history = new History({
      files: [early, grown],
      teams,
      teamAliases,
      log,
      observer: { read: (file, rows) => read.push([file, rows]) },
    });
    const before = log.records.length;
    await history.run(log, new AbortController().signal);
    expect(log.records.slice(before).map(({ schema, value }) => [schema, "matchId" in value && value.matchId])).toEqual(
      [
        ["Result", "2021-05-12/club:chelsea/club:arsenal"],
        ["Odds", "2021-05-12/club:chelsea/club:arsenal"],
      ],
    );
    expect(read).toEqual([
      ["early.csv", null],
      ["2021/E0.csv", 2],
    ]);
    expect(await run(log, [early, grown])).toBe(0);
  });

  it("says prices with their match, a corrected one again, and each once", async () => {
    const log = new LogOfResults();
    expect(await run(log, [clubs([leeds])])).toBe(3);
    expect(log.records.map(({ schema }) => schema)).toEqual(["Result", "Odds", "Odds"]);
    expect(await run(log, [clubs([leeds.replace("2.8", "2.9")])])).toBe(2);
    expect(log.records.slice(-2).map(({ value }) => value)).toMatchObject([
      { revision: 2, closing: { book: "bet365", home: 2.9 } },
      { provider: "bet365", selections: [{ price: 2.9 }, {}, {}] },
    ]);
  });

  it("goes by the later of two files that tell a match, whichever of them changes", async () => {
    const log = new LogOfResults();
    const other = { ...clubs([leeds.replace("3,1", "2,1")]), name: "fixed/E0.csv" };
    await run(log, [clubs([leeds]), other]);
    expect(await run(log, [clubs([leeds, ""]), other])).toBe(0);
    expect([...log.held.values()].map(({ score }) => score)).toEqual([{ home: 2, away: 1 }]);
  });

  it("leaves alone what another import brought in later", async () => {
    const log = new LogOfResults();
    await run(log, [clubs([leeds])]);
    const other = { ...clubs([leeds.replace("3,1", "2,1")]), name: "fixed/E0.csv" };
    await run(log, [other]);
    expect(await run(log, [clubs([leeds])])).toBe(0);
    expect(log.said?.completeTo).toBe(endOfTime);
  });

  it("completes what an import of other files left, without reading its own again", async () => {
    const log = new LogOfResults();
    await run(log, [clubs([leeds])]);
    await run(log, [early], 25);
    expect(log.said).toMatchObject({ completeTo: null, positions: [1] });
    expect(await run(log, [clubs([leeds])])).toBe(0);
    expect(log.said).toMatchObject({ completeTo: endOfTime, positions: [26] });
    expect(await run(log, [early])).toBe(35);
  });

  it("reads a file again of which a result was not let in, and sends that once it is", async () => {
    const log = new LogOfResults();
    const health: LogOfResults["health"] = (...said) => log.health(...said);
    const strict = Object.assign(new LogOfResults(), { publish: async () => "rejected" as const, health });
    await new History({ files: [clubs([leeds])], teams, teamAliases, log }).run(strict, new AbortController().signal);
    expect(log.said).toMatchObject({ completeTo: endOfTime, files: {} });
    expect(await run(log, [clubs([leeds])])).toBe(3);
    expect(await run(log, [clubs([leeds])])).toBe(0);
  });

  it("tells which lines were not let in", async () => {
    const told: unknown[] = [];
    const sink = new LogOfResults();
    sink.publish = async ({ schema }) => (schema === "Odds" ? "rejected" : "accepted");
    const history = new History({
      files: [clubs([leeds, "E0,12/05/2021,20:15,Chelsea,Chelsea,0,1,,,,,"])],
      teams,
      teamAliases,
      log: sink,
      observer: {
        refused: (file, rows) => told.push([file, ...rows.map(({ line, code }) => `${line} ${code}`)]),
        rejected: (file, line, { schema }) => told.push([file, `${line} ${schema}`]),
      },
    });
    await history.run(sink, new AbortController().signal);
    expect(told).toEqual([
      ["2021/E0.csv", "3 SAME_TEAM"],
      ["2021/E0.csv", "2 Odds"],
      ["2021/E0.csv", "2 Odds"],
    ]);
  });

  it("tells which lines say what another one says, in the same or in another way, and what cannot be read of a line", async () => {
    const told: unknown[] = [];
    const log = new LogOfResults();
    const history = new History({
      files: [clubs([leeds, leeds, leeds.replace("3,1", "2,1"), leeds.replace("3,1", "2,1").replace("3.5", "many")])],
      teams,
      teamAliases,
      log,
      observer: { odd: (file, line, code) => told.push(`${file} ${line} ${code}`) },
    });
    await history.run(log, new AbortController().signal);
    expect(told).toEqual([
      "2021/E0.csv 3 REPEATED",
      "2021/E0.csv 4 TOLD_TWICE",
      "2021/E0.csv 5 TOLD_TWICE",
      "2021/E0.csv 5 UNREADABLE",
      "2021/E0.csv 5 UNREADABLE",
    ]);
    expect([...log.held.values()].map(({ score }) => score)).toEqual([{ home: 2, away: 1 }]);
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

  it("tells who played after the results, once, and is complete only then", async () => {
    const log = new LogOfResults();
    expect(await run(log, [early], undefined, recorded())).toBe(68);
    expect(log.records.slice(60).map(({ schema }) => schema)).toEqual(Array(8).fill("LinedUp"));
    expect(log.said).toMatchObject({ completeTo: endOfTime, positions: [60], lineUpPositions: [8] });
    expect(await run(log, [early], undefined, recorded())).toBe(0);
  });

  it("goes on where it was interrupted among the line-ups, and tells of a longer file only what is new", async () => {
    const log = new LogOfResults();
    await run(log, [early], 63, recorded());
    expect([log.said?.completeTo, log.heldLineUps.size]).toEqual([null, 3]);
    expect(await run(log, [early], undefined, recorded())).toBe(5);
    expect(await run(log, [early], undefined, recorded(10))).toBe(2);
    expect(log.said?.lineUpPositions).toEqual([10]);
  });

  it("publishes line-ups again where the topic has lost them", async () => {
    const log = new LogOfResults();
    await run(log, [early], undefined, recorded());
    log.heldLineUps.clear();
    expect(await run(log, [early], undefined, recorded())).toBe(8);
  });
});
