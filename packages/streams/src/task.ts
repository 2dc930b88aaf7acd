import { type Positions, positionKey, readKey, readPositions, readValue, writePositions } from "./changelog.ts";
import { deadLetterRecord, recordSize } from "./dead-letter.ts";
import { StreamsError } from "./error.ts";
import type { LogRecord, OutRecord } from "./log-client.ts";
import { originHeader, placeOf } from "./origin.ts";
import { finalPolicy, RecordRefused, retryWaitMs } from "./policy.ts";
import type { OpenSource, OpenTopic, PreparedTopology } from "./prepared-topology.ts";
import { marks, readTime, withoutTime, writeTime } from "./repartition.ts";
import { type TaskStore, taskStore } from "./task-store.ts";
import { type Reached, TaskTime } from "./task-time.ts";
import type { Headers, Origin, SourceRecord, Tombstone, Topic } from "./topic.ts";
import type { LateOutcome, ProcessContext, Reason } from "./topology.ts";

/** A source record as it goes into the fold: decoded, as a mark of time, or with the reason why it could not be. */
export interface Input {
  /** Index of its source in the topology. */
  readonly source: number;
  readonly raw: LogRecord;
  readonly outcome:
    | { readonly record: SourceRecord | Tombstone }
    | { readonly mark: true }
    | { readonly refused: Reason };
}

/** A record that is not done with: its policy is to try it again, or to end the application. */
export type Unfolded = { readonly code: string } & (
  | { readonly policy: "retry"; readonly attempt: number; readonly waitMs: number }
  | { readonly policy: "fail"; readonly error: RecordRefused }
);

/** What outputs have of the record that they come from; without an offset where they come from a punctuation. */
interface OutputsOf {
  readonly timestamp: number;
  readonly headers: Headers;
  readonly offset?: bigint;
}

/**
 * The fold of one partition: records in, transaction out. No I/O, no promise, no clock but the one that goes into
 * headers. The shell calls `fold` for some records, `close` for what to write, and `apply` once that is committed; after
 * any failure it throws the task away and restores another.
 */
export class Task {
  readonly partition: number;
  /** Letters of the transaction under way, for the observer. */
  readonly deadLetters: { readonly origin: Origin; readonly code: string }[] = [];
  /** Late records of the transaction under way, for the observer. */
  readonly late: { readonly origin: Origin; readonly behindMs: number; readonly policy: LateOutcome }[] = [];
  #topology: PreparedTopology;
  #stores = new Map<string, TaskStore>();
  #storeList: TaskStore[];
  // biome-ignore lint/suspicious/noExplicitAny: typed at the topology's surface
  #context: ProcessContext<any>;
  #positions: Positions = new Map();
  readonly #time: TaskTime;
  readonly #repartitions: readonly OpenTopic[];
  /** Last value of each changelog key, while the task is being restored. */
  #restoring = new Map<string, Buffer | null>();
  #nextPositions: Positions | undefined;
  #inputs: Input[] = [];
  #outputs: OutRecord[] = [];
  #outputBytes = 0;
  #bytesPerChange = 256;
  /** Whose outputs these are: set while a record is folded. */
  #current: OutputsOf | undefined;
  #folding: Input | undefined;
  #refused: Reason | undefined;
  /** Bounds are checked record by record: the transaction's fold before met one too large. */
  #careful = false;
  /** The record that is tried again, and how often it was. */
  #retried: { readonly raw: LogRecord; readonly times: number } | undefined;

  constructor(topology: PreparedTopology, partition: number) {
    this.#topology = topology;
    this.partition = partition;
    this.#time = new TaskTime(
      topology.sources.map(({ topic: { name, repartition }, idleAfter }) => {
        return { topic: name, channels: repartition?.writtenBy ?? 1, idleAfter, loops: topology.sinks.has(name) };
      }),
    );
    this.#repartitions = [...topology.sinks.values()].filter((sink) => sink.repartition !== undefined);
    const time = this.#time;
    const expired = (behindMs: number) => this.#noteLate(behindMs, "expired");
    const context = { admit: topology.admit, time, expired };
    for (const spec of Object.values(topology.stores)) this.#stores.set(spec.name, taskStore(spec, context));
    this.#storeList = [...this.#stores.values()];
    const views = Object.entries(topology.stores).map(([name, spec]) => [name, this.#stores.get(spec.name)?.view]);
    this.#context = {
      stores: Object.fromEntries(views),
      get streamTime() {
        return time.now;
      },
      emit: (topic, key, value, headers) => this.#emit(topic, key, value, headers),
      deadLetter: (reason) => {
        this.#refused ??= reason;
      },
    };
  }

