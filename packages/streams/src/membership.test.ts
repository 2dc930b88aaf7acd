import { expect, test } from "vitest";
import type { GroupOptions } from "./group.ts";
import type { LogClient } from "./log-client.ts";
import { Membership } from "./membership.ts";
import { prepareTopology } from "./prepared-topology.ts";
import { counting } from "./testing/counting.fixture.ts";
import { openJsonSerde as openSerde } from "./testing/json-serdes.ts";
import { MemoryClient } from "./testing/memory-client.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import type { Topology } from "./topology.ts";

/** A member whose group the test plays; `says` is what it would join with now. */
async function joined() {
  const memory = new MemoryClient(new MemoryLog());
  const topology = await prepareTopology(counting as unknown as Topology, { client: memory, openSerde, now: () => 0 });
  let group: GroupOptions | undefined;
  let rejoins = 0;
  const member = { rejoin: () => void rejoins++, commit: async () => {}, leave: async () => {} };
  const client: LogClient = Object.assign(Object.create(memory), {
    join: async (options: GroupOptions) => {
      group = options;
      return member;
    },
  });
  const instance = { id: "one", stable: true };
  const membership = await Membership.join(topology, { client, instance, sessionTimeoutMs: 10_000, standbys: 0 });
  const options = group as GroupOptions;
  const give = (generation: number, tasks: readonly number[], release: readonly number[] = []) => {
    const assignment = Buffer.from(JSON.stringify({ tasks, release, standbys: [], ended: {} }));
    options.onAssigned(assignment, { group: "counting", memberId: "m", generation });
  };
  const says = () => {
    const { tasks, generation, ended } = JSON.parse(String(options.metadata()));
    return { tasks, generation, ended };
  };
  return { membership, options, give, says, rejoins: () => rejoins };
}

test("a share counts from when it is taken, and what it lacks is ended then", async () => {
  const { membership, give, says } = await joined();
  membership.tookIds();
  give(4, [0, 1]);
  expect(says()).toEqual({ tasks: [], generation: 0, ended: 0 });
  membership.share();
  expect(says()).toEqual({ tasks: [0, 1], generation: 4, ended: 4 });
});

test("nothing is said to have ended before the process's ids are fenced", async () => {
  const { membership, give, says } = await joined();
  give(4, [0]);
  membership.share();
  expect(says().ended).toBe(0);
  membership.tookIds();
  expect(says().ended).toBe(4);
});

test("where the group has lost sight of it nothing is said to have ended, until it takes another share", async () => {
  const { membership, options, give, says } = await joined();
  membership.tookIds();
  give(4, [0]);
  membership.share();
  options.onLost(new Error("expelled"));
  expect([says(), membership.share()]).toEqual([{ tasks: [0], generation: 4, ended: 0 }, undefined]);
  give(6, [0]);
  expect(says().ended).toBe(0);
  membership.share();
  expect(says().ended).toBe(6);
});

test("it joins again at once when it is called, but for a claim under way, and goes on with its share", async () => {
  const { membership, options, give, rejoins } = await joined();
  give(4, [0]);
  const share = membership.share();
  membership.claiming(true);
  options.onRebalance();
  expect([rejoins(), membership.mayClaim]).toEqual([0, true]);
  membership.claiming(false);
  expect([rejoins(), membership.mayClaim]).toEqual([1, false]);
  expect(membership.share()).toBe(share);
});

test("it joins again by itself when it has given up what others wait for", async () => {
  const { membership, give, rejoins } = await joined();
  give(4, [0], [1]);
  expect(rejoins()).toBe(0);
  membership.share();
  membership.claiming(false);
  expect(rejoins()).toBe(1);
});
