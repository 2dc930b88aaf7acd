import { tasks } from "./tasks.ts";

export type TaskName = keyof typeof tasks;

/** What a thread is asked. */
export interface Request {
  readonly id: number;
  readonly task: TaskName;
  readonly input: unknown;
}

/** What it says, reports first. */
export type Answer =
  | { readonly id: number; readonly report: unknown }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: Error };

export function perform({ id, task, input }: Request, report: (report: unknown) => void): Answer {
  try {
    const run = tasks[task] as (input: unknown, report: (report: unknown) => void) => unknown;
    return { id, result: run(input, report) };
  } catch (error) {
    return { id, error: error as Error };
  }
}
