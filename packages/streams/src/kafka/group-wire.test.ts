import { describe, expect, it } from "vitest";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { assignmentData, encodeAssignment, encodeSubscription, subscriptionData } from "./consumer-protocol.ts";
import { heartbeat, joinGroup, leaveGroup, syncGroup } from "./group-requests.ts";
import { offsetFetch } from "./offset-fetch.ts";
import { type Api, addOffsetsToTxn } from "./protocol.ts";
import { txnOffsetCommit } from "./txn-offset-commit.ts";

// Bytes as Kafka's message definitions have them, field by field; text stands for its own bytes.
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

/** A broker's offer of newer versions than kafkajs knows. */
const versions = Object.fromEntries(Array.from({ length: 60 }, (_, key) => [key, { minVersion: 0, maxVersion: 99 }]));

async function encode(api: Api<unknown>): Promise<{ key: number; version: number; body: Buffer }> {
  const call = api(versions);
  return { key: call.apiKey, version: call.apiVersion, body: Buffer.concat([await call.encode()].flat()) };
}

async function decode<Answer>(api: Api<Answer>, answer: Buffer): Promise<Answer> {
  return api(versions).decode(answer);
}

const int16 = (value: number) => [value >> 8, value & 0xff];
const int32 = (value: number) => [0, 0, ...int16(value)];
const int64 = (value: number) => [0, 0, 0, 0, ...int32(value)];
const minusOne32 = [0xff, 0xff, 0xff, 0xff];
const noTags = [0];
const throttle = int32(0);

describe("TxnOffsetCommit, version 3", () => {
  const request = txnOffsetCommit(
    { transactionalId: "app-a", producerId: 258n, producerEpoch: 3 },
    {
      holding: { group: "app", memberId: "m-1", generation: 7 },
      positions: [
        { topic: "t", partition: 1, offset: 300n },
        { topic: "uv", partition: 0, offset: 1n },
        { topic: "t", partition: 2, offset: 5n },
      ],
      metadata: "{}",
    },
  );

  it("tells member and generation, and the positions topic by topic", async () => {
    const { key, version, body } = await encode(request);
    expect([key, version]).toEqual([28, 3]);
    const position = (partition: number, offset: number) =>
      bytes(int32(partition), int64(offset), minusOne32, [3], "{}", noTags);
    const expected = bytes(
      noTags, // of the header
      [6],
      "app-a",
      [4],
      "app",
      int64(258),
      int16(3),
      int32(7),
      [4],
      "m-1",
      [0], // no group instance id
      [3], // two topics
      [2],
      "t",
      [3], // two partitions
      [...position(1, 300)],
      [...position(2, 5)],
      noTags,
      [3],
      "uv",
      [2],
      [...position(0, 1)],
      noTags,
      noTags,
    );
    expect(body).toEqual(expected);
  });

  it("is answered with a code for each position, tagged fields skipped", async () => {
    const tagged = [1, 5, 2, 0xaa, 0xbb];
    const answer = bytes(
      noTags,
      throttle,
      [2],
      [2],
      "t",
      [3],
      int32(1),
      int16(0),
      tagged,
      int32(2),
      int16(22),
      noTags,
      noTags,
      tagged,
    );
    expect(await decode(request, answer)).toEqual([
      { topic: "t", partition: 1, errorCode: 0 },
      { topic: "t", partition: 2, errorCode: 22 },
    ]);
  });
});

describe("OffsetFetch, version 7", () => {
  const partitions = [
    { topic: "t", partition: 1 },
    { topic: "t", partition: 4 },
  ];

  it.each([true, false])("asks for stable positions or not: %s", async (stable) => {
    const { key, version, body } = await encode(offsetFetch("app", partitions, { stable }));
    expect([key, version]).toEqual([9, 7]);
    const expected = bytes(
      noTags, // of the header
      [4],
      "app",
      [2], // one topic
      [2],
      "t",
      [3], // two partitions
      int32(1),
      int32(4),
      noTags,
      [stable ? 1 : 0],
      noTags,
    );
    expect(body).toEqual(expected);
  });

  it("is answered with positions and their metadata, which may be null", async () => {
    const answer = bytes(
      noTags,
      throttle,
      [2],
      [2],
      "t",
      [3],
      int32(1),
      int64(300),
      minusOne32,
      [4],
      "é!",
      int16(0),
      noTags,
      int32(4),
      [...minusOne32, ...minusOne32],
      minusOne32,
      [0],
      int16(88),
      noTags,
      noTags,
      int16(0),
      noTags,
    );
    expect(await decode(offsetFetch("app", partitions, { stable: true }), answer)).toEqual({
      errorCode: 0,
      positions: [
        { topic: "t", partition: 1, errorCode: 0, offset: 300n, metadata: "é!" },
        { topic: "t", partition: 4, errorCode: 88, offset: -1n, metadata: "" },
      ],
    });
  });
});

