import { createHash } from "node:crypto";
import { mkdir, readFile, rm, statfs, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { LocalError } from "./error.ts";
import { withFileLock } from "./file-lock.ts";
import { findJava } from "./java.ts";
import { runMaven } from "./maven.ts";
import { cache } from "./places.ts";

/** Bytes that have come, of about how many, for a bar. */
export type OnProgress = (bytes: number, totalBytes: number) => void;

export const kafkaLibs = join(cache, "kafka", "libs");
export const registryJar = join(cache, "registry", "apicurio-registry-app-2.6.13.Final-runner.jar");

const pom = resolve(import.meta.dirname, "../pom.xml");
const stamp = join(cache, "downloads.stamp");

// Measured with an empty Maven repository: the archive, the jars, and Maven's own plugin. A filled one brings less.
const totalBytes = 206e6;
// The same again for what is unpacked, and some room for the first data.
const neededBytes = 600e6;

let running: Promise<void> | undefined;

/**
 * Brings Kafka's jars and the schema registry into the clone, once: later calls only read a stamp, and calls at the same
 * time, from other processes too, wait for the first. Rejects with JAVA_MISSING, MAVEN_MISSING, DOWNLOAD_FAILED or DISK_FULL.
 */
export function download({ onProgress }: { onProgress?: OnProgress | undefined } = {}): Promise<void> {
  running ??= bring(onProgress).finally(() => {
    running = undefined;
  });
  return running;
}

async function bring(onProgress: OnProgress | undefined): Promise<void> {
  const wanted = createHash("sha256")
    .update(await readFile(pom))
    .digest("hex");
  const done = async () => (await readFile(stamp, "utf8").catch(() => "")) === wanted;
  if (await done()) return;
  await mkdir(cache, { recursive: true });
  await withFileLock(`${stamp}.lock`, async () => {
    if (await done()) return;
    await Promise.all([findJava(), expectSpace()]);
    await Promise.all(
      ["kafka", "registry", "target"].map((name) => rm(join(cache, name), { recursive: true, force: true })),
    );
    await runMaven({ pom, folder: cache, onBytes: (bytes) => onProgress?.(bytes, Math.max(bytes, totalBytes)) });
    await rm(join(cache, "target"), { recursive: true, force: true });
    await writeFile(stamp, wanted);
  });
}

async function expectSpace(): Promise<void> {
  const { bavail, bsize } = await statfs(cache);
  if (bavail * bsize >= neededBytes) return;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  throw new LocalError(
    "DISK_FULL",
    `Kafka and the registry need ${megabytes(neededBytes)} of disk and ${megabytes(bavail * bsize)} are free in ${cache}: free some space and start again.`,
  );
}
