import type { HeldPositions } from "../group.ts";
import { type Api, api } from "./protocol.ts";

/** Members can only be of one group when their type and a protocol agree. */
const protocolType = "consumer";
const protocolName = "touchline-sticky";

export interface MembershipRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
}

export interface JoinGroupAnswer {
  readonly errorCode: number;
  readonly generationId: number;
  readonly leaderId: string;
  readonly memberId: string;
  /** Empty unless the member leads. */
  readonly members: readonly { readonly memberId: string; readonly memberMetadata: Buffer }[];
}

/** Answered when all members have asked, or their time to do so is over. */
export function joinGroup(
  request: MembershipRequest & {
    readonly sessionTimeout: number;
    readonly rebalanceTimeout: number;
    readonly subscription: Buffer;
  },
): Api<JoinGroupAnswer> {
  const { subscription, ...rest } = request;
  const groupProtocols = [{ name: protocolName, metadata: subscription }];
  return api("JoinGroup", { ...rest, protocolType, groupProtocols });
}

/** Answered when the leader has given its assignments, which only it does. */
export function syncGroup(
  request: MembershipRequest & {
    readonly generationId: number;
    readonly groupAssignment: readonly { readonly memberId: string; readonly memberAssignment: Buffer }[];
  },
): Api<{ readonly errorCode: number; readonly memberAssignment: Buffer }> {
  return api("SyncGroup", request);
}

export function heartbeat(
  request: MembershipRequest & { readonly groupGenerationId: number },
): Api<{ readonly errorCode: number }> {
  return api("Heartbeat", request);
}

/** Positions outside of any transaction. */
export function offsetCommit(
  { groupId, memberId }: MembershipRequest,
  { holding, positions, metadata }: HeldPositions,
): Api<{
  readonly responses: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly errorCode: number }[];
  }[];
}> {
  const topics = [...Map.groupBy(positions, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
    topic,
    partitions: ofTopic.map(({ partition, offset }) => ({ partition, offset: String(offset), metadata })),
  }));
  return api("OffsetCommit", { groupId, memberId, groupGenerationId: holding.generation, topics });
}

export function leaveGroup(request: MembershipRequest): Api<{ readonly errorCode: number }> {
  return api("LeaveGroup", request);
}
