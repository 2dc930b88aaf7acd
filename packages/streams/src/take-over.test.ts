import { expect, test } from "vitest";
import { transactionalIds, writeClaim } from "./instance.ts";
import { Lane } from "./lane.ts";
import type { Share } from "./membership.ts";
import { type PreparedTopology, prepareTopology } from "./prepared-topology.ts";
import { takeOver } from "./take-over.ts";
import { counting, words } from "./testing/counting.fixture.ts";
import { openJsonSerde as openSerde } from "./testing/json-serdes.ts";
import { ManualClock } from "./testing/manual-clock.ts";
import { MemoryClient } from "./testing/memory-client.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import type { Topology } from "./topology.ts";

const client = new MemoryClient(new MemoryLog());
const clock = new ManualClock();
const { signal } = new AbortController();
const topology = await prepareTopology(counting as unknown as Topology, { client, openSerde, now: clock.now });
const claimOf = (instance: string, generation: number) =>
  writeClaim({ ids: transactionalIds(counting.application, instance), generation });

test.each([
  [
    "is fenced where it has not ended what it began by its claim",
    { other: 6 },
    ["counting:other:a", "counting:other:b"],
  ],
  ["is fenced where it is no member any more", {}, ["counting:other:a", "counting:other:b"]],
  ["is left alone where it has", { other: 7 }, []],
])("a former holder %s", async (_, ended, expected) => {
  const { fenced, settled } = await taken(claimOf("other", 7), { ended });
  expect(fenced.sort()).toEqual(expected);
  expect(settled).toEqual([0]);
});

test("our own ids were fenced when the session began", async () => {
  expect((await taken(claimOf("mine", 7), { ended: { mine: 0 } })).fenced).toEqual([]);
});

test("a task that was kept goes on where its claim is as we left it", async () => {
  const { renewed, settled } = await taken(claimOf("mine", 7), { ended: {}, kept: claimOf("mine", 7) });
  expect([renewed, settled]).toEqual([[], []]);
});

test.each([
  ["another", claimOf("other", 8)],
  ["the former holder, anew", claimOf("mine", 8)],
])("a task that was kept is taken over anew where it was claimed by %s meanwhile", async (_, found) => {
  const { renewed, settled } = await taken(found, { ended: { other: 8 }, kept: claimOf("mine", 7) });
  expect([renewed, settled]).toEqual([[0], [0]]);
});

/** Takes task 0 over, whose position bears a claim; `kept`: the claim as this process knows it. */
async function taken(found: string, { ended, kept }: { ended: Record<string, number>; kept?: string }) {
  const fenced: string[] = [];
  const renewed: number[] = [];
  const settled: number[] = [];
  const position = { topic: words.name, partition: 0, offset: 5n, metadata: found };
  const lane = laneOf(topology);
  if (kept !== undefined) lane.settle([{ ...position, metadata: kept }]);
  const share: Share = {
    tasks: [0],
    release: [],
    standbys: [],
    ended: new Map(Object.entries(ended)),
    holding: { group: counting.application, memberId: "m", generation: 9 },
  };
  await takeOver(share, [lane], topology, {
    client: Object.assign(Object.create(client) as MemoryClient, {
      committed: async () => ({ positions: [position], pending: [] }),
      fence: async (id: string) => void fenced.push(id),
    }),
    clock,
    signal,
    instance: "mine",
    isCurrent: () => true,
    checked: (lanes) => void settled.push(...lanes.map(({ partition }) => partition)),
    renew: ({ partition }) => {
      renewed.push(partition);
      return laneOf(topology);
    },
  });
  return { fenced, renewed, settled };
}

function laneOf(prepared: PreparedTopology): Lane {
  return new Lane(prepared, 0, { clock, signal, retrying: () => {}, isFull: () => false });
}
