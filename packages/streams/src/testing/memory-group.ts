import { StreamsError } from "../error.ts";
import type { CommittedPosition, GroupOptions, HeldPositions, Holding } from "../group.ts";
import type { TopicPartition } from "../log-client.ts";
import type { ManualClock } from "./manual-clock.ts";
import type { MemoryTransaction } from "./memory-log.ts";

/** What the coordinator knows of a member. */
export interface MemoryMember {
  readonly memberId: string;
  readonly options: GroupOptions;
  /** What it said with its last join. */
  metadata: Buffer;
  /** Whether it has joined the generation that is being formed. */
  joined: boolean;
  /** Whether the group has gone on without its joining, and yet with it, as it does with static members. */
  stale: boolean;
  /** Last generation that it was told its share of. */
  told: number;
  /** Whether it was told that the group is being shared out anew. */
  called: boolean;
  /** Since when nothing was heard of it, ms on the log's clock. */
  silentSince: number | undefined;
  /** Why it is no member any more. */
  gone: "expelled" | "replaced" | "left" | undefined;
  /** Called when there may be news; they are told by `news`, if the member listens. */
  readonly notify: () => void;
}

/** The coordinator of a consumer group in memory, as Kafka's classic protocol has it (KIP-345's static members included). */
export class MemoryGroup {
  readonly #name: string;
  readonly #clock: ManualClock;
  readonly #changed: () => void;
  readonly #members = new Map<string, MemoryMember>();
  readonly #committed = new Map<string, CommittedPosition>();
  /** Positions that come with the end of a transaction. */
  readonly #pending = new Map<MemoryTransaction, HeldPositions>();
  #shares = new Map<string, Buffer>();
  #generation = 0;
  #named = 0;
  /** Since when the group is being shared out anew, ms on the log's clock. */
  #preparingSince: number | undefined;

  constructor(name: string, clock: ManualClock, changed: () => void) {
    this.#name = name;
    this.#clock = clock;
    this.#changed = changed;
  }

  join(options: GroupOptions, notify: () => void): MemoryMember {
    const memberId = `${options.instanceId ?? "member"}-${++this.#named}`;
    const member: MemoryMember = {
      memberId,
      options,
      metadata: options.metadata(),
      joined: true,
      stale: false,
      told: 0,
      called: false,
      silentSince: undefined,
      gone: undefined,
      notify,
    };
    const former = [...this.#members.values()].find(
      ({ options: { instanceId } }) => instanceId !== undefined && instanceId === options.instanceId,
    );
    if (former === undefined) {
      this.#members.set(memberId, member);
      this.#prepare();
    } else this.#replace(former, member);
    this.#complete();
    return member;
  }

  rejoin(member: MemoryMember): void {
    if (member.gone !== undefined) {
      member.notify();
      return;
    }
    member.metadata = member.options.metadata();
    member.joined = true;
    member.stale = false;
    this.#prepare();
    this.#complete();
  }

  leave(member: MemoryMember): void {
    this.#remove(member, "left");
  }

