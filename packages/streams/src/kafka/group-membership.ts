import { setTimeout as sleep } from "node:timers/promises";
import { StreamsError } from "../error.ts";
import type { GroupMember, GroupOptions, HeldPositions } from "../group.ts";
import { BrokerError, ClientClosed, isRetriable } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { assignmentData, encodeAssignment, encodeSubscription, subscriptionData } from "./consumer-protocol.ts";
import { Coordinator } from "./coordinator.ts";
import {
  heartbeat,
  type JoinGroupAnswer,
  joinGroup,
  leaveGroup,
  type MembershipRequest,
  offsetCommit,
  syncGroup,
} from "./group-requests.ts";
import { retrying } from "./retry.ts";

/** Between heartbeats at the most: by their answers a member hears that the group is being shared out anew, ms. */
const beatMs = 500;
/** Before a heartbeat, or a join, that got no answer is tried again, ms. */
const againMs = 100;
/** Whoever leaves does not wait longer for the coordinator to hear of it, ms. */
const leaveForMs = 2_000;
const noData = Buffer.alloc(0);

/**
 * A member of a consumer group (the classic protocol: JoinGroup, SyncGroup, Heartbeat). It has connections of its own, so
 * it is heard of however busy the readers and writers are; only a process that stands still is not.
 */
export class GroupMembership implements GroupMember {
  readonly #settings: Cluster["settings"];
  readonly #options: GroupOptions;
  readonly #connections: readonly [joining: Connections, beating: Connections];
  /** JoinGroup waits for the other members, and nothing may wait behind it. */
  readonly #joining: Coordinator;
  readonly #beating: Coordinator;
  readonly #onEnd: (member: GroupMembership) => void;
  #state: "joining" | "holding" | "letting go" | "ended" = "joining";
  #memberId = "";
  /** Of the share that it has, from `onAssigned` to `onLost`. */
  #generation: number | undefined;
  /** Counts the shares, so that answers that come late are known by it. */
  #turn = 0;
  /** Since when the coordinator, as far as is known, has not heard of it, ms on the process's clock. */
  #heardAt = 0;
  #nextBeat: NodeJS.Timeout | undefined;
  #expiry: NodeJS.Timeout | undefined;

  private constructor(cluster: Cluster, options: GroupOptions, onEnd: (member: GroupMembership) => void) {
    this.#settings = cluster.settings;
    this.#options = options;
    this.#onEnd = onEnd;
    this.#connections = [cluster.connections(), cluster.connections()];
    this.#joining = new Coordinator(cluster, this.#connections[0], "group", options.group);
    this.#beating = new Coordinator(cluster, this.#connections[1], "group", options.group);
  }