describe("requests that kafkajs encodes", () => {
  const member = { groupId: "app", memberId: "m-1", groupInstanceId: null };
  const [group, memberId, none] = [bytes(int16(3), "app"), bytes(int16(3), "m-1"), [0xff, 0xff]];

  it("JoinGroup names the session, the consumers' type and one protocol", async () => {
    const join = joinGroup({
      ...member,
      groupInstanceId: "one",
      sessionTimeout: 6_000,
      rebalanceTimeout: 30_000,
      subscription: Buffer.from("sub"),
    });
    const { key, version, body } = await encode(join);
    expect([key, version]).toEqual([11, 5]);
    const expected = bytes(
      [...group],
      int32(6_000),
      int32(30_000),
      [...memberId],
      int16(3),
      "one",
      int16(8),
      "consumer",
      int32(1),
      int16(16),
      "touchline-sticky",
      int32(3),
      "sub",
    );
    expect(body).toEqual(expected);
  });

  it("SyncGroup, Heartbeat, LeaveGroup and AddOffsetsToTxn name member and generation", async () => {
    const groupAssignment = [{ memberId: "m-1", memberAssignment: Buffer.from("share") }];
    const sync = await encode(syncGroup({ ...member, generationId: 7, groupAssignment }));
    expect([sync.key, sync.version]).toEqual([14, 3]);
    const share = bytes([...memberId], int32(5), "share");
    expect(sync.body).toEqual(bytes([...group], int32(7), [...memberId], none, int32(1), [...share]));
    const beat = await encode(heartbeat({ ...member, groupGenerationId: 7 }));
    expect([beat.key, beat.version]).toEqual([12, 3]);
    expect(beat.body).toEqual(bytes([...group], int32(7), [...memberId], none));
    const leave = await encode(leaveGroup(member));
    expect([leave.key, leave.version]).toEqual([13, 3]);
    expect(leave.body).toEqual(bytes([...group], int32(1), [...memberId], none));
    const transaction = { transactionalId: "app-a", producerId: 258n, producerEpoch: 3 };
    const add = await encode(addOffsetsToTxn(transaction, "app"));
    expect([add.key, add.version]).toEqual([25, 1]);
    expect(add.body).toEqual(bytes(int16(5), "app-a", int64(258), int16(3), [...group]));
  });
});

describe("the envelope of Kafka's consumers", () => {
  it("holds the topics that a member subscribes to, and our data behind them", () => {
    const subscription = encodeSubscription(["t", "uv"], Buffer.from("data"));
    expect(subscription).toEqual(bytes(int16(0), int32(2), int16(1), "t", int16(2), "uv", int32(4), "data"));
    expect(subscriptionData(subscription)).toEqual(Buffer.from("data"));
  });

  it("holds the partitions that a member gets, and our data behind them", () => {
    const partitions = [
      { topic: "t", partition: 3 },
      { topic: "uv", partition: 3 },
      { topic: "t", partition: 4 },
    ];
    const assignment = encodeAssignment(partitions, Buffer.from("data"));
    const topics = bytes(int16(1), "t", int32(2), int32(3), int32(4), int16(2), "uv", int32(1), int32(3));
    expect(assignment).toEqual(bytes(int16(0), int32(2), [...topics], int32(4), "data"));
    expect(assignmentData(assignment)).toEqual(Buffer.from("data"));
  });

  it("of a newer version, or with nothing in it, is read as well", () => {
    const newer = bytes(int16(3), int32(1), int16(1), "t", int32(2), "us", int32(0), int32(9), [0xff, 0xff]);
    expect(subscriptionData(newer)).toEqual(Buffer.from("us"));
    expect(subscriptionData(bytes(int16(0), int32(0), minusOne32))).toEqual(Buffer.alloc(0));
    expect(assignmentData(Buffer.alloc(0))).toEqual(Buffer.alloc(0));
  });
});

describe("an unsigned varint", () => {
  it.each([
    [0, [0]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [300, [0xac, 0x02]],
    [0xffffffff, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])("of %d takes seven bits a byte, the low ones first", (value, expected) => {
    const { written } = new ByteWriter(8).uvarint(value);
    expect(written).toEqual(Buffer.from(expected));
    expect(new ByteReader(written).uvarint()).toBe(value);
  });
});
