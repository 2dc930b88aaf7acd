/** Listeners by event. One that throws does not keep the others from hearing. */
export class Listeners<Events extends object> {
  readonly #byEvent = new Map<keyof Events, Set<(value: never) => void>>();

  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    const listeners = this.#byEvent.get(event) ?? new Set();
    this.#byEvent.set(event, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  tell<E extends keyof Events>(event: E, value: Events[E]): void {
    for (const listener of this.#byEvent.get(event) ?? []) {
      try {
        (listener as (value: Events[E]) => void)(value);
      } catch (error) {
        reportError(error);
      }
    }
  }
}

/** Makes it an uncaught error of its own: seen, without breaking off the frame that is being applied. */
function reportError(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
