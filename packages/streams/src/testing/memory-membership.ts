import type { GroupMember, GroupOptions, HeldPositions } from "../group.ts";
import type { MemoryGroup, MemoryMember } from "./memory-group.ts";
import type { MemoryLog } from "./memory-log.ts";
import type { ProcessState } from "./process-state.ts";

/** A process's side of a membership. It is heard of for as long as the process runs; only then it hears of anything. */
export class MemoryMembership implements GroupMember {
  readonly #log: MemoryLog;
  readonly #group: MemoryGroup;
  readonly #options: GroupOptions;
  readonly #process: ProcessState;
  #member: MemoryMember;
  #ended = false;

  constructor(log: MemoryLog, options: GroupOptions, process: ProcessState) {
    this.#log = log;
    this.#group = log.group(options.group);
    this.#options = options;
    this.#process = process;
    this.#member = this.#group.join(options, () => this.#listen());
    this.#listen();
  }

  rejoin(): void {
    this.#group.rejoin(this.#member);
  }

  async commit(held: HeldPositions): Promise<void> {
    this.#group.commit(held);
    await this.#process.running();
  }

  async leave(): Promise<void> {
    this.#ended = true;
    this.#group.leave(this.#member);
  }

  /** The process was frozen or killed. */
  fallSilent(): void {
    this.#member.silentSince ??= this.#log.clock.now();
  }

  /** The process goes on. What it had begun goes on first, the news come with the next heartbeat. */
  comeBack(): void {
    this.#member.silentSince = undefined;
    this.#log.activity++;
    setImmediate(() => this.#hear());
  }

  #listen(): void {
    queueMicrotask(() => this.#hear());
  }

  #hear(): void {
    if (this.#ended || this.#process.stopped) return;
    const news = this.#group.news(this.#member);
    if (news === undefined) return;
    this.#log.activity++;
    const { gone } = this.#member;
    this.#ended = gone === "replaced";
    news();
    if (gone === "expelled") this.#member = this.#group.join(this.#options, () => this.#listen());
    else if (this.#member.stale) this.#group.rejoin(this.#member);
    this.#listen();
  }
}
