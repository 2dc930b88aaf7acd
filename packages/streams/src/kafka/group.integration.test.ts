import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import kafkajs from "kafkajs";
import { describe, expect, it } from "vitest";
import { brokerForTests } from "./broker.fixture.ts";
import { Joined } from "./group.fixture.ts";
import { read } from "./reading.fixture.ts";

const broker = brokerForTests();

async function topicOf(topic: string, partitions: number) {
  await broker.client.admin.create([{ name: topic, partitions }]);
  return { group: `${topic}-group`, topic, partitions };
}

/** A member in a process of its own, and what it says next. */
function startMember({ group, topic }: { readonly group: string; readonly topic: string }) {
  const script = fileURLToPath(new URL("./member.fixture.ts", import.meta.url));
  const child = fork(script, [broker.kafka.brokers, group, topic], { stdio: "inherit" });
  return { child, next: async () => (await once(child, "message"))[0] };
}

describe("members of a group", () => {
  it("share its partitions, and share them anew when one comes or leaves", async () => {
    const shared = await topicOf("shared", 4);
    const first = await Joined.join(broker.client, shared);
    await first.until(({ share }) => share.length === 4);
    const { generation } = first.holding;
    const second = await Joined.join(broker.client, shared);
    await second.until(({ share }) => share.length === 2);
    await first.until(({ share }) => share.length === 2);
    expect([...first.share, ...second.share].sort()).toEqual([0, 1, 2, 3]);
    expect(first.events).toEqual(["assigned", "rebalance", "assigned"]);
    expect(second.events).toEqual(["assigned"]);
    expect(first.holding.generation).toBe(generation + 1);
    expect(second.holding.generation).toBe(generation + 1);
    const left = performance.now();
    await second.member.leave();
    await first.until(({ share }) => share.length === 4);
    // it has heard by a heartbeat, and did not have to wait for the session of the other to run out
    expect(performance.now() - left).toBeLessThan(4_000);
    expect(second.events).toEqual(["assigned"]);
    await first.member.leave();
  });

  it("keep their share for as long as they are heard of, however long nothing else happens", async () => {
    const idle = await topicOf("idle", 1);
    const member = await Joined.join(broker.client, idle);
    await member.until(({ share }) => share.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 9_000));
    expect(member.events).toEqual(["assigned"]);
    await member.member.leave();
  });

  it("stay where they are when one asks the group anew, and have what they had", async () => {
    const asked = await topicOf("asked", 2);
    const member = await Joined.join(broker.client, asked);
    await member.until(({ share }) => share.length === 2);
    member.member.rejoin();
    await member.until(({ events }) => events.length === 2);
    expect(member.events).toEqual(["assigned", "assigned"]);
    expect(member.share).toEqual([0, 1]);
    await member.member.leave();
  });

  it("and what each of them reads are what Kafka's tools show", async () => {
    const shown = await topicOf("shown", 2);
    const member = await Joined.join(broker.client, shown);
    await member.until(({ share }) => share.length === 2);
    const { Kafka, AssignerProtocol, logLevel } = kafkajs;
    const admin = new Kafka({ brokers: [broker.kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { groups } = await admin.describeGroups([shown.group]);
    await admin.disconnect();
    expect(groups[0]).toMatchObject({ state: "Stable", protocolType: "consumer", protocol: "touchline-sticky" });
    const [described] = groups[0]?.members ?? [];
    const { MemberAssignment, MemberMetadata } = AssignerProtocol;
    expect(MemberAssignment.decode(described?.memberAssignment as Buffer)?.assignment).toEqual({ shown: [0, 1] });
    expect(MemberMetadata.decode(described?.memberMetadata as Buffer)?.topics).toEqual(["shown"]);
    await member.member.leave();
  });

  it("fail, with what the broker says, where it refuses them for good", async () => {
    const refused = await topicOf("refused", 1);
    const member = await Joined.join(broker.client, refused, { sessionTimeoutMs: 1 });
    await member.until(({ events }) => events.length > 0);
    expect(member.events).toEqual(["failed"]);
    expect(member.errors[0]?.message).toContain("INVALID_SESSION_TIMEOUT");
  });
});

describe("a member under a name that outlives its process", () => {
  it("takes the place of the one before at once, whose commits are refused from then on", async () => {
    const named = await topicOf("named", 2);
    const other = await Joined.join(broker.client, named);
    await other.until(({ share }) => share.length === 2);
    const before = await Joined.join(broker.client, named, { instanceId: "one" });
    await before.until(({ share }) => share.length === 1);
    await other.until(({ share }) => share.length === 1);
    const heard = other.events.length;
    const held = before.held(1n);
    const writer = await broker.client.transactionalWriter({ transactionalId: "named-before" });
    await writer.commit([], held);
    const after = await Joined.join(broker.client, named, { instanceId: "one" });
    await after.until(({ share }) => share.length === 1);
    expect(after.share).toEqual(before.share);
    expect(after.holding.generation).toBe(held.holding.generation);
    await expect(writer.commit([], { ...held, metadata: "late" })).rejects.toMatchObject({ code: "NOT_HELD" });
    await before.until(({ events }) => events.includes("failed"));
    expect(before.errors[0]).toMatchObject({ code: "FENCED" });
    expect(other.events.length).toBe(heard);
    for (const each of [other, after]) await each.member.leave();
    await writer.close();
  });
});

describe("a member that dies or stands still", () => {
  it("is expelled when its session is over, and the others have its partitions", async () => {
    const killed = await topicOf("killed", 2);
    const member = startMember(killed);
    expect(await member.next()).toEqual({ assigned: [0, 1] });
    const other = await Joined.join(broker.client, killed);
    await other.until(({ share }) => share.length === 1);
    member.child.kill("SIGKILL");
    await other.until(({ share }) => share.length === 2);
    expect(other.events).toEqual(["assigned", "rebalance", "assigned"]);
    await other.member.leave();
  });

  it("cannot commit any more once it wakes up, and nothing that it wrote is ever seen", async () => {
    const frozen = await topicOf("frozen", 2);
    const member = startMember(frozen);
    expect(await member.next()).toEqual({ assigned: [0, 1] });
    member.child.send("before");
    expect(await member.next()).toEqual({ committed: "before" });
    member.child.kill("SIGSTOP");
    const other = await Joined.join(broker.client, frozen);
    await other.until(({ share }) => share.length === 2);
    member.child.kill("SIGCONT");
    member.child.send("late");
    expect(await member.next()).toMatchObject({ refused: "NOT_HELD" });

    const writer = await broker.client.transactionalWriter({ transactionalId: "frozen-other" });
    const records = other.share.map((partition) => ({
      topic: "frozen",
      partition,
      key: null,
      value: Buffer.from("after"),
    }));
    await writer.commit(records, other.held(2n));
    const from = [0, 1].map((partition) => ({ topic: "frozen", partition, start: "earliest" as const }));
    const reading = await read(broker.client, { from });
    await reading.until(() => reading.records().length >= 4);
    for (const partition of [0, 1]) expect(reading.values(partition)).toEqual(["before", "after"]);
    const written = await read(broker.client, { from, isolation: "read_uncommitted" });
    await written.until(() => written.records().length >= 6);
    for (const partition of [0, 1]) expect(written.values(partition)).toEqual(["before", "late", "after"]);
    const { positions, pending } = await broker.client.committed("frozen-group", [{ topic: "frozen", partition: 0 }]);
    expect(positions[0]?.offset).toBe(2n);
    expect(pending).toEqual([]);
    member.child.kill("SIGKILL");
    for (const each of [reading, written, writer]) await each.close();
    await other.member.leave();
  });

  it("takes itself for lost when no heartbeat was answered for a session, and joins again when it can", async () => {
    const alone = await topicOf("alone", 1);
    const member = await Joined.join(broker.client, alone);
    await member.until(({ share }) => share.length === 1);
    process.kill(-broker.kafka.pid, "SIGSTOP");
    try {
      await member.until(({ events }) => events.includes("lost"), 8_000);
      expect(member.errors[0]).toMatchObject({ code: "NOT_HELD" });
    } finally {
      process.kill(-broker.kafka.pid, "SIGCONT");
    }
    await member.until(({ events }) => events.at(-1) === "assigned");
    expect(member.events).toEqual(["assigned", "lost", "assigned"]);
    await member.member.leave();
  });
});
