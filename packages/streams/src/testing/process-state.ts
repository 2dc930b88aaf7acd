/** Whether a process under test goes on: whatever comes back to it from outside waits while it is frozen, and for ever once it is dead. */
export class ProcessState {
  #frozen: { readonly thawed: Promise<void>; readonly thaw: () => void } | undefined;
  #dead = false;

  get stopped(): boolean {
    return this.#dead || this.#frozen !== undefined;
  }

  get dead(): boolean {
    return this.#dead;
  }

  freeze(): void {
    const { promise: thawed, resolve: thaw } = Promise.withResolvers<void>();
    this.#frozen ??= { thawed, thaw };
  }

  thaw(): void {
    this.#frozen?.thaw();
    this.#frozen = undefined;
  }

  kill(): void {
    this.#dead = true;
  }

  /** Resolves when the process runs. */
  async running(): Promise<void> {
    while (this.#frozen !== undefined) await this.#frozen.thawed;
    if (this.#dead) await new Promise<never>(() => {});
  }
}
