import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { expectNotUsed, readRunning, removeRunning, writeRunning } from "./running.ts";

const data = mkdtempSync(join(tmpdir(), "touchline-running-"));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const running = (brokers: string) => ({
  pid: process.pid,
  page: "http://127.0.0.1:8080/",
  environment: { KAFKA_BROKERS: brokers },
  processes: {},
  services: {},
});

test("what a start tells of itself is whole whenever it is read", async () => {
  const writes = Array.from({ length: 20 }, (_, n) => writeRunning(data, running(`broker-${n}:1`)));
  await Promise.race(writes);
  for (let n = 0; n < 20; n++) expect((await readRunning(data))?.pid).toBe(process.pid);
  await Promise.all(writes);
  expect(readdirSync(data)).toEqual(["platform.json"]);
});

test("brokers that a running start uses are refused to whoever would take over its services", async () => {
  await writeRunning(data, running("127.0.0.1:19092"));
  await expect(expectNotUsed(data, "elsewhere:9092, localhost:19092")).rejects.toMatchObject({
    code: "ALREADY_RUNNING",
  });
  await expect(expectNotUsed(data, "elsewhere:9092")).resolves.toBeUndefined();
  await removeRunning(data);
  await expect(expectNotUsed(data, "localhost:19092")).resolves.toBeUndefined();
});
