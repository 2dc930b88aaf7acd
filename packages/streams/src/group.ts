/**
 * Membership in a Kafka consumer group, as far as the runtime needs it: who holds which task, and a generation that makes
 * the commit of a former holder fail (KIP-447).
 */

/** What a member holds a group's tasks by; a commit under an older one is refused by the broker. */
export interface Holding {
  readonly group: string;
  readonly memberId: string;
  readonly generation: number;
}

export interface MemberMetadata {
  readonly memberId: string;
  /** What the member said with its join. */
  readonly metadata: Buffer;
}

export interface GroupOptions {
  readonly group: string;
  /**
   * Name of the member that outlives its process (`group.instance.id`): a process that joins under it takes the place of the
   * one before at once, without a rebalance, and the former's commits are refused from then on (KIP-345). Without it a dead
   * member stays until its session runs out.
   */
  readonly instanceId?: string;
  /** Topics that the group reads: shown to admin tools, and the group's subscription. */
  readonly topics: readonly string[];
  /** A member that has not been heard of for so long is dead, ms. */
  readonly sessionTimeoutMs: number;
  /** Longest time that members get to give up their tasks and join again, ms. */
  readonly rebalanceTimeoutMs: number;
  /** What to say with each join: asked anew each time. */
  readonly metadata: () => Buffer;
  /** Shares the tasks out, on the member that leads. Pure; must name every member. */
  readonly assign: (members: readonly MemberMetadata[]) => ReadonlyMap<string, Buffer>;
  /** Partitions that a share stands for, so that admin tools show who reads what; without it they show none. */
  readonly partitionsOf?: (assignment: Buffer) => readonly { readonly topic: string; readonly partition: number }[];
  /**
   * The member belongs to a new generation and has its share. There may have been generations between this one and the
   * last that it heard of: what it held then is still as it left it only where the committed position says so.
   */
  readonly onAssigned: (assignment: Buffer, holding: Holding) => void;
  /** The group is being shared out anew: finish the commit under way, then call `rejoin`. The tasks stay the member's until then. */
  readonly onRebalance: () => void;
  /** The member was expelled or has lost touch: its tasks may be another's already. It joins again by itself. */
  readonly onLost: (error: Error) => void;
  /** The membership cannot go on; FENCED where another process has joined under the same `instanceId`. */
  readonly onFailure: (error: Error) => void;
}

export interface GroupMember {
  /**
   * Answers `onRebalance`, when the member has let go of what is under way. At any other time it asks the coordinator anew:
   * `onAssigned` follows, or `onLost` (and then `onAssigned`) where the member is no longer one.
   */
  rejoin(): void;
  /**
   * Commits positions outside of any transaction, which shows them to the tools that look at groups. Refused, as any commit,
   * where the holding has passed; rejects then, as it does where the coordinator does not answer.
   */
  commit(held: HeldPositions): Promise<void>;
  /** Leaves at once, so that the others need not wait for the session to run out. Never rejects. */
  leave(): Promise<void>;
}

/** Positions to commit under a holding. */
export interface HeldPositions {
  readonly holding: Holding;
  readonly positions: readonly { readonly topic: string; readonly partition: number; readonly offset: bigint }[];
  /** Kept with each position. */
  readonly metadata: string;
}

/** What a group has committed for a partition. */
export interface CommittedPosition {
  readonly topic: string;
  readonly partition: number;
  /** Undefined where nothing was committed yet. */
  readonly offset: bigint | undefined;
  readonly metadata: string;
}
