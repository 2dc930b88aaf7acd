import type { CommittedPosition, HeldPositions } from "../group.ts";
import type { TopicPartition } from "../log-client.ts";
import { kafkaCodes } from "./broker-error.ts";
import type { Coordinator } from "./coordinator.ts";
import { offsetFetch } from "./offset-fetch.ts";
import type { Transaction } from "./protocol.ts";
import { nameOf } from "./sequenced-produce.ts";
import { txnOffsetCommit } from "./txn-offset-commit.ts";

/** Commits with a transaction that the group was added to. Where the holding is over the broker's refusal tells. */
export async function commitHeld(
  coordinator: Coordinator,
  transaction: Transaction,
  held: HeldPositions,
): Promise<void> {
  const { memberId, generation } = held.holding;
  for (const each of await coordinator.ask(txnOffsetCommit(transaction, held))) {
    coordinator.check(each.errorCode, `position of ${nameOf(each)} under generation ${generation} of ${memberId}`);
  }
}

/**
 * What is committed, in the order asked for. Where a transaction under way has a position, that partition is `pending`,
 * and its position the one before (or, where the transaction has just ended, the one that it had).
 */
export async function committedPositions(
  coordinator: Coordinator,
  group: string,
  partitions: readonly TopicPartition[],
): Promise<{ readonly positions: readonly CommittedPosition[]; readonly pending: readonly TopicPartition[] }> {
  const found = new Map<string, CommittedPosition>();
  const pending: TopicPartition[] = [];
  const read = async (asked: readonly TopicPartition[], stable: boolean) => {
    if (asked.length === 0) return;
    const answer = await coordinator.ask(offsetFetch(group, asked, { stable }));
    coordinator.check(answer.errorCode, `positions of group ${group}`);
    for (const { topic, partition, errorCode, offset, metadata } of answer.positions) {
      if (errorCode === kafkaCodes.UNSTABLE_OFFSET_COMMIT) {
        pending.push({ topic, partition });
        continue;
      }
      coordinator.check(errorCode, `position of ${topic} ${partition}`);
      const committed = offset < 0n ? { offset: undefined, metadata: "" } : { offset, metadata };
      found.set(nameOf({ topic, partition }), { topic, partition, ...committed });
    }
  };
  await read(partitions, true);
  await read([...pending], false);
  const none = { offset: undefined, metadata: "" };
  const positions = partitions.map(({ topic, partition }) => {
    return found.get(nameOf({ topic, partition })) ?? { topic, partition, ...none };
  });
  return { positions, pending };
}
