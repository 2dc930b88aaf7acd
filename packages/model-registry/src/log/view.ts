import { type OpenSerde, type Origin, openView, type ReadingClient, type View } from "@touchline/streams";
import { modelRegistry } from "@touchline/topics";
import type { RegistryError } from "../error.ts";
import { type RegistryRecord, RegistryTimeline } from "../timeline.ts";

export interface RegistryViewOptions {
  readonly client: ReadingClient;
  readonly openSerde: OpenSerde;
  readonly onFailure: (error: Error) => void;
  /** Told of each record that cannot be read, or is refused: it changes nothing. */
  readonly onRefused?: (record: Origin, error: Error | RegistryError) => void;
  /** Told after each record that changed something. */
  readonly onChange?: (record: RegistryRecord) => void;
}

export interface RegistryView extends Pick<View, "caughtUp" | "close"> {
  readonly timeline: RegistryTimeline;
}

/** Reads model.registry from its start and follows it. */
export async function openRegistryView(options: RegistryViewOptions): Promise<RegistryView> {
  const { client, openSerde, onFailure, onRefused = () => {}, onChange } = options;
  const timeline = new RegistryTimeline();
  const view = await openView(modelRegistry, {
    client,
    openSerde,
    onFailure,
    onUndecodable: onRefused,
    apply: (record) => {
      // who takes a record back takes it from those that read it later, too
      if (record.schema === null) return;
      const refusal = timeline.apply(record);
      if (refusal === undefined) onChange?.(record);
      else onRefused(record, refusal);
    },
  });
  return { timeline, caughtUp: view.caughtUp, close: () => view.close() };
}