  /** Offset to read next by source topic, as committed; a topic never read is absent. */
  get positions(): Positions {
    return this.#positions;
  }

  /** How far event time has come, ms since the epoch; -Infinity before the first record. */
  get streamTime(): number {
    return this.#time.now;
  }

  /** Takes the next records of the changelog partition; `restored` follows the last. */
  restore(records: readonly LogRecord[]): void {
    const latest = new Map<string, Buffer | null>();
    for (const { key, value } of records) latest.set(key?.toString() ?? "", value);
    // copies, lest the whole fetch that they came with stay in memory
    for (const [key, value] of latest) this.#restoring.set(key, value === null ? null : Buffer.from(value));
  }

  /**
   * Reads what was taken: only the last value of each key, since parsing is most of a restore's work. More of the changelog
   * may be taken thereafter, as a standby copy does.
   */
  restored(): void {
    for (const [bytes, value] of this.#restoring) {
      const [kind, store, key, id] = readKey(Buffer.from(bytes));
      if (kind === "position") {
        const { positions, reached } = readPositions(value);
        this.#positions = positions;
        this.#time.restore(reached);
      }
      // the entries of a store that the topology no longer has stay where they are
      else this.#stores.get(store as string)?.restore(key as string, id, readValue(value));
    }
    this.#restoring.clear();
    for (const store of this.#storeList) store.restored();
  }

  /** Undefined where the record is folded, or a dead letter; otherwise it is as if it had not been folded. */
  fold(input: Input): Unfolded | undefined {
    const unfolded = this.#fold(input);
    if (unfolded === undefined) this.#inputs.push(input);
    return unfolded;
  }

  /** Input records of the transaction under way. */
  get inputs(): number {
    return this.#inputs.length;
  }

  /** Bytes that the transaction under way will write; the changelog's share is estimated from those before. */
  get bytes(): number {
    let changes = 0;
    for (const store of this.#storeList) changes += store.changes;
    return this.#outputBytes + changes * this.#bytesPerChange;
  }

  /** The transaction: outputs and dead letters in order, each changed entry once, the position. Empty if nothing was folded. */
  close(positions: Positions): OutRecord[] {
    if (this.#inputs.length === 0) return [];
    this.#nextPositions = new Map([...this.#positions, ...positions]);
    for (const store of this.#storeList) store.expire();
    let changes = this.#changes("transaction");
    if (changes === undefined) {
      this.#refoldCarefully();
      for (const store of this.#storeList) store.expire();
      changes = this.#changes("transaction") as OutRecord[];
    }
    const position = this.#changelogRecord(positionKey, writePositions(this.#nextPositions, this.#time.reached()));
    return [...this.#outputs, ...changes, position];
  }

  /** The transaction is committed. */
  apply(): void {
    for (const store of this.#storeList) store.applyTransaction();
    this.#time.applyTransaction();
    this.#positions = this.#nextPositions ?? this.#positions;
    this.#clear();
    this.#inputs = [];
  }

  /** A store's committed content; undefined where the topology has no such store. */
  store(name: string): Pick<TaskStore, "committedKeys" | "committed"> | undefined {
    return this.#stores.get(name);
  }

  /** What is committed, as plain data. `time`: event times reached, by source. */
  snapshot(): {
    partition: number;
    positions: Record<string, string>;
    time: Reached;
    stores: Record<string, unknown>;
  } {
    return {
      partition: this.partition,
      positions: JSON.parse(writePositions(this.#positions)),
      time: this.#time.reached("committed") ?? {},
      stores: Object.fromEntries([...this.#stores].map(([name, store]) => [name, store.snapshot()])),
    };
  }

  #fold(input: Input): Unfolded | undefined {
    const { source: index, raw, outcome } = input;
    const source = this.#topology.sources[index];
    if (source === undefined) throw new RangeError(`no source ${index}`);
    const outputs = this.#outputs.length;
    const outputBytes = this.#outputBytes;
    const late = this.late.length;
    this.#folding = input;
    const passedOn = source.topic.repartition !== undefined;
    const before = this.#repartitions.length === 0 ? 0 : this.#time.upstream;
    const { timestamp, offset } = raw;
    this.#current = passedOn ? { timestamp, offset, headers: withoutTime(raw.headers) } : raw;
    this.#refused = undefined;
    if ("refused" in outcome) this.#refused = outcome.refused;
    else {
      try {
        const folds = this.#moveTime(index, source, "record" in outcome ? outcome.record : raw);
        const returned: unknown =
          folds && "record" in outcome ? source.process(outcome.record, this.#context) : undefined;
        if (returned instanceof Promise) throw asynchronous(source.topic.name);
        for (const topic of this.#repartitions) {
          for (const mark of marks(topic, this.partition, raw.timestamp, before, this.#time.upstream)) this.#push(mark);
        }
        if (this.#careful && this.#changes("record") === undefined) throw this.#tooLarge("a store entry");
      } catch (error) {
        if (error instanceof StreamsError && fatal.has(error.code)) throw error;
        this.#refused = reasonOf(error);
      }
    }
    this.#current = undefined;
    if (this.#refused === undefined) {
      for (const store of this.#storeList) store.keepRecord();
      this.#time.keepRecord();
      return undefined;
    }
    for (const store of this.#storeList) store.dropRecord();
    this.#time.dropRecord();
    this.#outputs.length = outputs;
    this.#outputBytes = outputBytes;
    const unfolded = this.#refuse(source, raw, this.#refused);
    if (unfolded !== undefined) this.late.length = late;
    return unfolded;
  }

  #refuse(source: OpenSource, raw: LogRecord, reason: Reason): Unfolded | undefined {
    const { code } = reason;
    const policy = source.policyOf(code);
    const times = this.#retried?.raw === raw ? this.#retried.times : 0;
    // what is folded once more in the same transaction was tried as often as it may be
    if (typeof policy !== "string" && !this.#careful && times < policy.attempts) {
      this.#retried = { raw, times: times + 1 };
      return { policy: "retry", code, attempt: times + 1, waitMs: retryWaitMs(policy, times + 1) };
    }
    const { partition } = this;
    const { application: stage, limits, now } = this.#topology;
    const origin = { topic: source.topic.name, partition, offset: raw.offset };
    if (finalPolicy(policy) === "fail") return this.#failed(origin, reason);
    const options = { stage, now: now(), recordBytes: limits.recordBytes };
    const letter = deadLetterRecord(source, partition, raw, reason, options);
    if (!letter.isWhole && finalPolicy(source.policyOf("LETTER_TOO_LARGE")) === "fail") {
      const message = `it does not fit into a dead letter of ${limits.recordBytes} bytes, which was to say ${code}: ${reason.message}`;
      return this.#failed(origin, { code: "LETTER_TOO_LARGE", message });
    }
    this.#push(letter.record);
    this.deadLetters.push({ origin, code });
    return undefined;
  }

  #failed(origin: Origin, reason: Reason): Unfolded {
    const error = new RecordRefused(origin, reason);
    // the transaction's fold before took it for good, so nothing of that can be committed
    if (this.#careful) throw error;
    return { policy: "fail", code: reason.code, error };
  }

  #noteLate(behindMs: number, policy: LateOutcome): void {
    if (this.#folding === undefined) return;
    const { source, raw } = this.#folding;
    const topic = this.#topology.sources[source]?.topic.name ?? "";
    this.late.push({ origin: { topic, partition: this.partition, offset: raw.offset }, behindMs, policy });
  }

  /** Brings the stream time to where a record is, with what is due on the way. False where the record is not to be folded. */
  #moveTime(index: number, source: OpenSource, record: SourceRecord | Tombstone | LogRecord): boolean {
    const isMark = !("schema" in record);
    const at = source.time === undefined || isMark ? record.timestamp : source.time(record);
    // what it says depends on the record, so the record is to blame
    if (!Number.isFinite(at)) throw new RangeError(`time of ${source.topic.name} gave ${at}, not ms since the epoch`);
    const before = this.#time.now;
    const { late } = source;
    if (late !== undefined && !isMark && at < before - late.after) {
      const behindMs = before - at;
      this.#noteLate(behindMs, late.policy);
      if (late.policy === "deadLetter") {
        const message = `its time lies ${behindMs} ms behind the stream time, ${late.after} ms are allowed for`;
        this.#refused = { code: "LATE", message };
      }
      return late.policy === "fold";
    }
    if (source.topic.repartition === undefined) this.#time.advance(index, at);
    else {
      const told = readTime(record.headers);
      if (told !== undefined) this.#time.advance(index, told.time, told.task);
    }
    if (this.#topology.punctuate.length > 0 && this.#time.now > before) this.#punctuate(before);
    return true;
  }

  /** Does what is due between this time and now. The first record of all only starts the time. */
  #punctuate(before: number): void {
    if (before === Number.NEGATIVE_INFINITY) return;
    const { now } = this.#time;
    const due = this.#topology.punctuate
      .map((punctuation) => ({ punctuation, at: Math.floor(now / punctuation.every) * punctuation.every }))
      .filter(({ at }) => at > before)
      .sort((a, b) => a.at - b.at);
    const record = this.#current;
    // what the record lets expire can still be seen
    this.#time.now = before;
    for (const { punctuation, at } of due) {
      this.#current = { timestamp: at, headers: {} };
      try {
        const returned: unknown = punctuation.do(this.#context, at);
        if (returned instanceof Promise) throw invalid("a punctuation returned a promise: make it synchronous");
        if (this.#careful && this.#changes("record") === undefined) throw this.#tooLarge("a store entry");
      } catch (cause) {
        const message = `the punctuation every ${punctuation.every} ms failed at ${at}: ${reasonOf(cause).message}`;
        throw new StreamsError("PUNCTUATION_FAILED", message, { cause });
      }
    }
    this.#current = record;
    this.#time.now = now;
  }

  #emit(
    topic: Topic,
    key: string,
    value: { schema: string; value: unknown } | null,
    headers: Headers | undefined,
  ): void {
    const record = this.#current;
    if (record === undefined)
      throw invalid(`emit to ${topic.name} came after process had returned: process is synchronous`);
    const sink = this.#topology.sinks.get(topic.name);
    if (sink === undefined) throw invalid(`${topic.name} is not among the sinks: add it to the topology`);
    const bytes = Buffer.from(key);
    const out = {
      topic: sink.name,
      partition: this.#topology.partitionFor(bytes, sink.partitions),
      key: bytes,
      value: value === null ? null : sink.serde.encode(value),
      timestamp: record.timestamp,
      headers: this.#headers(record, headers),
    };
    if (sink.repartition !== undefined) Object.assign(out.headers, writeTime(this.partition, this.#time.upstream));
    if (recordSize(bytes, out.value, out.headers) > this.#topology.limits.recordBytes) {
      throw this.#tooLarge(`the output to ${topic.name} with key ${key}`);
    }
    this.#push(out);
  }

  /** One literal each, for speed: every output has them. */
  #headers({ headers: of, offset }: OutputsOf, given: Headers | undefined): Record<string, string> {
    const processedAt = String(this.#topology.now());
    if (offset === undefined) return { ...of, ...given, "processed-at": processedAt };
    const { name } = (this.#topology.sources[this.#folding?.source ?? 0] as OpenSource).topic;
    const origin = placeOf({ topic: name, partition: this.partition, offset });
    return { ...of, ...given, "processed-at": processedAt, [originHeader]: origin };
  }

  #push(record: OutRecord): void {
    this.#outputs.push(record);
    this.#outputBytes += (record.value?.length ?? 0) + 128;
  }

  /** Encoded changes; undefined where one is too large for the broker. */
  #changes(layer: "transaction" | "record"): OutRecord[] | undefined {
    const changes: OutRecord[] = [];
    const { recordBytes } = this.#topology.limits;
    let bytes = 0;
    let fits = true;
    for (const store of this.#storeList) {
      store.eachChange(layer, (key, value) => {
        const record = this.#changelogRecord(key, value === undefined ? null : JSON.stringify(value));
        const size = recordSize(record.key, record.value, undefined);
        bytes += size;
        fits &&= size <= recordBytes;
        changes.push(record);
      });
    }
    if (!fits) return undefined;
    if (changes.length > 0) this.#bytesPerChange += (bytes / changes.length - this.#bytesPerChange) / 4;
    return changes;
  }

  #changelogRecord(key: string, value: string | null): OutRecord {
    const { partition } = this;
    const bytes = value === null ? null : Buffer.from(value);
    return { topic: this.#topology.changelog, partition, key: Buffer.from(key), value: bytes };
  }

  /** Folds the transaction's records again, each with its bounds checked, to find the one that does not fit. */
  #refoldCarefully(): void {
    for (const store of this.#storeList) store.dropTransaction();
    this.#time.dropTransaction();
    this.#clear();
    this.#careful = true;
    for (const input of this.#inputs) this.#fold(input);
    this.#careful = false;
  }

  #clear(): void {
    this.#outputs = [];
    this.#outputBytes = 0;
    this.deadLetters.length = 0;
    this.late.length = 0;
  }

  #tooLarge(what: string): StreamsError {
    const bound = this.#topology.limits.recordBytes;
    return new StreamsError(
      "RECORD_TOO_LARGE",
      `${what} exceeds ${bound} bytes: write less, or more and smaller records`,
    );
  }
}

/** What no record is to blame for. */
const fatal: ReadonlySet<string> = new Set(["TOPOLOGY_INVALID", "PUNCTUATION_FAILED"]);

function reasonOf(error: unknown): Reason {
  const message = error instanceof Error ? error.message : String(error);
  return { code: error instanceof StreamsError ? error.code : "PROCESSOR_FAILED", message };
}

function invalid(message: string): StreamsError {
  return new StreamsError("TOPOLOGY_INVALID", message);
}

function asynchronous(topic: string): StreamsError {
  return invalid(`process of ${topic} returned a promise: make it synchronous, and wait in the source's ready`);
}
