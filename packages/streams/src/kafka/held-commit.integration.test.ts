import { describe, expect, it, vi } from "vitest";
import { brokerForTests } from "./broker.fixture.ts";
import { Joined } from "./group.fixture.ts";
import type { KafkaClient } from "./index.ts";
import { read } from "./reading.fixture.ts";
import { OpenTransactions } from "./transaction.fixture.ts";

const broker = brokerForTests();

async function memberOf(topic: string, partitions: number): Promise<Joined> {
  await broker.client.admin.create([{ name: topic, partitions }]);
  const member = await Joined.join(broker.client, { group: `${topic}-group`, topic, partitions });
  await member.until(({ share }) => share.length === partitions);
  return member;
}

/** The positions when no transaction holds any: the markers of one that is committed may still be on their way. */
async function settled(...of: Parameters<KafkaClient["committed"]>) {
  return await vi.waitFor(async () => {
    const found = await broker.client.committed(...of);
    expect(found.pending).toEqual([]);
    return found;
  });
}

const out = (topic: string, value: string) => ({ topic, partition: 0, key: null, value: Buffer.from(value) });
/** A holding that the group does not check, as of a consumer that is no member. */
const unchecked = (group: string) => ({ group, memberId: "", generation: -1 });

describe("a commit under a holding", () => {
  it("shows its records and its positions, with their metadata, together", async () => {
    const member = await memberOf("held", 3);
    const writer = await broker.client.transactionalWriter({ transactionalId: "held" });
    const partitions = [2, 0, 1].map((partition) => ({ topic: "held", partition }));
    expect(await broker.client.committed("held-group", partitions)).toEqual({
      positions: partitions.map((each) => ({ ...each, offset: undefined, metadata: "" })),
      pending: [],
    });
    for (let i = 1; i <= 10; i++) await writer.commit([out("held", `${i}`)], member.held(BigInt(i), `metadata ${i} é`));
    expect(await settled("held-group", partitions)).toEqual({
      positions: partitions.map((each) => ({ ...each, offset: 10n, metadata: "metadata 10 é" })),
      pending: [],
    });
    const reading = await read(broker.client, { from: [{ topic: "held", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.records().length === 10);
    await reading.close();
    await writer.close();
    await member.member.leave();
  });

  it("needs no record: positions alone are committed too", async () => {
    const member = await memberOf("claimed", 2);
    const writer = await broker.client.transactionalWriter({ transactionalId: "claimed" });
    await writer.commit([], member.held(7n, "claim"));
    const partitions = [0, 1].map((partition) => ({ topic: "claimed", partition }));
    expect((await settled("claimed-group", partitions)).positions).toEqual(
      partitions.map((each) => ({ ...each, offset: 7n, metadata: "claim" })),
    );
    expect((await broker.client.offsets("claimed")).map(({ high }) => high)).toEqual([0n, 0n]);
    await writer.close();
    await member.member.leave();
  });

  it("of an older generation is refused, and the writer goes on under the new one", async () => {
    const member = await memberOf("older", 2);
    const writer = await broker.client.transactionalWriter({ transactionalId: "older" });
    const before = member.held(1n, "before");
    await writer.commit([out("older", "before")], before);
    const other = await Joined.join(broker.client, { group: "older-group", topic: "older", partitions: 2 });
    await other.until(({ share }) => share.length === 1);
    await member.until(({ share }) => share.length === 1);
    for (let i = 0; i < 3; i++) {
      await expect(writer.commit([out("older", "refused")], before)).rejects.toMatchObject({
        code: "NOT_HELD",
        retriable: true,
        message: expect.stringContaining("ILLEGAL_GENERATION"),
      });
    }
    await writer.commit([out("older", "after")], member.held(2n, "after"));
    await other.member.leave();
    await expect(writer.commit([], other.held(9n))).rejects.toMatchObject({ code: "NOT_HELD" });
    const reading = await read(broker.client, { from: [{ topic: "older", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.records().length >= 2);
    expect(reading.values()).toEqual(["before", "after"]);
    await reading.close();
    await writer.close();
    await member.member.leave();
  });
});

describe("a commit of positions outside of a transaction", () => {
  it("is shown to the group, and refused under an older generation", async () => {
    const member = await memberOf("shown", 2);
    const partitions = [0, 1].map((partition) => ({ topic: "shown", partition }));
    await member.member.commit(member.held(3n, "shown é"));
    const shown = { positions: partitions.map((each) => ({ ...each, offset: 3n, metadata: "shown é" })), pending: [] };
    expect(await broker.client.committed("shown-group", partitions)).toEqual(shown);
    const before = member.held(4n);
    const other = await Joined.join(broker.client, { group: "shown-group", topic: "shown", partitions: 2 });
    await other.until(({ share }) => share.length === 1);
    await member.until(({ share }) => share.length === 1);
    await expect(member.member.commit(before)).rejects.toThrow("ILLEGAL_GENERATION");
    expect(await broker.client.committed("shown-group", partitions)).toEqual(shown);
    await other.member.leave();
    await member.member.leave();
  });
});

describe("a position that a transaction under way has", () => {
  it("is pending, with the one before it shown, until the transaction's owner is fenced", async () => {
    await broker.client.admin.create([{ name: "pending", partitions: 2 }]);
    const partitions = [0, 1].map((partition) => ({ topic: "pending", partition }));
    const at = (offset: bigint, metadata: string, ...of: number[]) => ({
      holding: unchecked("pending-group"),
      positions: of.map((partition) => ({ topic: "pending", partition, offset })),
      metadata,
    });
    const writer = await broker.client.transactionalWriter({ transactionalId: "pending-before" });
    await writer.commit([], at(3n, "before", 0, 1));
    const foreign = await OpenTransactions.open(broker.kafka.brokers, "pending-foreign");
    await foreign.hold(at(5n, "foreign", 1));
    const before = partitions.map((each) => ({ ...each, offset: 3n, metadata: "before" }));
    expect(await broker.client.committed("pending-group", partitions)).toEqual({
      positions: before,
      pending: [{ topic: "pending", partition: 1 }],
    });
    await broker.client.fence("pending-foreign");
    await expect(foreign.end("commit")).rejects.toThrow("INVALID_PRODUCER_EPOCH");
    expect(await broker.client.committed("pending-group", partitions)).toEqual({ positions: before, pending: [] });
    foreign.close();
    await writer.close();
  });

  it("is the group's when its owner's commit comes before the fencing", async () => {
    await broker.client.admin.create([{ name: "settled", partitions: 1 }]);
    const partition = { topic: "settled", partition: 0 };
    for (let i = 1n; i <= 20n; i++) {
      const foreign = await OpenTransactions.open(broker.kafka.brokers, "settled-foreign");
      const positions = [{ ...partition, offset: i }];
      await foreign.hold({ holding: unchecked("settled-group"), positions, metadata: "" });
      await foreign.end("commit");
      await broker.client.fence("settled-foreign");
      const committed = await broker.client.committed("settled-group", [partition]);
      expect(committed).toMatchObject({ positions: [{ offset: i }], pending: [] });
      foreign.close();
    }
  });

  it("of an id that never was needs no settling", async () => {
    await broker.client.fence("never-was");
  });
});

describe("a transaction that its owner neither ends nor goes on with", () => {
  it("is aborted by the cluster after the writer's timeout", async () => {
    await broker.client.admin.create([{ name: "timed-out", partitions: 1 }]);
    const foreign = await OpenTransactions.open(broker.kafka.brokers, "timed-out", 1_000);
    await foreign.write("timed-out", 0, "x");
    const writer = await broker.client.transactionalWriter({ transactionalId: "timed-out-next" });
    await writer.commit([out("timed-out", "y")]);
    const reading = await read(broker.client, { from: [{ topic: "timed-out", partition: 0, start: "earliest" }] });
    // the cluster looks for such transactions every 10 s
    await reading.until(() => reading.records().length === 1, 15_000);
    expect(reading.values()).toEqual(["y"]);
    for (const each of [reading, writer, foreign]) await each.close();
  });
});
