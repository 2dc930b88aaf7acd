import type { ModelChange, ModelVersion } from "@touchline/schemas";
import { RegistryError } from "./error.ts";
import { foldChange, foldVersion } from "./fold.ts";
import { emptyRegistry, type ModelRegistry } from "./model-registry.ts";

/** A record of the registry, as it stands in its topic. */
export type RegistryRecord =
  | { readonly schema: "ModelVersion"; readonly value: ModelVersion }
  | { readonly schema: "ModelChange"; readonly value: ModelChange };

/** The registry as of any time: its records in their order, folded. */
export class RegistryTimeline {
  /** What held from which time on; the times never fall. */
  readonly #states: ModelRegistry[] = [emptyRegistry];

  /** What all records come to, also those that do not hold yet. */
  get latest(): ModelRegistry {
    return this.#states.at(-1) as ModelRegistry;
  }

  /** Folds a record; answers with the refusal where it is refused, and is as it was then. */
  apply(record: RegistryRecord): RegistryError | undefined {
    try {
      if (record.schema === "ModelChange") this.#states.push(foldChange(this.latest, record.value));
      // a version is known at all times: what it adds is a name, until a change speaks of it
      else this.#states.splice(0, Infinity, ...this.#states.map((state) => foldVersion(state, record.value)));
    } catch (error) {
      if (error instanceof RegistryError) return error;
      throw error;
    }
    return undefined;
  }

  /** What held at a time, ms since the epoch. */
  at(time: number): ModelRegistry {
    // changes are few and the last one holds nearly always
    for (let i = this.#states.length - 1; i > 0; i--) {
      const state = this.#states[i] as ModelRegistry;
      if (state.from <= time) return state;
    }
    return this.#states[0] as ModelRegistry;
  }
}
