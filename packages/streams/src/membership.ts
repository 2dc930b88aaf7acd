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
  /** Copies of each task on other processes. */
  readonly standbys: number;
}

/** Tasks that this process keeps a copy of, and those among them whose copy has caught up. */
export interface Copies {
  readonly standbys: readonly number[];
  readonly warm: readonly number[];
}

/** This process's place among those that run the application: says which tasks are its own, for as long as they are. */
export class Membership {
  #member: GroupMember | undefined;
  #share: Share | undefined;
  /** The share that this process goes by: nothing is written for any other task. The others leave it that where they can. */
  #taken: Share | undefined;
  /** Generation of that share; 0 where the group has lost sight of us since. */
  #takenGeneration = 0;
  /** Whether nobody else can write under our transactional ids. */
  #ownsIds = false;
  /** Whether the group waits for us to join again. */
  #isCalled = false;
  /** From joining again to the next share. */
  #isJoining = true;
  #isClaiming = false;
  /** Why it cannot go on: FENCED where another process goes by the same name. */
  failure: Error | undefined;
  #listener: (() => void) | undefined;
  #copies: () => Copies = () => ({ standbys: [], warm: [] });

  static async join(topology: PreparedTopology, options: MembershipOptions): Promise<Membership> {
    const membership = new Membership();
    membership.#member = await options.client.join(membership.#groupOptions(topology, options));
    membership.#answer();
    return membership;
  }

  /**
   * The share to go by from now on, undefined while there is none: ask only when no commit is under way, and write for no
   * task of an earlier share thereafter. It stays while the group is shared out anew. Throws what the membership failed with.
   */
  share(): Share | undefined {
    if (this.failure !== undefined) throw this.failure;
    const share = this.#share;
    if (share !== undefined && share !== this.#taken) {
      this.#taken = share;
      this.#takenGeneration = share.holding.generation;
      // the others wait for what we no longer have
      if (share.release.length > 0) this.#isCalled = true;
    }
    return share;
  }

  /** Whether a claim may be made now: while the group is shared out anew it might come too late, and be refused. */
  get mayClaim(): boolean {
    return !this.#isJoining;
  }

  /** Claims are under way, or are not any more: the group's next generation can wait for them. */
  claiming(isUnderWay: boolean): void {
    this.#isClaiming = isUnderWay;
    this.#answer();
  }

  /** Asks with each join what copies there are. */
  tellsCopies(copies: () => Copies): void {
    this.#copies = copies;
  }

  /** This process has fenced its transactional ids: what one before it left under them is settled. */
  tookIds(): void {
    this.#ownsIds = true;
  }

  /** Gives the share up and asks the group for another: the answer tells whether this process is still one of it. */
  renew(): void {
    this.#share = undefined;
    this.#rejoin();
  }

  /** Calls back whenever `share` has something new to say, until called without. */
  listen(listener?: () => void): void {
    this.#listener = listener;
    if (listener === undefined) this.claiming(false);
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

  /** Joins again where the group waits for that and nothing of ours would be refused by it. */
  #answer(): void {
    if (this.#isCalled && !this.#isClaiming) this.#rejoin();
  }

  #rejoin(): void {
    if (this.#member === undefined) return;
    this.#isCalled = false;
    this.#isJoining = true;
    this.#member.rejoin();
  }

  #groupOptions(topology: PreparedTopology, { instance, sessionTimeoutMs, standbys }: MembershipOptions): GroupOptions {
    const { application, partitions, sources } = topology;
    const topics = sources.map(({ topic }) => topic.name);
    return {
      group: application,
      ...(instance.stable && { instanceId: instance.id }),
      topics,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      metadata: () => {
        const { tasks = [], holding } = this.#taken ?? {};
        const ended = this.#ownsIds ? this.#takenGeneration : 0;
        const { standbys, warm } = this.#copies();
        const generation = holding?.generation ?? 0;
        return writeSubscription({ instance: instance.id, tasks, generation, ended, standbys, warm });
      },
      assign: (members) => assignShares(members, partitions, standbys),
      partitionsOf: (assignment) =>
        readAssignment(assignment).tasks.flatMap((partition) => topics.map((topic) => ({ topic, partition }))),
      onAssigned: (assignment, holding) => {
        this.#share = { ...readAssignment(assignment), holding };
        this.#isCalled = false;
        this.#isJoining = false;
        this.#listener?.();
      },
      onRebalance: () => {
        this.#isCalled = true;
        this.#answer();
      },
      onLost: () => {
        this.#share = undefined;
        this.#takenGeneration = 0;
        this.#isCalled = false;
        this.#isJoining = true;
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
