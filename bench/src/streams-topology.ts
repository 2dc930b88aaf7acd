import {
  type DeadLetter,
  keyValueStore,
  type OpenSerde,
  type Schemas,
  type Serde,
  source,
  type Topic,
  type TopicValue,
  topology,
} from "@touchline/streams";
import { foldEvent, type MatchWindows, type PitchEvent, type RollingForm, rollingForm } from "./streams-fold.ts";

export const partitions = 6;

/** Topics of an application, the same for all runtimes, but that each peer has its own name for the changelog. */
export function topicsOf(application: string, kind: "ours" | "kafka-streams" | "quix-streams" = "ours") {
  const events = `${application}.events`;
  return {
    events,
    forms: `${application}.forms`,
    deadLetters: `${application}.dead-letters`,
    changelog:
      kind === "quix-streams" ? `changelog__${application}--${events}--default` : `${application}-windows-changelog`,
  };
}

/** The measured fold in our runtime. */
export function rollingForms(application: string) {
  const names = topicsOf(application);
  const events = { name: names.events, partitions, schemas: { PitchEvent: json<PitchEvent>("PitchEvent") } };
  const forms = { name: names.forms, partitions, schemas: { RollingForm: json<RollingForm>("RollingForm") } };
  const deadLetters = { name: names.deadLetters, partitions, schemas: { DeadLetter: json<DeadLetter>("DeadLetter") } };
  const stores = { windows: keyValueStore<MatchWindows>("windows") };
  return topology({
    application,
    changelog: { name: names.changelog, partitions },
    stores,
    sources: [
      source<typeof events.schemas, typeof stores>({
        topic: events,
        deadLetters,
        process({ key, value }, { stores, emit }) {
          const windows = foldEvent(stores.windows.get(key), value);
          stores.windows.put(key, windows);
          emit(forms, key, { schema: "RollingForm", value: rollingForm(windows) });
        },
      }),
    ],
    sinks: [forms],
  });
}

function json<V>(name: string): { readonly name: string; readonly definition: string; readonly value?: V } {
  return { name, definition: "" };
}

/** Values as bare JSON, for topics that carry one schema: what the Java peer reads and writes as well. */
export const openBareJson: OpenSerde = async <S extends Schemas>({ schemas }: Topic<S>): Promise<Serde<S>> => {
  const schema = Object.keys(schemas)[0];
  return {
    encode: ({ value }) => encodeJson(value),
    decode: (bytes) => ({ schema, value: decodeJson(bytes) }) as TopicValue<S>,
    learn: () => undefined,
  };
};

// functions with names, so that a profile shows JSON apart from what calls it
export function encodeJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function decodeJson(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString());
}
