import { entryKey } from "./changelog.ts";
import { StreamsError } from "./error.ts";
import { LayeredMap, type Present } from "./layered-map.ts";
import { LayeredTaskStore } from "./layered-task-store.ts";
import type { KeyValueStore } from "./store.ts";
import type { Admit, VisitChange } from "./task-store.ts";

/** One value a key, in memory. */
export class KeyValueTaskStore extends LayeredTaskStore {
  readonly view: KeyValueStore<Present>;
  readonly #name: string;
  readonly #values: LayeredMap<Present>;

  constructor(name: string, admit: Admit) {
    const values = new LayeredMap<Present>();
    super(values);
    this.#values = values;
    this.#name = name;
    this.view = {
      get: (key) => this.#values.get(key),
      put: (key, value) => {
        if (value === undefined || value === null) {
          throw new TypeError(`store ${name} was given no value for ${key}: use delete`);
        }
        admit("stored", value, `${name}[${key}]`);
        this.#values.set(key, value);
      },
      delete: (key) => this.#values.delete(key),
      keys: () => this.#values.keys(),
    };
  }

  eachChange(layer: "transaction" | "record", visit: VisitChange): void {
    this.#values.eachChange(layer, (key, value) => visit(entryKey(this.#name, key), value));
  }

  restore(key: string, id: string | undefined, value: unknown): void {
    if (id !== undefined) throw changedKind(this.#name);
    if (value === undefined) this.#values.committed.delete(key);
    else this.#values.committed.set(key, value as Present);
  }

  restored(): void {}

  committedKeys(): Iterable<string> {
    return this.#values.committed.keys();
  }

  committed(key: string): unknown {
    return this.#values.committed.get(key);
  }
}

/** The changelog holds entries that another kind of store wrote under this name. */
export function changedKind(store: string): StreamsError {
  return new StreamsError(
    "TOPOLOGY_INVALID",
    `store ${store} has changed its kind since its changelog was written: give the new one another name`,
  );
}
