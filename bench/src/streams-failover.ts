import type { KafkaClient } from "@touchline/streams/kafka";
import { CommittedForms } from "./committed-forms.ts";
import { quantile } from "./percentile.ts";
import { createTopics, eventRecord, produceEvents } from "./streams-run.ts";
import { type Runtime, type RuntimeOptions, startRuntime } from "./streams-runtime.ts";
import { partitions, topicsOf } from "./streams-topology.ts";

export interface FailoverFigures {
  readonly runtime: string;
  /** Copies of each task's state on the other process. */
  readonly standbys: number;
  /**
   * From the SIGKILL of one of two processes until each partition has shown the output of an event that was appended
   * after it, ms; one a run.
   */
  readonly ms: readonly number[];
  readonly msP50: number;
}

/** Folded before the kill, so that there is state to take over. */
const before = 60_000;
const eventsPerSecond = 200;
/** Both processes have their shares, and nothing is left of the backlog. */
const settleMs = 6_000;
const giveUpMs = 90_000;

/** How long the partitions of a process stand still that dies without a word, when another runs beside it. */
export async function measureFailover(
  runtime: Runtime,
  runs: number,
  options: RuntimeOptions & { readonly client: KafkaClient; readonly standbys: number },
): Promise<FailoverFigures> {
  const ms: number[] = [];
  for (let run = 1; run <= runs; run++) {
    ms.push(Math.round(await failover(runtime, { ...options, application: `${options.application}-${run}` })));
  }
  return { runtime: runtime.name, standbys: options.standbys, ms, msP50: quantile(ms, 0.5) };
}

async function failover(runtime: Runtime, options: RuntimeOptions & { readonly client: KafkaClient }): Promise<number> {
  const { client, application } = options;
  const topics = topicsOf(application, runtime.kind);
  await createTopics(client, topics);
  const processes = await Promise.all(
    ["first", "second"].map((process) => startRuntime(runtime, { ...options, process })),
  );
  const forms = await CommittedForms.open(client, topics.forms);
  const load = new Load(client, topics.events, forms);
  try {
    await produceEvents(client, topics.events, 0, before);
    await forms.reached(before);
    load.start();
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const killedAt = performance.now();
    await processes[0]?.kill();
    await load.recovered();
    return performance.now() - killedAt;
  } finally {
    await load.stop();
    await forms.close();
    await Promise.all(processes.map((each) => each.stop()));
    await client.admin.deleteTopics(Object.values(topics));
  }
}

/** A steady rate of events, each known by its number when its output comes. */
class Load {
  readonly #client: KafkaClient;
  readonly #topic: string;
  readonly #stalled = new Set<number>();
  readonly #partitions = new Map<string, number>();
  readonly #over = Promise.withResolvers<void>();
  /** Events from this number on were appended after the kill. */
  #after = Number.POSITIVE_INFINITY;
  #next = before;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(client: KafkaClient, topic: string, forms: CommittedForms) {
    this.#client = client;
    this.#topic = topic;
    forms.onCorrelationId((id) => this.#seen(id));
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when every partition has shown an event from now on. */
  async recovered(): Promise<void> {
    for (let partition = 0; partition < partitions; partition++) this.#stalled.add(partition);
    this.#after = this.#next;
    const timer = setTimeout(() => this.#over.reject(new Error(`no failover in ${giveUpMs} ms`)), giveUpMs);
    await this.#over.promise.finally(() => clearTimeout(timer));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  #seen(id: string): void {
    const partition = this.#partitions.get(id);
    if (partition === undefined || Number(id) < this.#after) return;
    this.#stalled.delete(partition);
    if (this.#stalled.size === 0) this.#over.resolve();
  }

  async #run(): Promise<void> {
    const producer = await this.#client.producer();
    for (const start = performance.now(); !this.#stopped; await new Promise((resolve) => setTimeout(resolve, 5))) {
      const due = before + Math.floor(((performance.now() - start) * eventsPerSecond) / 1_000);
      for (; this.#next < due; this.#next++) {
        const record = eventRecord(this.#client, this.#topic, this.#next);
        const id = String(this.#next);
        this.#partitions.set(id, record.partition);
        void producer.send([{ ...record, headers: { "correlation-id": id } }]).catch(this.#over.reject);
      }
    }
    await producer.close();
  }
}
