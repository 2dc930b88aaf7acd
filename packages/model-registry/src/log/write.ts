import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { ModelChange, ModelVersion } from "@touchline/schemas";
import {
  commitAlone,
  type LogClient,
  type OpenSerde,
  type OutRecord,
  readToEnd,
  type Serde,
  StreamsError,
} from "@touchline/streams";
import { modelRegistry } from "@touchline/topics";
import { RegistryError } from "../error.ts";
import { foldVersion } from "../fold.ts";
import { propose, type Request } from "../propose.ts";
import type { RegistryRecord, RegistryTimeline } from "../timeline.ts";
import { openRegistryView } from "./view.ts";

interface Log {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
}

/** What all that stands in the registry now comes to. */
export async function readRegistry(log: Log): Promise<RegistryTimeline> {
  return (await readToEnd((onFailure) => openRegistryView({ ...log, onFailure }))).timeline;
}

/**
 * Makes a change and writes it. One at a time: who comes second fences the first, which rejects with REVISION_CONFLICT where it
 * had not written yet. Rejects with another `RegistryError` where the change is refused; nothing is written then.
 */
export async function changeRegistry(log: Log, request: Request, now = Date.now()): Promise<ModelChange> {
  try {
    return await commitAlone(log.client, "model-registry", async () => {
      const made = propose((await readRegistry(log)).latest, request, now);
      const serde = await log.openSerde(modelRegistry);
      return { made, records: [encoded(serde, { schema: "ModelChange", value: made })] };
    });
  } catch (cause) {
    if (!(cause instanceof StreamsError && cause.code === "FENCED")) throw cause;
    const why =
      "another change was made at the same time: look at the list, and make this one again if it is still wanted";
    throw new RegistryError("REVISION_CONFLICT", why, { cause });
  }
}

/**
 * Tells the registry which models there are; those that it knows like that already are not told again. Gives the refusals of those that
 * it knows by another hash: they are not told.
 */
export async function announce(
  log: Log,
  { latest }: RegistryTimeline,
  versions: readonly ModelVersion[],
): Promise<readonly RegistryError[]> {
  const refused: RegistryError[] = [];
  const news: ModelVersion[] = [];
  for (const version of versions) {
    const known = latest.models.get(version.modelId)?.version;
    if (known !== undefined && isDeepStrictEqual({ ...known }, version)) continue;
    try {
      foldVersion(latest, version);
      news.push(version);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      refused.push(error);
    }
  }
  if (news.length > 0) await tell(log, news);
  return refused;
}

async function tell({ client, openSerde }: Log, versions: readonly ModelVersion[]): Promise<void> {
  const serde = await openSerde(modelRegistry);
  const producer = await client.producer();
  try {
    await producer.send(versions.map((value) => encoded(serde, { schema: "ModelVersion", value })));
  } finally {
    await producer.close();
  }
}

function encoded(serde: Serde<typeof modelRegistry.schemas>, record: RegistryRecord): OutRecord {
  // a card that is told anew under the same key would have compaction drop the first: changes would then stand before what they speak of
  const key =
    record.schema === "ModelChange"
      ? `change/${record.value.revision}`
      : `version/${record.value.modelId}/${randomUUID()}`;
  return { topic: modelRegistry.name, partition: 0, key: Buffer.from(key), value: serde.encode(record) };
}
