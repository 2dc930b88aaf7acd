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

export function leaveGroup(request: MembershipRequest): Api<{ readonly errorCode: number }> {
  return api("LeaveGroup", request);
}
