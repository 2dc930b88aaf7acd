import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { type LocalRegistry, startRegistry } from "./registry.ts";
import { stopAll } from "./supervised.ts";

const folder = mkdtempSync(join(tmpdir(), "touchline-registry-"));
afterEach(stopAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contentType = "application/vnd.schemaregistry.v1+json";

async function register(registry: LocalRegistry, name: string): Promise<number> {
  const schema = JSON.stringify({ type: "record", name, fields: [{ name: "minute", type: "int" }] });
  const answer = await fetch(`${registry.url}/subjects/some.topic-${name}/versions`, {
    method: "POST",
    headers: { "content-type": contentType },
    body: JSON.stringify({ schema }),
  });
  return ((await answer.json()) as { id: number }).id;
}

async function idOf(registry: LocalRegistry, name: string): Promise<number> {
  const answer = await fetch(`${registry.url}/subjects/some.topic-${name}/versions/latest`);
  return ((await answer.json()) as { id: number }).id;
}

test("schema ids are the same after an ordered stop and after a kill, whatever was registered between", async () => {
  const first = await startRegistry({ folder });
  const goal = await register(first, "Goal");
  await first.stop();

  const second = await startRegistry({ folder, port: first.port });
  expect(second.url).toBe(first.url);
  expect(await idOf(second, "Goal")).toBe(goal);
  const card = await register(second, "Card");
  await second.kill();

  const third = await startRegistry({ folder });
  expect([await idOf(third, "Goal"), await idOf(third, "Card")]).toEqual([goal, card]);
  expect(await register(third, "Shot")).toBeGreaterThan(Math.max(goal, card));
});