  /** Resolves when the coordinator is found. */
  static async join(
    cluster: Cluster,
    options: GroupOptions,
    onEnd: (member: GroupMembership) => void,
  ): Promise<GroupMembership> {
    const member = new GroupMembership(cluster, options, onEnd);
    try {
      await retrying(() => member.#joining.find(), { forMs: cluster.settings.openForMs });
    } catch (error) {
      member.#end();
      throw error;
    }
    void member.#join();
    return member;
  }

  rejoin(): void {
    if (this.#state === "holding" || this.#state === "letting go") this.#joinAgain();
  }

  async commit(held: HeldPositions): Promise<void> {
    const { memberId, generation } = held.holding;
    const { responses } = await this.#beating.ask(offsetCommit({ ...this.#identity, memberId }, held));
    for (const { topic, partitions } of responses) {
      for (const { partition, errorCode } of partitions) {
        this.#beating.check(
          errorCode,
          `position of ${topic} ${partition} under generation ${generation} of ${memberId}`,
        );
      }
    }
  }

  async leave(): Promise<void> {
    if (this.#state === "ended") return;
    this.#stop();
    if (this.#memberId !== "") {
      const request = leaveGroup(this.#identity);
      const left = this.#beating.ask(request, { timeoutMs: leaveForMs }).catch(() => {});
      await Promise.race([left, sleep(leaveForMs, undefined, { ref: false })]);
    }
    this.#end();
  }

  get #identity(): MembershipRequest {
    const { group, instanceId = null } = this.#options;
    return { groupId: group, memberId: this.#memberId, groupInstanceId: instanceId };
  }

  #joinAgain(lost?: StreamsError): void {
    this.#rest();
    this.#state = "joining";
    // before the next join, which says what is held; and whoever is told may want to leave
    if (lost !== undefined) this.#lose(lost);
    if (this.#state === "joining") void this.#join();
  }

  /** Until it has a share, was ended, or cannot go on. */
  async #join(): Promise<void> {
    let failingSince: number | undefined;
    while (this.#state === "joining") {
      try {
        if (await this.#takePart()) return;
        failingSince = undefined;
      } catch (error) {
        if (this.#state !== "joining") return;
        const now = performance.now();
        failingSince ??= now;
        if (!isRetriable(error) || now - failingSince > this.#settings.recoverForMs) return this.#fail(error);
        if (now - this.#heardAt > this.#options.sessionTimeoutMs) this.#lose(this.#outOfTouch());
        await sleep(againMs);
      }
    }
  }

  /** Through one round of the group's; false where the next one has to be taken part in as well. */
  async #takePart(): Promise<boolean> {
    const { topics, sessionTimeoutMs, rebalanceTimeoutMs } = this.#options;
    const waitMs = rebalanceTimeoutMs + this.#settings.requestTimeoutMs;
    const joined = await this.#joining.ask(
      joinGroup({
        ...this.#identity,
        sessionTimeout: sessionTimeoutMs,
        rebalanceTimeout: rebalanceTimeoutMs,
        subscription: encodeSubscription(topics, this.#options.metadata()),
      }),
      { timeoutMs: waitMs },
    );
    if (this.#state !== "joining") return true;
    if (!this.#accepted(joined.errorCode, "join", joined.memberId)) return false;
    this.#memberId = joined.memberId;

    const { generationId } = joined;
    const groupAssignment = joined.leaderId === joined.memberId ? this.#shares(joined) : [];
    const synced = await this.#joining.ask(syncGroup({ ...this.#identity, generationId, groupAssignment }), {
      timeoutMs: waitMs,
    });
    if (this.#state !== "joining") return true;
    if (!this.#accepted(synced.errorCode, "take the share")) return false;
    this.#hold(generationId, assignmentData(synced.memberAssignment ?? noData));
    return true;
  }

  /** False where the group asks to join once more. */
  #accepted(code: number, what: string, memberId?: string): boolean {
    if (code === 0) return true;
    const error = new BrokerError(code, `${what} in group ${this.#options.group}`);
    if (error.is("MEMBER_ID_REQUIRED")) this.#memberId = memberId ?? "";
    else if (error.is("UNKNOWN_MEMBER_ID")) this.#lose(this.#expelled(error));
    else if (!error.is("REBALANCE_IN_PROGRESS", "ILLEGAL_GENERATION")) this.#refused(this.#joining, error);
    return false;
  }

  #refused(coordinator: Coordinator, error: BrokerError): void {
    if (!error.is("FENCED_INSTANCE_ID")) coordinator.fail(error);
    const { group, instanceId } = this.#options;
    const message = `another process has joined group ${group} as ${instanceId}: ${error.message}`;
    throw new StreamsError("FENCED", message, { cause: error });
  }

  #shares(joined: JoinGroupAnswer): { readonly memberId: string; readonly memberAssignment: Buffer }[] {
    const { assign, partitionsOf } = this.#options;
    const members = joined.members.map(({ memberId, memberMetadata }) => ({
      memberId,
      metadata: subscriptionData(memberMetadata),
    }));
    const shares = assign(members);
    return members.map(({ memberId }) => {
      const share = shares.get(memberId);
      if (share === undefined) throw new Error(`the assignor has forgotten ${memberId}`);
      return { memberId, memberAssignment: encodeAssignment(partitionsOf?.(share) ?? [], share) };
    });
  }

  #hold(generation: number, assignment: Buffer): void {
    const { group, onAssigned } = this.#options;
    this.#state = "holding";
    this.#generation = generation;
    this.#turn++;
    this.#heard(performance.now());
    this.#beatIn(this.#beatMs);
    onAssigned(assignment, { group, memberId: this.#memberId, generation });
  }

  get #beatMs(): number {
    return Math.min(beatMs, this.#options.sessionTimeoutMs / 3);
  }

  #beatIn(ms: number): void {
    clearTimeout(this.#nextBeat);
    this.#nextBeat = setTimeout(() => void this.#beat(), ms);
  }

  async #beat(): Promise<void> {
    const turn = this.#turn;
    const sentAt = performance.now();
    const request = heartbeat({ ...this.#identity, groupGenerationId: this.#generation ?? -1 });
    try {
      const timeoutMs = Math.min(this.#options.sessionTimeoutMs / 3, this.#settings.requestTimeoutMs);
      const { errorCode } = await this.#beating.ask(request, { timeoutMs });
      if (turn === this.#turn) this.#answered(errorCode, sentAt);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (isRetriable(error)) this.#beatIn(againMs);
      else this.#fail(error);
    }
  }

  #answered(code: number, sentAt: number): void {
    const error = code === 0 ? undefined : new BrokerError(code, `heartbeat in group ${this.#options.group}`);
    if (error?.is("UNKNOWN_MEMBER_ID", "ILLEGAL_GENERATION")) {
      this.#joinAgain(this.#expelled(error));
      return;
    }
    if (error !== undefined && !error.is("REBALANCE_IN_PROGRESS")) this.#refused(this.#beating, error);
    this.#heard(sentAt);
    this.#beatIn(this.#beatMs);
    if (error !== undefined && this.#state === "holding") {
      this.#state = "letting go";
      this.#options.onRebalance();
    }
  }

  #heard(at: number): void {
    this.#heardAt = at;
    clearTimeout(this.#expiry);
    const leftMs = Math.max(0, at + this.#options.sessionTimeoutMs - performance.now());
    // the coordinator expels it about now, whether it can tell us or not
    this.#expiry = setTimeout(() => this.#joinAgain(this.#outOfTouch()), leftMs);
  }

  #expelled(error: BrokerError): StreamsError {
    const { group } = this.#options;
    const who = this.#memberId;
    if (error.is("UNKNOWN_MEMBER_ID")) this.#memberId = "";
    return new StreamsError("NOT_HELD", `group ${group} goes on without ${who}: ${error.message}`, { cause: error });
  }

  #outOfTouch(): StreamsError {
    const { group, sessionTimeoutMs } = this.#options;
    const what = `no heartbeat of ${this.#memberId} was answered for ${sessionTimeoutMs} ms`;
    return new StreamsError("NOT_HELD", `group ${group} may go on without us: ${what}`);
  }

  #lose(error: StreamsError): void {
    if (this.#generation === undefined) return;
    this.#generation = undefined;
    this.#options.onLost(error);
  }

  #fail(error: unknown): void {
    if (this.#state === "ended") return;
    this.#end();
    if (error instanceof ClientClosed) return;
    this.#options.onFailure(error instanceof Error ? error : new Error(String(error)));
  }

  /** No heartbeat any more, and what was asked by one is not waited for. */
  #rest(): void {
    this.#turn++;
    clearTimeout(this.#nextBeat);
    clearTimeout(this.#expiry);
  }

  #stop(): void {
    this.#rest();
    this.#state = "ended";
  }

  #end(): void {
    this.#stop();
    for (const connections of this.#connections) connections.close();
    this.#onEnd(this);
  }
}