  /** What a member has to be told, at most one thing at a time; undefined where there is no news. */
  news(member: MemoryMember): (() => void) | undefined {
    const { options, memberId } = member;
    if (member.gone === "left") return undefined;
    if (member.gone === "replaced") {
      const message = `another process has joined ${this.#name} as ${options.instanceId}`;
      return () => options.onFailure(new StreamsError("FENCED", message));
    }
    if (member.gone === "expelled") {
      return () => options.onLost(new StreamsError("NOT_HELD", `${memberId} was expelled from ${this.#name}`));
    }
    if (member.stale) {
      return () => options.onLost(new StreamsError("NOT_HELD", `${this.#name} has gone on without ${memberId}`));
    }
    if (this.#preparingSince !== undefined) {
      if (member.joined || member.called) return undefined;
      member.called = true;
      return () => options.onRebalance();
    }
    if (member.told === this.#generation) return undefined;
    member.told = this.#generation;
    const share = this.#shares.get(memberId) as Buffer;
    return () => options.onAssigned(share, { group: this.#name, memberId, generation: member.told });
  }

  /** Throws NOT_HELD where the holding has passed. */
  commit({ holding, positions, metadata }: HeldPositions): void {
    this.#check(holding);
    for (const position of positions) this.#committed.set(place(position), { ...position, metadata });
  }

  hold(transaction: MemoryTransaction, held: HeldPositions): void {
    this.#check(held.holding);
    const { positions: more } = held;
    const before = this.#pending.get(transaction)?.positions ?? [];
    this.#pending.set(transaction, { ...held, positions: [...before, ...more] });
  }

  ended(transaction: MemoryTransaction): void {
    const held = this.#pending.get(transaction);
    this.#pending.delete(transaction);
    if (held === undefined || transaction.outcome !== "committed") return;
    for (const position of held.positions) {
      this.#committed.set(place(position), { ...position, metadata: held.metadata });
    }
  }

  committed(partitions: readonly TopicPartition[]): { positions: CommittedPosition[]; pending: TopicPartition[] } {
    const open = new Set([...this.#pending.values()].flatMap(({ positions }) => positions.map(place)));
    const positions = partitions.map(({ topic, partition }) => {
      return this.#committed.get(place({ topic, partition })) ?? { topic, partition, offset: undefined, metadata: "" };
    });
    return { positions, pending: partitions.filter((partition) => open.has(place(partition))) };
  }

  /** Expels those who were silent for too long, and those without a name who did not join again in time. */
  expire(): void {
    const now = this.#clock.now();
    for (const member of [...this.#members.values()]) {
      const { silentSince, options } = member;
      const isSilent = silentSince !== undefined && now - silentSince >= options.sessionTimeoutMs;
      if (isSilent || (this.#isLate(member) && options.instanceId === undefined)) this.#remove(member, "expelled");
    }
    if ([...this.#members.values()].some((member) => this.#isLate(member))) this.#complete({ withLate: true });
  }

  #isLate({ joined, options }: MemoryMember): boolean {
    const since = this.#preparingSince;
    return since !== undefined && !joined && this.#clock.now() - since >= options.rebalanceTimeoutMs;
  }

  #prepare(): void {
    if (this.#preparingSince !== undefined) return;
    this.#preparingSince = this.#clock.now();
    this.#tell();
  }

  /** The next generation begins once every member has joined it; in the end also without static ones that have not. */
  #complete({ withLate = false } = {}): void {
    const members = [...this.#members.values()];
    const leader = members.find(({ joined }) => joined);
    if (this.#preparingSince === undefined || leader === undefined) return;
    if (!withLate && !members.every(({ joined }) => joined)) return;
    this.#preparingSince = undefined;
    this.#generation++;
    this.#shares = new Map(leader.options.assign(members));
    for (const member of members) {
      member.stale = !member.joined;
      member.joined = false;
      member.called = false;
    }
    this.#tell();
  }

  /** Takes a static member's place in the same generation, share included, so that the others notice nothing. */
  #replace(former: MemoryMember, member: MemoryMember): void {
    former.gone = "replaced";
    this.#members.delete(former.memberId);
    this.#members.set(member.memberId, member);
    if (this.#preparingSince === undefined) {
      member.joined = false;
      this.#shares.set(member.memberId, this.#shares.get(former.memberId) as Buffer);
    }
    former.notify();
    member.notify();
  }

  #remove(member: MemoryMember, gone: "expelled" | "left"): void {
    if (!this.#members.delete(member.memberId)) return;
    member.gone = gone;
    member.notify();
    if (this.#members.size > 0) this.#prepare();
    this.#complete();
  }

  #tell(): void {
    this.#changed();
    for (const { notify } of this.#members.values()) notify();
  }

  #check({ memberId, generation }: Holding): void {
    if (this.#members.has(memberId) && generation === this.#generation) return;
    throw new StreamsError("NOT_HELD", `${memberId} does not hold ${this.#name} in generation ${generation} any more`);
  }
}

const place = ({ topic, partition }: TopicPartition) => `${topic} ${partition}`;
