import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type CpuProfile, selfTimes } from "./cpu-profile.ts";
import { type RunOptions, runOnce } from "./streams-run.ts";
import type { Runtime } from "./streams-runtime.ts";

export interface ProfileShare {
  readonly group: string;
  /** Of the time in which the process did something. */
  readonly share: number;
  /** That share of the CPU time that an event took in the same run. */
  readonly cpuUsPerEvent: number;
}

/** Where our runtime's time goes under a backlog, the start of the process included. */
export async function profileBacklog(runtime: Runtime, options: RunOptions): Promise<readonly ProfileShare[]> {
  const profileFolder = join(options.folder, "profile");
  await mkdir(profileFolder, { recursive: true });
  const { figures } = await runOnce(runtime, { ...options, seconds: 0, profileFolder });
  const [file] = await readdir(profileFolder);
  if (file === undefined) throw new Error("Node wrote no profile: was the process killed?");
  const profile: CpuProfile = JSON.parse(await readFile(join(profileFolder, file), "utf8"));
  const rows = selfTimes(profile, groupOf);
  const total = rows.reduce((sum, { selfUs }) => sum + selfUs, 0);
  // shares, since the sampler counts time that the process waited for a core as well
  return rows.map(({ name, selfUs }) => ({
    group: name,
    share: Number((selfUs / total).toFixed(3)),
    cpuUsPerEvent: Number(((selfUs / total) * figures.cpuUsPerEvent).toFixed(2)),
  }));
}

/** Groups by file, the first that fits; what V8 does itself has no file. */
const groups: readonly (readonly [group: string, functionName: RegExp, url: RegExp])[] = [
  ["garbage collection", /^\(garbage collector\)$/, /^$/],
  ["the fold itself", /^/, /bench\/src\/streams-fold/],
  ["JSON of input and output", /^(encodeJson|decodeJson)$/, /bench\/src/],
  ["the fold itself", /^/, /bench\/src/],
  ["JSON of the changelog", /^$|^#change/, /streams\/src\/task\.ts/],
  ["JSON of the changelog", /^/, /streams\/src\/changelog\.ts/],
  ["partition of a key", /^/, /murmur2|utils\/long\.js/],
  ["checksum", /^/, /crc32c/],
  ["writing record batches", /^/, /kafka\/(encode|byte-writer|sequenced|produce|transaction|fenced)/],
  ["reading record batches", /^/, /kafka\/(decode|byte-reader|fetch|place)|streams\/src\/intake/],
  ["state in memory", /^/, /streams\/src\/(layered-map|key-value-store|refold-store)/],
  ["tasks and session", /^/, /packages\/streams\/src/],
  ["sockets", /^(writeBuffer|writev|writeUtf8String)$/, /^$/],
  ["sockets", /^/, /node:(net|internal\/stream|internal\/streams|_stream)|kafkajs\/src\/network/],
  ["bytes and text", /^(utf8Slice|isUtf8|utf8Write|copy|byteLengthUtf8)/, /^$/],
  ["bytes and text", /^/, /node:(buffer|internal\/buffer)/],
];

export function groupOf(functionName: string, url: string): string {
  return groups.find(([, name, file]) => name.test(functionName) && file.test(url))?.[0] ?? "all else";
}
