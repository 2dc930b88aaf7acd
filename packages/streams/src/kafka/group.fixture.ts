import type { GroupMember, GroupOptions, HeldPositions, Holding } from "../group.ts";
import type { LogClient } from "../log-client.ts";

/** A member that shares the partitions of one topic evenly, and what it has been told so far. */
export class Joined {
  /** "assigned", "rebalance", "lost", "failed", in their order. */
  readonly events: string[] = [];
  share: readonly number[] = [];
  errors: Error[] = [];
  readonly #topic: string;
  #member: GroupMember | undefined;
  #holding: Holding | undefined;
  #wake = () => {};

  private constructor(topic: string) {
    this.#topic = topic;
  }

  static async join(
    client: LogClient,
    { group, topic, partitions }: { readonly group: string; readonly topic: string; readonly partitions: number },
    options: Partial<GroupOptions> = {},
  ): Promise<Joined> {
    const joined = new Joined(topic);
    const read = (share: Buffer): number[] => JSON.parse(String(share));
    joined.#member = await client.join({
      group,
      topics: [topic],
      sessionTimeoutMs: 6_000,
      rebalanceTimeoutMs: 10_000,
      metadata: () => Buffer.from(JSON.stringify(joined.share)),
      assign: (members) => {
        const ids = members.map(({ memberId }) => memberId).sort();
        const share = (i: number) =>
          Array.from({ length: partitions }, (_, p) => p).filter((p) => p % ids.length === i);
        return new Map(ids.map((id, i) => [id, Buffer.from(JSON.stringify(share(i)))]));
      },
      partitionsOf: (share) => read(share).map((partition) => ({ topic, partition })),
      onAssigned: (share, holding) => {
        joined.share = read(share);
        joined.#holding = holding;
        joined.#note("assigned");
      },
      onRebalance: () => {
        joined.#note("rebalance");
        joined.member.rejoin();
      },
      onLost: (error) => joined.#note("lost", error),
      onFailure: (error) => joined.#note("failed", error),
      ...options,
    });
    return joined;
  }

  get member(): GroupMember {
    if (this.#member === undefined) throw new Error("has not joined yet");
    return this.#member;
  }

  get holding(): Holding {
    if (this.#holding === undefined) throw new Error("has no share yet");
    return this.#holding;
  }

  /** The offset as the position of all of its partitions. */
  held(offset: bigint, metadata = "{}"): HeldPositions {
    const positions = this.share.map((partition) => ({ topic: this.#topic, partition, offset }));
    return { holding: this.holding, positions, metadata };
  }

  async until(condition: (joined: Joined) => boolean, ms = 20_000): Promise<void> {
    const deadline = performance.now() + ms;
    while (!condition(this)) {
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`not so after ${ms} ms: ${this.events.join(", ")}; has ${this.share}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  #note(event: string, error?: Error): void {
    this.events.push(event);
    if (error !== undefined) this.errors.push(error);
    this.#wake();
  }
}
