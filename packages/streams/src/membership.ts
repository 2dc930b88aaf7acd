import { type Assignment, assignShares, readAssignment, writeSubscription } from "./assignor.ts";
import type { GroupMember, GroupOptions, HeldPositions, Holding } from "./group.ts";
import type { Instance } from "./instance.ts";
import type { LogClient } from "./log-client.ts";
import type { PreparedTopology } from "./prepared-topology.ts";

/** Longest time that the members of a group get to finish their commits and join again, ms. */
const rebalanceTimeoutMs = 30_000;

/** The tasks that are this process's, and what its commits for them go by. */
export interface Share extends Assignment {
  readonly holding: Holding;
}

export interface MembershipOptions {
  readonly client: LogClient;
  readonly instance: Instance;
  /** A process that has not been heard of for so long is dead, ms. */
  readonly sessionTimeoutMs: number;
}

/** This process's place among those that run the application: says which tasks are its own, for as long as they are. */
export class Membership {
  #member: GroupMember | undefined;
  #share: Share | undefined;
  /** What it got last: the others leave it that where they can. */
  #last: Share | undefined;
  /** Generation of the last share since the group has lost sight of us; 0 without one. */
  #given = 0;
  /** Whether nobody else can write under our transactional ids. */
  #ownsIds = false;
  #rebalancing = false;
  /** Why it cannot go on: FENCED where another process goes by the same name. */
  failure: Error | undefined;
  #listener: (() => void) | undefined;

  static async join(topology: PreparedTopology, options: MembershipOptions): Promise<Membership> {
    const membership = new Membership();
    membership.#member = await options.client.join(membership.#groupOptions(topology, options));
    if (membership.#rebalancing && membership.#listener === undefined) membership.renew();
    return membership;
  }

  /**
   * The share as of now; undefined while the group is being shared out. Answers a call for that, so ask only when no
   * commit is under way. Throws what the membership failed with.
   */
  share(): Share | undefined {
    if (this.failure !== undefined) throw this.failure;
    if (this.#rebalancing) this.renew();
    return this.#share;
  }

  /** This process has fenced its transactional ids: what one before it left under them is settled. */
  tookIds(): void {
    this.#ownsIds = true;
  }

  /** Gives the share up and asks the group for another: the answer tells whether this process is still one of it. */
  renew(): void {
    this.#share = undefined;
    this.#rebalancing = false;
    this.#member?.rejoin();
  }

  /** Calls back whenever `share` has something new to say, until called without. Nobody listening, it answers by itself. */
  listen(listener?: () => void): void {
    this.#listener = listener;
    if (listener === undefined && this.#rebalancing) this.renew();
  }

  /** Shows the group's tools how far the tasks of a share are. Never rejects: the next time will do. */
  async show(held: HeldPositions): Promise<void> {
    await this.#member?.commit(held).catch(() => {});
  }

  /** Hands the tasks over to the others. Never rejects. */
  async leave(): Promise<void> {
    this.#share = undefined;
    await this.#member?.leave();
  }

  #groupOptions(topology: PreparedTopology, { instance, sessionTimeoutMs }: MembershipOptions): GroupOptions {
    const { application, partitions, sources } = topology;
    const topics = sources.map(({ topic }) => topic.name);
    return {
      group: application,
      ...(instance.stable && { instanceId: instance.id }),
      topics,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      metadata: () => {
        const { tasks = [], holding } = this.#last ?? {};
        // whoever joins of its own accord has ended its commits; not so where the group has lost sight of it
        const ended = this.#ownsIds ? this.#given : 0;
        return writeSubscription({ instance: instance.id, tasks, generation: holding?.generation ?? 0, ended });
      },
      assign: (members) => assignShares(members, partitions),
      partitionsOf: (assignment) =>
        readAssignment(assignment).tasks.flatMap((partition) => topics.map((topic) => ({ topic, partition }))),
      onAssigned: (assignment, holding) => {
        this.#share = { ...readAssignment(assignment), holding };
        this.#last = this.#share;
        this.#given = holding.generation;
        this.#rebalancing = false;
        this.#listener?.();
      },
      onRebalance: () => {
        this.#rebalancing = true;
        if (this.#listener === undefined && this.#member !== undefined) this.renew();
        this.#listener?.();
      },
      onLost: () => {
        this.#share = undefined;
        this.#given = 0;
        this.#rebalancing = false;
        this.#listener?.();
      },
      onFailure: (error) => {
        this.#share = undefined;
        this.failure = error;
        this.#listener?.();
      },
    };
  }
}
