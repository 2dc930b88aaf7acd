import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withFileLock } from "./file-lock.ts";
import { findJava } from "./java.ts";
import { runMaven } from "./maven.ts";
import { cache } from "./places.ts";

/** A Java program that stands beside ours: what runs it, and what is on its class path. */
export interface JavaPeer {
  readonly java: string;
  readonly classPath: string;
}

/**
 * Builds a Maven project into the cache, under the name of its folder: again only where one of its files has changed. The
 * pom copies its jars to `libs` and compiles to `classes` in `touchline.folder`, which takes a JDK. Rejects with
 * JAVA_MISSING, MAVEN_MISSING, DISK_FULL or DOWNLOAD_FAILED.
 */
export async function buildJavaPeer(pom: string): Promise<JavaPeer> {
  const { command } = await findJava();
  const project = dirname(pom);
  const folder = join(cache, project.slice(project.lastIndexOf("/") + 1));
  const stamp = join(folder, "built.stamp");
  const sources = await readdir(join(project, "src"), { recursive: true });
  const classes = sources.filter((name) => name.endsWith(".java")).sort();
  const wanted = await digest([pom, ...classes.map((name) => join(project, "src", name))]);
  const done = async () => (await readFile(stamp, "utf8").catch(() => "")) === wanted;
  await mkdir(folder, { recursive: true });
  await withFileLock(`${stamp}.lock`, async () => {
    if (await done()) return;
    await Promise.all(
      ["libs", "classes", "target"].map((name) => rm(join(folder, name), { recursive: true, force: true })),
    );
    await runMaven({ pom, folder, onBytes: () => {} });
    await writeFile(stamp, wanted);
  });
  return { java: command, classPath: `${join(folder, "classes")}:${join(folder, "libs")}/*` };
}

async function digest(files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) hash.update(await readFile(file));
  return hash.digest("hex");
}
